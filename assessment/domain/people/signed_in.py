"""Who is asking."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

    from assessment.domain.people.permissions import Role


@dataclass(frozen=True, slots=True)
class SignedIn:
    """Who is asking: a person with their roles in the whole area and in each organisation, by its id."""

    id: int
    name: str
    called: str | None
    introduced: bool
    token_digest: str
    strong: bool
    seen_at: datetime
    area_roles: frozenset[Role]
    organisation_roles: dict[int, frozenset[Role]]

    @property
    def greeted_as(self) -> str:
        """What the page calls them: what they chose, or their name as it is known."""
        return self.called or self.name

    def roles_towards(self, organisation_id: int) -> frozenset[Role]:
        """The roles that count for one organisation: those held in it and those for the area."""
        return self.area_roles | self.organisation_roles.get(organisation_id, frozenset())

    @property
    def all_roles(self) -> frozenset[Role]:
        """Every role held anywhere."""
        return self.area_roles.union(*self.organisation_roles.values())
