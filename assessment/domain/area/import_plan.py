"""What taking over a list would do, before it is done."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from assessment.domain.area.lists import RowProblem

NEW, CHANGED, SAME = "new", "changed", "as it is"


@dataclass(frozen=True, slots=True)
class Step:
    """What taking over one row would do: its number, whom or what it is about, if that is new, and what changes."""

    row: int
    what: str
    does: str
    changes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Plan:
    """What taking over a list would do, row by row, and what stands in its way."""

    steps: tuple[Step, ...]
    problems: tuple[RowProblem, ...]

    def count(self, does: str) -> int:
        """How many rows would do this."""
        return sum(step.does == does for step in self.steps)
