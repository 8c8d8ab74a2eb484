"""The heat map as a picture: a table with shaded cells, and the same drawn for files."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from assessment.charts.look import HEAT, STYLE
from assessment.charts.pictures.parts import NO_LEGEND

if TYPE_CHECKING:
    from assessment.charts.look import Style
    from assessment.charts.pictures.parts import Box, Label, LegendRoom, Lines


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
class Shade:
    """All cells of one shade as one path, with the colour of what is written on them."""

    name: str
    colour: str
    ink: str
    path: str
    figures: tuple[tuple[float, float, str], ...]


@dataclass(frozen=True, slots=True)
class HeatMapLayout:
    """The table as it is drawn in files: its names, its cells and the cells of its key by their shades."""

    size: str
    box: Box
    names: tuple[Label, ...]
    shades: tuple[Shade, ...]


@dataclass(frozen=True, slots=True)
class HeatMap:
    """Rows under named columns; fewer pixels than `least_width` have no room for them.

    `corner` names what the rows are, `meanings` says what columns stand for that have but a mark, `median` is a group's
    own row, apart from the others, and `key` has a cell for each shade.
    """

    corner: str
    columns: tuple[str, ...]
    column_lines: tuple[Lines, ...]
    rows: tuple[HeatRow, ...]
    median: HeatRow | None
    key: tuple[HeatCell, ...]
    least_width: int
    layouts: tuple[HeatMapLayout, ...]
    meanings: tuple[str, ...] = ()
    shades: tuple[str, ...] = HEAT
    legend_room: LegendRoom = NO_LEGEND
    style: Style = STYLE
    kind: Literal["heat_map"] = "heat_map"

    @property
    def all_rows(self) -> tuple[HeatRow, ...]:
        """The rows with that of the group at the foot."""
        return (*self.rows, self.median) if self.median else self.rows
