"""Bars and dots in rows as pictures."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from assessment.charts.look import STYLE
from assessment.charts.pictures.parts import SCALE

if TYPE_CHECKING:
    from assessment.charts.look import Look, Style
    from assessment.charts.pictures.parts import Box, Label, Legend, LegendRoom, Line, Lines, Mark, Scale


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar with the marker of its series and its figure; no width where there is no figure."""

    look: Look
    x: float
    y: float
    width: float
    height: float
    mark: str
    label: Label
    words: str

    @property
    def middle(self) -> float:
        """How far down its middle is."""
        return self.y + self.height / 2


@dataclass(frozen=True, slots=True)
class BarsLayout:
    """Bars axis by axis and within each line by line, laid out for one width of page; they end at the foot."""

    size: str
    box: Box
    headings: tuple[Label, ...]
    bars: tuple[Bar, ...]
    foot: float
    legend: Legend


@dataclass(frozen=True, slots=True)
class Bars:
    """Bars in all their layouts; a group's median is the last line."""

    axes: tuple[str, ...]
    lines: tuple[Line, ...]
    legend_room: LegendRoom
    layouts: tuple[BarsLayout, ...]
    scale: Scale = SCALE
    style: Style = STYLE
    kind: Literal["bars"] = "bars"


@dataclass(frozen=True, slots=True)
class Head:
    """What a column of figures is of: a marker, and its name where there is room for it."""

    look: Look
    mark: str
    label: Label


@dataclass(frozen=True, slots=True)
class Dot:
    """A figure on the track, none if it is missing, and the same figure printed in its column."""

    look: Look
    y: float
    mark: Mark | None
    label: Label


@dataclass(frozen=True, slots=True)
class DotRow:
    """One axis: its label, the group's spread from x to x, its median and the dots."""

    label: Label
    y: float
    spread: tuple[float, float] | None
    median: float | None
    group: str
    dots: tuple[Dot, ...]


@dataclass(frozen=True, slots=True)
class DotPlotLayout:
    """Rows under each other as far as the foot, laid out for one width of page; the track runs from edge to edge."""

    size: str
    box: Box
    heads: tuple[Head, ...]
    rows: tuple[DotRow, ...]
    track: Box
    grid: str
    ticks: tuple[Label, ...]
    legend: Legend
    half_track: float

    @property
    def beside(self) -> bool:
        """Whether names stand at the left of their rows and not above them."""
        return self.size != "narrow"


@dataclass(frozen=True, slots=True)
class Spread:
    """From where to where the middle half of a group stands on each axis."""

    name: str
    look: Look
    stretches: tuple[tuple[float, float] | None, ...]
    heading: Lines
    said: tuple[Lines, ...]


@dataclass(frozen=True, slots=True)
class DotPlot:
    """A dot plot in all its layouts, with what is known of a group behind its dots."""

    axes: tuple[str, ...]
    lines: tuple[Line, ...]
    spread: Spread | None
    median: Line | None
    legend_room: LegendRoom
    layouts: tuple[DotPlotLayout, ...]
    scale: Scale = SCALE
    style: Style = STYLE
    kind: Literal["dot_plot"] = "dot_plot"
