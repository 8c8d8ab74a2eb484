"""People, and the roles that they hold."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

    from assessment.domain.people.permissions import Role


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who was added; `ready` says that they have begun to set up a way to sign in."""

    id: int
    name: str
    email: str
    demonstration: str | None
    active: bool
    ready: bool
    called: str | None
    left_at: datetime | None
    erased_at: datetime | None


@dataclass(frozen=True, slots=True)
class RoleHeld:
    """A role of somebody, in one organisation or, where none is named, for the whole area."""

    role: Role
    organisation_id: int | None
    reference: str | None
    organisation: str | None


@dataclass(frozen=True, slots=True)
class RoleOffer:
    """A role that somebody is asked to take, in an organisation or for the area; `name` is as it was typed."""

    id: int
    role: Role
    name: str
    expires_at: datetime
    failed_at: datetime | None
    organisation_id: int | None
    organisation: str | None
    email: str
    person_id: int
    offered_by_id: int | None
