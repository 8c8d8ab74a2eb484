"""The heat map as a picture: a table with shaded cells."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from assessment.charts.look import HEAT, STYLE
from assessment.charts.pictures.parts import NO_LEGEND

if TYPE_CHECKING:
    from assessment.charts.look import Style
    from assessment.charts.pictures.parts import LegendRoom, Lines


@dataclass(frozen=True, slots=True)
class HeatCell:
    """A figure, its text, and its step on the scale of shades; None where there is no figure."""

    value: float | None
    text: str
    step: int | None

    @property
    def shade(self) -> str:
        """The class that shades the cell by its step, or hatches it."""
        return "heat-none" if self.step is None else f"heat-{self.step}"


@dataclass(frozen=True, slots=True)
class HeatRow:
    """A row's name, also in lines, the page it leads to if there is one, and its cells."""

    name: str
    lines: Lines
    address: str | None
    cells: tuple[HeatCell, ...]


@dataclass(frozen=True, slots=True)
class HeatMap:
    """Rows under named columns; `corner` names what the rows are, and less than `least_width` has no room for them.

    `meanings` says what columns stand for that have but a mark.
    """

    corner: str
    columns: tuple[str, ...]
    column_lines: tuple[Lines, ...]
    rows: tuple[HeatRow, ...]
    least_width: float
    meanings: tuple[str, ...] = ()
    shades: tuple[str, ...] = HEAT
    legend_room: LegendRoom = NO_LEGEND
    style: Style = STYLE
    kind: Literal["heat_map"] = "heat_map"
