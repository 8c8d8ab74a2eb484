"""Record what organisations decide about being shown, and what partnerships ask of others."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import select

from assessment.commands.audit import record
from assessment.domain.area.consent import Standing
from assessment.domain.errors import NotAllowedHere
from assessment.domain.trust.audit import Kind
from assessment.store import models

if TYPE_CHECKING:
    from datetime import date, datetime

    from sqlalchemy import Select
    from sqlalchemy.orm import Session


@dataclass(frozen=True, slots=True)
class Consent:
    """How an organisation wants to be shown, in a partnership or else in the area, from when to when, by whose word."""

    standing: Standing
    starts_on: date
    decided_by: str
    ends_on: date | None = None
    partnership_id: int | None = None


def decide(
    session: Session, organisation: models.Organisation, consent: Consent, *, by: int | None, at: datetime
) -> models.Decision:
    """Record a decision; those before it are kept.

    Raises NotAllowedHere for an outside partnership that has not asked, since consent to it takes two.
    """
    if consent.partnership_id is not None and not _may_be_shown(session, organisation, consent.partnership_id):
        raise NotAllowedHere("This partnership has not asked to see your organisation.")
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
    return decision


def ask(  # noqa: PLR0913 - who asks whom, why and when
    session: Session,
    partnership: models.Partnership,
    organisation: models.Organisation,
    *,
    reason: str,
    by: int | None,
    at: datetime,
) -> models.Request:
    """Ask an organisation outside a partnership whether it agrees to be shown there; asking again changes why."""
    if organisation in partnership.organisations:
        msg = f"{organisation.name} belongs to this partnership, so there is no need to ask."
        raise NotAllowedHere(msg)
    request = session.scalar(_requests(organisation.id, partnership.id)) or models.Request(
        partnership_id=partnership.id, organisation_id=organisation.id
    )
    request.reason, request.asked_at, request.asked_by_id = reason, at, by
    session.add(request)
    session.flush()
    subject = f"partnership {partnership.id}"
    record(session, Kind.CONSENT, subject, at=at, organisation=organisation.id, done="asked to be shown")
    return request


def withdraw(session: Session, request: models.Request, *, at: datetime) -> None:
    """Take a request back; whatever the organisation agreed to is over, also if it is asked again one day."""
    session.delete(request)
    session.add(
        models.Decision(
            organisation_id=request.organisation_id,
            partnership_id=request.partnership_id,
            standing=Standing.NOT_SHOWN,
            starts_on=at.date(),
            decided_by="The request was withdrawn",
            recorded_at=at,
        )
    )
    subject = f"partnership {request.partnership_id}"
    record(session, Kind.CONSENT, subject, at=at, organisation=request.organisation_id, done="request withdrawn")


def _may_be_shown(session: Session, organisation: models.Organisation, partnership_id: int) -> bool:
    belongs = any(one.id == partnership_id for one in organisation.partnerships)
    return belongs or session.scalar(_requests(organisation.id, partnership_id)) is not None


def _requests(organisation_id: int, partnership_id: int) -> Select[models.Request]:
    return select(models.Request).where(
        models.Request.organisation_id == organisation_id, models.Request.partnership_id == partnership_id
    )
