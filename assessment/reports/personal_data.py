"""Everything that is held about one person, in a form that they can read and take elsewhere."""

from __future__ import annotations

from datetime import date, datetime
from enum import Enum
from typing import TYPE_CHECKING, Any

from assessment.store.accounts import roles_of
from assessment.store.personal_data import held_about

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlalchemy.orm import Session

    from assessment.domain.people.person import Person


def personal_data(session: Session, person: Person) -> dict[str, Any]:
    """Everything about a person by kind, without what would let somebody sign in as them."""
    held = held_about(session, person.id)
    own, *_ = held.pop("person")
    return {
        "person": _written(own),
        "roles": [{"role": role, "organisation": place} for role, place in roles_of(session, person.id)],
        **{name: [_written(row) for row in rows] for name, rows in held.items()},
    }


def _written(row: Mapping[str, Any]) -> dict[str, Any]:
    return {name: _plain(value) for name, value in row.items()}


def _plain(value: Any) -> Any:
    if isinstance(value, Enum):
        return value.value
    return value.isoformat() if isinstance(value, date | datetime) else value
