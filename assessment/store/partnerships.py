"""What is asked about partnerships: which there are, and who belongs to them."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from sqlalchemy import bindparam, select

from assessment.domain.area.organisations import Partnership
from assessment.store import tables
from assessment.store.assessments import ORGANISATION
from assessment.store.values import every, execute, first, kind

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from sqlalchemy.orm import Session

    from assessment.domain.area.organisations import Organisation

PARTNERSHIP = kind(Partnership, tables.partnerships)

_ALL = select(*PARTNERSHIP.columns).order_by(tables.partnerships.c.sort_key)
_WITH_REFERENCE = select(*PARTNERSHIP.columns).where(tables.partnerships.c.reference == bindparam("reference"))
_BELONGING = (
    select(tables.memberships.c.organisation_id, *PARTNERSHIP.columns)
    .join_from(tables.memberships, tables.partnerships, tables.memberships.c.partnership_id == tables.partnerships.c.id)
    .order_by(tables.partnerships.c.sort_key)
)
_MEMBERS = (
    select(*ORGANISATION.columns)
    .join_from(
        tables.memberships, tables.organisations, tables.memberships.c.organisation_id == tables.organisations.c.id
    )
    .where(tables.memberships.c.partnership_id == bindparam("partnership"))
    .order_by(tables.organisations.c.sort_key)
)


def partnerships(session: Session) -> Sequence[Partnership]:
    """All partnerships, by name."""
    return every(session, PARTNERSHIP, _ALL)


def partnership_with(session: Session, reference: str) -> Partnership | None:
    """The partnership with this reference."""
    return first(session, PARTNERSHIP, _WITH_REFERENCE, {"reference": reference})


def partnerships_of(session: Session, organisation_id: int) -> Sequence[Partnership]:
    """The partnerships that an organisation belongs to, by name."""
    return partnerships_by_organisation(session, [organisation_id]).get(organisation_id, ())


def partnerships_by_organisation(
    session: Session, organisation_ids: Collection[int] | None = None
) -> Mapping[int, tuple[Partnership, ...]]:
    """The partnerships, by name, of each organisation that belongs to any; of these only, where some are named."""
    query = _BELONGING
    if organisation_ids is not None:
        query = query.where(tables.memberships.c.organisation_id.in_(organisation_ids))
    found: dict[int, list[Partnership]] = defaultdict(list)
    for organisation_id, *columns in execute(session, query):
        found[organisation_id].append(PARTNERSHIP.make(*columns))
    return {organisation_id: tuple(of_one) for organisation_id, of_one in found.items()}


def members_of(session: Session, partnership_id: int) -> Sequence[Organisation]:
    """The organisations that belong to a partnership, by name."""
    return every(session, ORGANISATION, _MEMBERS, {"partnership": partnership_id})
