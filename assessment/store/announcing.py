"""Who watches over roles, and what those are called whom a change of them is about."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from assessment.domain.people.announcing import WATCHFUL
from assessment.store import tables
from assessment.store.people import PERSON, READY
from assessment.store.values import execute

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from sqlalchemy import Table
    from sqlalchemy.orm import Session

    from assessment.domain.people.permissions import Role
    from assessment.domain.people.person import Person

_PEOPLE, _HELD = tables.people.c, tables.roles_held.c
_WATCHFUL = (
    select(_HELD.role, _HELD.organisation_id, *PERSON.columns)
    .join_from(tables.roles_held, tables.people, _HELD.person_id == _PEOPLE.id)
    .where(_HELD.role.in_(WATCHFUL), _PEOPLE.active, READY)
    .order_by(_PEOPLE.id)
)


def watchful(session: Session) -> Sequence[tuple[Role, int | None, Person]]:
    """Whoever watches over the roles of others, with their own role and its organisation; not who never got in."""
    return [(row[0], row[1], PERSON.make(*row[2:])) for row in execute(session, _WATCHFUL)]


def names_of(session: Session, people: Collection[int]) -> Mapping[int, str]:
    """How these people are called, by number."""
    return _names(session, tables.people, people)


def places_of(session: Session, organisations: Collection[int]) -> Mapping[int, str]:
    """How these organisations are called, by number."""
    return _names(session, tables.organisations, organisations)


def _names(session: Session, table: Table, numbers: Collection[int]) -> Mapping[int, str]:
    query = select(table.c.id, table.c.name).where(table.c.id.in_(set(numbers)))
    return {row.id: row.name for row in execute(session, query)}
