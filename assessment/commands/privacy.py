"""Forget people, and clear away what has been kept long enough."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from sqlalchemy import delete, update

from assessment.commands.audit import record
from assessment.domain.errors import NotAllowedHere
from assessment.domain.trust.audit import Kind
from assessment.domain.trust.retention import Period, periods
from assessment.store import models, tables
from assessment.store.days import day_of
from assessment.store.retention import (
    addresses_due,
    asked_in_vain,
    how_many,
    of_old_drafts,
    people_who_left,
    worded_changes_due,
)
from assessment.store.rows import row_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import datetime

    from sqlalchemy import ColumnElement, Table
    from sqlalchemy.orm import Session

    from assessment.store.rows import Numbered

FORGOTTEN = "Former colleague"
_OF_PERSON = (models.SignIn, models.MailedLink, models.RecoveryCode, models.Passkey, models.RoleHeld, models.RoleOffer)


def erase(session: Session, person: Numbered, *, by: int | None, at: datetime) -> None:
    """Take away everything that tells who a person is; what organisations said stays, without their name.

    Addresses in the record go with the next clearing away, since the web process may not touch the record.
    Raises NotAllowedHere for somebody who still holds a role, since their organisations have to be asked first, and
    for oneself.
    """
    if person.id == by:
        raise NotAllowedHere("You can’t erase your own data. Ask another administrator.")
    row = row_of(session, models.Person, person)
    if row.roles:
        raise NotAllowedHere("This person still has a role. Remove it first, and choose who takes over.")
    for kind in _OF_PERSON:
        session.execute(delete(kind).where(kind.person_id == row.id))
    kept = tables.saved_comparisons
    session.execute(delete(kept).where(kept.c.saved_by_id == row.id, ~kept.c.shared))
    row.name, row.email = FORGOTTEN, f"forgotten-{row.id}@forgotten.invalid"
    row.password_hash = row.handle = row.outside_identity = None
    row.authenticator_sealed = row.authenticator_step = row.demonstration = None
    row.called = row.introduced_at = None
    row.active, row.erased_at, row.left_at = False, at, row.left_at or at
    record(session, Kind.PRIVACY, f"person {person.id}", at=at, done="personal data erased")


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


def _delete(session: Session, table: Table, due: ColumnElement[bool], *, dry_run: bool) -> int:
    count = how_many(session, table, due)
    if count and not dry_run:
        session.execute(delete(table).where(due))
    return count


def _empty(session: Session, table: Table, due: ColumnElement[bool], *, dry_run: bool, **values: str | None) -> int:
    count = how_many(session, table, due)
    if count and not dry_run:
        session.execute(update(table).where(due).values(**values))
    return count


def _attempts(session: Session, before: datetime, _at: datetime, dry_run: bool) -> int:  # noqa: FBT001
    return _delete(session, tables.attempts, tables.attempts.c.at < before, dry_run=dry_run)


def _forms(session: Session, before: datetime, _at: datetime, dry_run: bool) -> int:  # noqa: FBT001
    return _delete(session, tables.form_keys, tables.form_keys.c.at < before, dry_run=dry_run)


def _sign_ins(session: Session, before: datetime, _at: datetime, dry_run: bool) -> int:  # noqa: FBT001
    return _delete(session, tables.sign_ins, tables.sign_ins.c.ends_at < before, dry_run=dry_run)


def _links(session: Session, before: datetime, at: datetime, dry_run: bool) -> int:  # noqa: FBT001
    """Links, and roles that people were asked to take and never answered; who was asked nothing else has left."""
    offers, sent = tables.role_offers, tables.mailed_links
    count = _delete(session, offers, offers.c.expires_at < before, dry_run=dry_run)
    if not dry_run:
        session.execute(update(tables.people).where(asked_in_vain()).values(active=False, left_at=at))
    return count + _delete(session, sent, sent.c.sent_at < before, dry_run=dry_run)


def _addresses(session: Session, before: datetime, _at: datetime, dry_run: bool) -> int:  # noqa: FBT001
    return _empty(session, tables.audit_entries, addresses_due(before), dry_run=dry_run, address=None, salt=None)


def _people(session: Session, before: datetime, at: datetime, dry_run: bool) -> int:  # noqa: FBT001
    left = people_who_left(session, before)
    for person in left:
        if not dry_run:
            erase(session, person, by=None, at=at)
    return len(left)


def _drafts(session: Session, before: datetime, _at: datetime, dry_run: bool) -> int:  # noqa: FBT001
    written = (tables.evidence, tables.ratings, tables.answer_changes)
    day = day_of(session, before)
    counts = [_delete(session, table, of_old_drafts(table, day), dry_run=dry_run) for table in written]
    noted = of_old_drafts(tables.answers, day) & (tables.answers.c.note != "")
    return sum(counts) + _empty(session, tables.answers, noted, dry_run=dry_run, note="")


def _changes(session: Session, before: datetime, _at: datetime, dry_run: bool) -> int:  # noqa: FBT001
    due = worded_changes_due(before)
    return _empty(session, tables.answer_changes, due, dry_run=dry_run, note_before="", note_after="")


_CLEARERS: Mapping[str, Callable[[Session, datetime, datetime, bool], int]] = {
    "attempts": _attempts,
    "forms": _forms,
    "sign-ins": _sign_ins,
    "links": _links,
    "addresses": _addresses,
    "people": _people,
    "drafts": _drafts,
    "changes": _changes,
}
