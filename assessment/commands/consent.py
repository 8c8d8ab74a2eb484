"""Record what organisations decide about being shown, and what partnerships ask of others."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from assessment.commands.audit import record
from assessment.domain.area.consent import Standing
from assessment.domain.errors import NotAllowedHere
from assessment.domain.trust.audit import Kind
from assessment.store import models
from assessment.store.consent import request_between
from assessment.store.days import day_of
from assessment.store.partnerships import partnerships_of
from assessment.store.rows import row_of

if TYPE_CHECKING:
    from datetime import date, datetime

    from sqlalchemy.orm import Session

    from assessment.store.rows import Numbered


@dataclass(frozen=True, slots=True)
class Consent:
    """How an organisation wants to be shown, in a partnership or else in the area, from when to when, by whose word."""

    standing: Standing
    starts_on: date
    decided_by: str
    ends_on: date | None = None
    partnership_id: int | None = None


def decide(session: Session, organisation: Numbered, consent: Consent, *, by: int | None, at: datetime) -> None:
    """Record a decision; those before it are kept.

    Raises NotAllowedHere for an outside partnership that has not asked, since consent to it takes two.
    """
    if consent.partnership_id is not None and not _may_show(session, consent.partnership_id, organisation.id):
        raise NotAllowedHere("This partnership hasn’t asked to see your organisation.")
    decision = models.Decision(
        organisation_id=organisation.id,
        partnership_id=consent.partnership_id,
        standing=consent.standing,
        starts_on=consent.starts_on,
        ends_on=consent.ends_on,
        decided_by=consent.decided_by,
        recorded_at=at,
        recorded_by_id=by,
    )
    session.add(decision)
    session.flush()
    record(
        session,
        Kind.CONSENT,
        f"decision {decision.id}",
        at=at,
        organisation=organisation.id,
        done="decided",
        standing=consent.standing.value,
        partnership=consent.partnership_id,
    )


def ask(  # noqa: PLR0913 - who asks whom, why and when
    session: Session,
    partnership: Numbered,
    organisation: Numbered,
    *,
    reason: str,
    by: int | None,
    at: datetime,
) -> int:
    """Ask an organisation outside a partnership whether it agrees to be shown there; asking again changes why.

    Gives the number of the request.
    """
    if _belongs(session, partnership.id, organisation.id):
        name = row_of(session, models.Organisation, organisation).name
        msg = f"{name} already belongs to this partnership, so you don’t need to ask."
        raise NotAllowedHere(msg)
    before = request_between(session, partnership.id, organisation.id)
    request = row_of(session, models.Request, before) if before else models.Request()
    request.partnership_id, request.organisation_id = partnership.id, organisation.id
    request.reason, request.asked_at, request.asked_by_id = reason, at, by
    session.add(request)
    session.flush()
    subject = f"partnership {partnership.id}"
    record(session, Kind.CONSENT, subject, at=at, organisation=organisation.id, done="asked to be shown")
    return request.id


def withdraw(session: Session, request: Numbered, *, at: datetime) -> None:
    """Take a request back; whatever the organisation agreed to is over, also if it is asked again one day."""
    row = row_of(session, models.Request, request)
    session.delete(row)
    session.add(
        models.Decision(
            organisation_id=row.organisation_id,
            partnership_id=row.partnership_id,
            standing=Standing.NOT_SHOWN,
            starts_on=day_of(session, at),
            decided_by="The request was withdrawn",
            recorded_at=at,
        )
    )
    subject = f"partnership {row.partnership_id}"
    record(session, Kind.CONSENT, subject, at=at, organisation=row.organisation_id, done="request withdrawn")


def _may_show(session: Session, partnership_id: int, organisation_id: int) -> bool:
    """Whether an organisation can be shown in a partnership at all: as a member, or since it was asked."""
    asked = request_between(session, partnership_id, organisation_id) is not None
    return asked or _belongs(session, partnership_id, organisation_id)


def _belongs(session: Session, partnership_id: int, organisation_id: int) -> bool:
    return any(one.id == partnership_id for one in partnerships_of(session, organisation_id))
