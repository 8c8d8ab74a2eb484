"""What is asked about organisations: lists of them, and what became of them over the years."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import bindparam, or_, select

from assessment.domain.area.organisations import FormerName, Organisation, Succession
from assessment.store import tables
from assessment.store.assessments import ORGANISATION
from assessment.store.pages import Found, holds, page_of
from assessment.store.partnerships import partnerships_by_organisation
from assessment.store.values import every, first, kind

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from sqlalchemy.orm import Session

    from assessment.domain.area.organisations import Partnership
    from assessment.domain.area.sectors import Sector

FORMER_NAME = kind(FormerName, tables.former_names)

_organisation = tables.organisations.c
_earlier, _later = tables.organisations.alias("earlier"), tables.organisations.alias("later")
SUCCESSION = kind(Succession, tables.successions, kind(Organisation, _earlier), kind(Organisation, _later))

_ALL = select(*ORGANISATION.columns).order_by(_organisation.sort_key)
_STILL_THERE = _ALL.where(_organisation.closed_on.is_(None) | (_organisation.closed_on > bindparam("today")))
_WITH_REFERENCE = select(*ORGANISATION.columns).where(_organisation.reference == bindparam("reference"))
_CLOSED_WITH_ROLE = (
    select(*ORGANISATION.columns)
    .where(
        _organisation.closed_on <= bindparam("today"),
        select(tables.roles_held.c.id)
        .where(
            tables.roles_held.c.person_id == bindparam("person"),
            tables.roles_held.c.organisation_id == _organisation.id,
        )
        .exists(),
    )
    .order_by(_organisation.sort_key)
)
_FORMER_NAMES = (
    select(*FORMER_NAME.columns)
    .where(tables.former_names.c.organisation_id == bindparam("organisation"))
    .order_by(tables.former_names.c.until.desc())
)
_LINKS = (
    select(*SUCCESSION.columns)
    .join_from(tables.successions, _earlier, tables.successions.c.earlier_id == _earlier.c.id)
    .join(_later, tables.successions.c.later_id == _later.c.id)
)
_LINKS_OF = _LINKS.where(
    or_(
        tables.successions.c.earlier_id == bindparam("organisation"),
        tables.successions.c.later_id == bindparam("organisation"),
    )
).order_by(tables.successions.c.on)


@dataclass(frozen=True, slots=True)
class ListedOrganisation:
    """An organisation as a list shows it."""

    id: int
    reference: str
    name: str
    sector: Sector
    closed_on: date | None
    partnerships: tuple[Partnership, ...]


def organisations(session: Session, *, search: str = "", sector: str = "", page: int = 1) -> Found[ListedOrganisation]:
    """Organisations whose name, reference or area holds the words searched for, by name."""
    query = _ALL
    if search:
        query = query.where(holds(search, _organisation.name_key, _organisation.reference, _organisation.area_key))
    if sector:
        query = query.where(_organisation.sector == sector)
    found = page_of(session, ORGANISATION, query, page)
    partnerships = partnerships_by_organisation(session, [one.id for one in found.rows])
    rows = tuple(
        ListedOrganisation(one.id, one.reference, one.name, one.sector, one.closed_on, partnerships.get(one.id, ()))
        for one in found.rows
    )
    return Found(rows, found.page, found.pages, found.total)


def all_organisations(session: Session, *, on: date) -> Sequence[Organisation]:
    """Every organisation that is not closed yet on a day, by name."""
    return every(session, ORGANISATION, _STILL_THERE, {"today": on})


def organisations_by_reference(session: Session) -> Mapping[str, Organisation]:
    """Every organisation, closed or not, by its reference."""
    return {one.reference: one for one in every(session, ORGANISATION, _ALL)}


def organisations_with(session: Session, references: Iterable[str]) -> Sequence[Organisation]:
    """The organisations with these references, by name; references that nobody has are passed over."""
    return every(session, ORGANISATION, _ALL.where(_organisation.reference.in_(set(references))))


def organisation_with(session: Session, reference: str) -> Organisation | None:
    """The organisation with this reference."""
    return first(session, ORGANISATION, _WITH_REFERENCE, {"reference": reference})


def closed_places(session: Session, person_id: int, *, on: date) -> Sequence[Organisation]:
    """Organisations, closed by a day, in which somebody still holds a role."""
    return every(session, ORGANISATION, _CLOSED_WITH_ROLE, {"person": person_id, "today": on})


def links(session: Session) -> Sequence[Succession]:
    """Which organisations went on as which others, with both."""
    return every(session, SUCCESSION, _LINKS)


def links_of(session: Session, organisation_id: int) -> Sequence[Succession]:
    """What one organisation went on from, and what it went on as."""
    return every(session, SUCCESSION, _LINKS_OF, {"organisation": organisation_id})


def former_names(session: Session, organisation_id: int) -> Sequence[FormerName]:
    """The names that an organisation went by before, the latest first."""
    return every(session, FORMER_NAME, _FORMER_NAMES, {"organisation": organisation_id})
