"""The yearly rounds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class Cycle:
    """One yearly round; from `released_at` on, what was kept until then may be compared."""

    id: int
    year: int
    name: str
    bank_id: str
    opens_on: date
    closes_on: date
    released_at: datetime | None

    def is_open(self, on: date) -> bool:
        """Whether answers are taken on a day."""
        return self.opens_on <= on <= self.closes_on
