"""Forget people, and clear away what has been kept long enough."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from sqlalchemy import delete, func, or_, select, update

from assessment.commands.audit import record
from assessment.domain.assessment.life_cycle import AssessmentState
from assessment.domain.errors import NotAllowedHere
from assessment.domain.trust.audit import Kind
from assessment.domain.trust.retention import Period, periods
from assessment.store import models

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import datetime

    from sqlalchemy import ColumnElement
    from sqlalchemy.orm import Session

FORGOTTEN = "Former colleague"
_OF_PERSON = (models.SignIn, models.MailedLink, models.RecoveryCode, models.Passkey, models.RoleHeld)


def erase(session: Session, person: models.Person, *, by: int | None, at: datetime) -> None:
    """Take away everything that tells who a person is; what organisations said stays, without their name.

    Addresses in the record go with the next clearing away, since the web process may not touch the record.
    Raises NotAllowedHere for somebody who still holds a role, since their organisations have to be asked first, and
    for oneself.
    """
    if person.id == by:
        raise NotAllowedHere("You cannot forget yourself. Ask another administrator.")
    if person.roles:
        raise NotAllowedHere("This person still holds a role. Let them leave first, so that somebody takes over.")
    for kind in _OF_PERSON:
        session.execute(delete(kind).where(kind.person_id == person.id))
    person.name, person.email = FORGOTTEN, f"forgotten-{person.id}@forgotten.invalid"
    person.password_hash = person.handle = person.outside_identity = None
    person.authenticator_sealed = person.authenticator_step = person.demonstration = None
    person.active, person.erased_at, person.left_at = False, at, person.left_at or at
    record(session, Kind.PRIVACY, f"person {person.id}", at=at, done="person forgotten")


@dataclass(frozen=True, slots=True)
class Cleared:
    """How much of one kind of data was, or would be, cleared away."""

    period: Period
    count: int


def clear_away(
    session: Session, changed: Mapping[str, int], *, at: datetime, dry_run: bool = False
) -> tuple[Cleared, ...]:
    """Clear away what has been kept for its time, and say how much of each kind; a dry run only counts."""
    done = []
    for period in periods(changed):
        before = at - timedelta(days=period.days)
        done.append(Cleared(period, _CLEARERS[period.key](session, before, at, dry_run)))
    cleared = {one.period.key: one.count for one in done if one.count}
    if cleared and not dry_run:
        record(session, Kind.PRIVACY, "retention", at=at, **cleared)
    return tuple(done)


def _delete(session: Session, kind: type[models.Base], where: ColumnElement[bool], *, dry_run: bool) -> int:
    count = session.scalar(select(func.count()).select_from(kind).where(where)) or 0
    if count and not dry_run:
        session.execute(delete(kind).where(where))
    return count


def _attempts(session: Session, before: datetime, _at: datetime, dry_run: bool) -> int:  # noqa: FBT001
    return _delete(session, models.Attempt, models.Attempt.at < before, dry_run=dry_run)


def _sign_ins(session: Session, before: datetime, _at: datetime, dry_run: bool) -> int:  # noqa: FBT001
    return _delete(session, models.SignIn, models.SignIn.ends_at < before, dry_run=dry_run)


def _links(session: Session, before: datetime, _at: datetime, dry_run: bool) -> int:  # noqa: FBT001
    return _delete(session, models.MailedLink, models.MailedLink.sent_at < before, dry_run=dry_run)


def _addresses(session: Session, before: datetime, _at: datetime, dry_run: bool) -> int:  # noqa: FBT001
    entry = models.AuditEntry
    forgotten = select(models.Person.id).where(models.Person.erased_at.is_not(None))
    old = ((entry.at < before) | entry.person_id.in_(forgotten)) & entry.address.is_not(None)
    count = session.scalar(select(func.count()).select_from(entry).where(old)) or 0
    if count and not dry_run:
        session.execute(update(entry).where(old).values(address=None, salt=None))
    return count


def _people(session: Session, before: datetime, at: datetime, dry_run: bool) -> int:  # noqa: FBT001
    one = models.Person
    left = session.scalars(select(one).where(one.left_at < before, one.erased_at.is_(None), ~one.active)).all()
    for person in left:
        if not dry_run:
            erase(session, person, by=None, at=at)
    return len(left)


def _drafts(session: Session, before: datetime, _at: datetime, dry_run: bool) -> int:  # noqa: FBT001
    old = (
        select(models.Assessment.id)
        .join(models.Assessment.cycle)
        .where(models.Assessment.state != AssessmentState.SIGNED_OFF, models.Cycle.closes_on < before.date())
    )
    kinds = (models.Evidence, models.Rating, models.AnswerChange)
    counts = [_delete(session, kind, kind.assessment_id.in_(old), dry_run=dry_run) for kind in kinds]
    noted = models.Answer.assessment_id.in_(old) & (models.Answer.note != "")
    notes = session.scalar(select(func.count()).select_from(models.Answer).where(noted)) or 0
    if notes and not dry_run:
        session.execute(update(models.Answer).where(noted).values(note=""))
    return sum(counts) + notes


def _changes(session: Session, before: datetime, _at: datetime, dry_run: bool) -> int:  # noqa: FBT001
    change = models.AnswerChange
    old = select(models.Assessment.id).where(models.Assessment.signed_off_at < before)
    worded = change.assessment_id.in_(old) & or_(change.note_before != "", change.note_after != "")
    count = session.scalar(select(func.count()).select_from(change).where(worded)) or 0
    if count and not dry_run:
        session.execute(update(change).where(worded).values(note_before="", note_after=""))
    return count


_CLEARERS: Mapping[str, Callable[[Session, datetime, datetime, bool], int]] = {
    "attempts": _attempts,
    "sign-ins": _sign_ins,
    "links": _links,
    "addresses": _addresses,
    "people": _people,
    "drafts": _drafts,
    "changes": _changes,
}
