"""The yearly rounds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
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

    def is_to_come(self, on: date) -> bool:
        """Whether it opens after a day."""
        return on < self.opens_on


def current(cycles: Iterable[Cycle], on: date) -> Cycle | None:
    """The year that people mean on a day: the one that is open, else the last that was, else the next to open.

    So a year that is prepared early hides nothing of the one that people are working in.
    """
    return max(cycles, key=lambda one: _nearness(one, on), default=None)


def _nearness(cycle: Cycle, on: date) -> tuple[bool, bool, int]:
    to_come = cycle.is_to_come(on)
    return cycle.is_open(on), not to_come, -cycle.year if to_come else cycle.year
