"""What the Leadership Group agrees on a year: priorities, each with why, and notes."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

    from assessment.domain.people.names import Named

LONGEST_TITLE = 120
LONGEST_WHY = 1000
LONGEST_NOTE = 2000


class PointSort(StrEnum):
    """What is agreed: something to work on, or something to remember."""

    PRIORITY = "priority"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class PointWords:
    """What a point says: a priority has a title and why it matters, a note its text only."""

    title: str
    text: str


@dataclass(frozen=True, slots=True)
class AgreedPoint:
    """A priority or a note of a year, with who added it, changed it last, and took it away."""

    id: int
    year: int
    sort: PointSort
    version: int
    added_at: datetime
    changed_at: datetime | None
    taken_away_at: datetime | None
    words: PointWords
    added_by: Named
    changed_by: Named | None
    taken_away_by: Named | None

    @property
    def stands(self) -> bool:
        """Whether it is still agreed."""
        return self.taken_away_at is None

    @property
    def called(self) -> str:
        """What it is called beside others: its title, or for a note its beginning."""
        return self.words.title or _beginning(self.words.text)


@dataclass(frozen=True, slots=True)
class AgreedPoints:
    """Everything that was agreed for a year, each sort in the order in which it was added."""

    points: tuple[AgreedPoint, ...]

    @property
    def priorities(self) -> tuple[AgreedPoint, ...]:
        """The priorities that stand."""
        return self._standing(PointSort.PRIORITY)

    @property
    def notes(self) -> tuple[AgreedPoint, ...]:
        """The notes that stand."""
        return self._standing(PointSort.NOTE)

    @property
    def taken_away(self) -> tuple[AgreedPoint, ...]:
        """What was agreed once and has been taken away."""
        return tuple(one for one in self.points if not one.stands)

    def _standing(self, sort: PointSort) -> tuple[AgreedPoint, ...]:
        return tuple(one for one in self.points if one.stands and one.sort is sort)


_LONGEST_BEGINNING = 60


def _beginning(text: str) -> str:
    line = " ".join(text.split())
    if len(line) <= _LONGEST_BEGINNING:
        return line
    return line[:_LONGEST_BEGINNING].rsplit(" ", 1)[0] + " …"
