"""The yearly rounds."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime


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


def next_year(cycles: Sequence[Cycle], on: date) -> tuple[int, date, date]:
    """What is suggested for a new year: when it begins, and the dates of the year before it, a year later."""
    last = max(cycles, key=lambda one: one.year, default=None)
    if last is None:
        return on.year, date(on.year, 9, 1), date(on.year + 1, 8, 31)
    return last.year + 1, _a_year_later(last.opens_on), _a_year_later(last.closes_on)


def _a_year_later(day: date) -> date:
    leap_day = (day.month, day.day) == (2, 29)
    return day.replace(year=day.year + 1, day=28 if leap_day else day.day)
