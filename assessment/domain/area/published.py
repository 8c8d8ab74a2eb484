"""Publications as they are read back: when a year was published, the groups, and the organisations with a name."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from assessment.domain.bank.rules import Selection

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from assessment.domain.area.cycles import Cycle
    from assessment.domain.area.sectors import Sector


@dataclass(frozen=True, slots=True)
class Publication:
    """One publication of a year, by which rules and with which threshold."""

    id: int
    number: int
    at: datetime
    threshold: int
    rules: str
    cycle: Cycle


@dataclass(frozen=True, slots=True)
class PublishedGroup:
    """A group of the catalogue as it was published, without figures where it was closed."""

    publication_id: int
    key: str
    counted: int
    left_out: int
    figures: dict[str, Any] | None


@dataclass(frozen=True, slots=True)
class PublishedOrganisation:
    """An organisation as one publication took it; `number` is that of the publication.

    Only the program looks at this, to decide about the next one.
    """

    number: int
    organisation_id: int
    result_id: int
    named: bool
    named_in: Sequence[int | None]
    counted_in: Sequence[str]


@dataclass(frozen=True, slots=True)
class NamedResult:
    """The published result of an organisation that was published by name."""

    organisation_id: int
    reference: str
    name: str
    sector: Sector
    named_in: Sequence[int | None]
    belongs_to: Sequence[str]
    result_id: int
    bank_id: str
    stage_id: str | None
    moderated: bool
    figures: dict[str, Any]
    selection: Selection

    @property
    def full(self) -> bool:
        """Whether the organisation was asked every question."""
        return self.selection is Selection.FULL
