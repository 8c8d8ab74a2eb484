"""Lists of people: searched, in pages, with what stands in a row."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, select

from assessment.domain.people.accounts import LinkPurpose
from assessment.domain.people.person import Person, RoleHeld
from assessment.store import tables
from assessment.store.pages import Found, holds, page_of
from assessment.store.people import PERSON, person_numbered
from assessment.store.values import every, execute, kind

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import datetime

    from sqlalchemy import ColumnElement, Row
    from sqlalchemy.orm import Session

_PEOPLE, _HELD, _LINKS = tables.people.c, tables.roles_held.c, tables.mailed_links.c
HELD = kind(
    RoleHeld, tables.roles_held, reference=tables.organisations.c.reference, organisation=tables.organisations.c.name
)
_EVERYBODY = (
    select(*PERSON.columns)
    .where(_PEOPLE.erased_at.is_(None))
    .order_by(_PEOPLE.active.desc(), _PEOPLE.sort_key, _PEOPLE.id)
)
_COLLEAGUES = (
    select(*PERSON.columns)
    .where(
        _PEOPLE.active,
        select(_HELD.id)
        .where(_HELD.person_id == _PEOPLE.id, _HELD.organisation_id == bindparam("organisation"))
        .exists(),
    )
    .order_by(_PEOPLE.sort_key, _PEOPLE.id)
)
_ROLES = (
    select(_HELD.person_id, *HELD.columns)
    .outerjoin_from(
        tables.roles_held, tables.organisations, tables.organisations.c.id == tables.roles_held.c.organisation_id
    )
    .order_by(tables.organisations.c.sort_key, _HELD.role)
)
_OPEN_INVITATIONS = select(_LINKS.person_id, _LINKS.expires_at, _LINKS.failed_at).where(
    _LINKS.purpose == LinkPurpose.INVITATION, _LINKS.used_at.is_(None), _LINKS.revoked_at.is_(None)
)


@dataclass(frozen=True, slots=True)
class Listed:
    """Somebody as a list shows them: roles with the organisations' names, and whether an invitation is open."""

    person: Person
    roles: Sequence[tuple[RoleHeld, str | None]]
    invited_until: datetime | None
    letter_failed: bool = False


def people(  # noqa: PLR0913 - what a list may be narrowed down to
    session: Session, *, now: datetime, search: str = "", role: str = "", place: int | None = None, page: int = 1
) -> Found[Listed]:
    """People whose name or address holds the words searched for, of a role or an organisation, by name."""
    query = _EVERYBODY
    if search:
        query = query.where(holds(search, _PEOPLE.name_key, _PEOPLE.email))
    if role:
        query = query.where(_holding(_HELD.role == role))
    if place is not None:
        query = query.where(_holding(_HELD.organisation_id == place))
    found = page_of(session, PERSON, query, page)
    return Found(_listed(session, found.rows, now), found.page, found.pages, found.total)


def listed(session: Session, person_id: int, *, now: datetime) -> Listed | None:
    """Somebody as a list shows them, or None."""
    person = person_numbered(session, person_id)
    return None if person is None or person.erased_at else _listed(session, [person], now)[0]


def colleagues(session: Session, organisation_id: int) -> Sequence[Person]:
    """Everybody who holds a role in an organisation, by name."""
    return every(session, PERSON, _COLLEAGUES, {"organisation": organisation_id})


def roles_by_person(session: Session, people: Iterable[int]) -> Mapping[int, Sequence[RoleHeld]]:
    """The roles of these people, by organisation; nothing for who holds none."""
    found: dict[int, list[RoleHeld]] = defaultdict(list)
    for row in execute(session, _ROLES.where(_HELD.person_id.in_(set(people)))):
        found[row[0]].append(HELD.make(*row[1:]))
    return found


def _holding(wanted: ColumnElement[bool]) -> ColumnElement[bool]:
    return select(_HELD.id).where(_HELD.person_id == _PEOPLE.id, wanted).exists()


def _listed(session: Session, people: Sequence[Person], now: datetime) -> tuple[Listed, ...]:
    numbers = {one.id for one in people}
    roles = roles_by_person(session, numbers)
    open_links = _OPEN_INVITATIONS.where(_LINKS.person_id.in_(numbers), _LINKS.expires_at > now)
    invited = {row.person_id: row for row in execute(session, open_links)}
    return tuple(_one_listed(one, roles.get(one.id, ()), invited.get(one.id)) for one in people)


def _one_listed(person: Person, roles: Sequence[RoleHeld], invited: Row[Any] | None) -> Listed:
    held = [(one, one.organisation) for one in roles]
    return Listed(person, held, invited.expires_at, bool(invited.failed_at)) if invited else Listed(person, held, None)
