"""Who is told when somebody is given a role or loses one, so that nobody comes to power unseen."""

from __future__ import annotations

from dataclasses import dataclass

from assessment.domain.people.permissions import AREA_ROLES, RULES, Permission, Role

READ_ANSWERS = RULES[Permission.SEE_ASSESSMENT] | RULES[Permission.SEE_RESULTS]
ANSWERABLE = frozenset({Role.ORGANISATION_LEAD, Role.SPONSOR})
WATCHFUL = ANSWERABLE | {Role.ADMINISTRATOR}


@dataclass(frozen=True, slots=True)
class RoleChange:
    """A role that somebody was given or lost, in an organisation or for the area, and who saw to it."""

    person_id: int
    role: Role
    organisation_id: int | None
    given: bool
    by_id: int | None


def is_told(role: Role, organisation_id: int | None, change: RoleChange) -> bool:
    """Whether somebody who holds a role, in an organisation or for the area, is told of a change.

    Administrators are told of every role for the area; leads and sponsors of who may read their organisation's answers.
    """
    if role is Role.ADMINISTRATOR:
        return change.role in AREA_ROLES
    reads_theirs = change.role in READ_ANSWERS and change.organisation_id in {None, organisation_id}
    return role in ANSWERABLE and change.given and reads_theirs
