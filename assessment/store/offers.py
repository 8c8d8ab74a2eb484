"""Roles that people are asked to take, and have not answered yet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import bindparam, select

from assessment.domain.people.person import RoleOffer
from assessment.store import tables
from assessment.store.models.base import UtcDateTime
from assessment.store.values import every, execute, first, kind

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from sqlalchemy.orm import Session

_OFFERS = tables.role_offers.c
OFFER = kind(RoleOffer, tables.role_offers, organisation=tables.organisations.c.name, email=tables.people.c.email)
_OPEN = (
    select(*OFFER.columns)
    .join_from(tables.role_offers, tables.people, _OFFERS.person_id == tables.people.c.id)
    .outerjoin(tables.organisations, _OFFERS.organisation_id == tables.organisations.c.id)
    .where(_OFFERS.expires_at > bindparam("now", type_=UtcDateTime))
    .order_by(_OFFERS.id)
)
_ANY = select(_OFFERS.id).where(
    _OFFERS.person_id == bindparam("wanted"), _OFFERS.expires_at > bindparam("now", type_=UtcDateTime)
)


def offers_to(session: Session, person_id: int, *, now: datetime) -> Sequence[RoleOffer]:
    """What somebody is asked to be, the earliest first."""
    return every(
        session, OFFER, _OPEN.where(_OFFERS.person_id == bindparam("wanted")), {"now": now, "wanted": person_id}
    )


def offers_in(session: Session, organisation_id: int, *, now: datetime) -> Sequence[RoleOffer]:
    """Whom an organisation has asked, the earliest first."""
    query = _OPEN.where(_OFFERS.organisation_id == bindparam("wanted"))
    return every(session, OFFER, query, {"now": now, "wanted": organisation_id})


def offer_numbered(session: Session, offer_id: int, *, now: datetime) -> RoleOffer | None:
    """The offer with this number, if it stands still."""
    return first(session, OFFER, _OPEN.where(_OFFERS.id == bindparam("wanted")), {"now": now, "wanted": offer_id})


def is_offered_any(session: Session, person_id: int, *, now: datetime) -> bool:
    """Whether somebody is asked to be anything."""
    return execute(session, _ANY, {"now": now, "wanted": person_id}).first() is not None
