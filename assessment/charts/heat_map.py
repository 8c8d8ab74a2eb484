"""The heat map: a table whose cells are shaded by their figure; the figure itself stands in each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from assessment.charts.look import heat_step
from assessment.charts.values import whole

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assessment.charts.values import Values


@dataclass(frozen=True, slots=True)
class HeatCell:
    """The text of a cell and the class that shades it."""

    text: str
    shade: str


@dataclass(frozen=True, slots=True)
class HeatRow:
    """A row's name, the page it leads to if there is one, and its cells."""

    name: str
    address: str | None
    cells: tuple[HeatCell, ...]


@dataclass(frozen=True, slots=True)
class HeatMap:
    """Rows under named columns; `corner` names what the rows are."""

    corner: str
    columns: tuple[str, ...]
    rows: tuple[HeatRow, ...]
    kind: Literal["heat_map"] = "heat_map"


def heat_map(
    rows: Sequence[str],
    columns: Sequence[str],
    values: Sequence[Values],
    *,
    corner: str = "Organisation",
    addresses: Sequence[str | None] = (),
) -> HeatMap:
    """Figures by row and column, in the order given; each row may lead to a page."""
    if any(len(line) != len(columns) for line in values):
        raise ValueError(f"Each row needs {len(columns)} figures.")
    leads = addresses or [None] * len(rows)
    drawn = (
        HeatRow(name, address, tuple(HeatCell(whole(value), heat_class(value)) for value in line))
        for name, address, line in zip(rows, leads, values, strict=True)
    )
    return HeatMap(corner, tuple(columns), tuple(drawn))


def heat_class(value: float | None) -> str:
    """The class that shades a figure by its tens, or hatches a cell that has none."""
    return "heat-none" if value is None else f"heat-{heat_step(value)}"
