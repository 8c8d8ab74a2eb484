"""Organisations, and the partnerships they work in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date, datetime

    from assessment.domain.area.sectors import Sector, SizeBand
    from assessment.domain.area.succession import Change


@dataclass(frozen=True, slots=True)
class Organisation:
    """A body that assesses itself; `reference` is its name in addresses and never changes."""

    id: int
    reference: str
    name: str
    sector: Sector
    size_band: SizeBand
    area: str
    public_contact: bool
    created_at: datetime
    closed_on: date | None

    def is_closed(self, on: date) -> bool:
        """Whether it is there no more on a day, so that nothing is asked of it."""
        return self.closed_on is not None and self.closed_on <= on


@dataclass(frozen=True, slots=True)
class Partnership:
    """Organisations that work together and look at themselves as a group."""

    id: int
    reference: str
    name: str


@dataclass(frozen=True, slots=True)
class FormerName:
    """A name that an organisation went by until a day."""

    name: str
    until: date


@dataclass(frozen=True, slots=True)
class Succession:
    """One organisation that went on as, or partly as, another from a day on."""

    change: Change
    on: date
    earlier: Organisation
    later: Organisation

    @property
    def earlier_id(self) -> int:
        """The organisation before."""
        return self.earlier.id

    @property
    def later_id(self) -> int:
        """The organisation after."""
        return self.later.id
