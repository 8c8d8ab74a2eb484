"""The timeline as a picture."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from assessment.charts.look import STYLE
from assessment.charts.pictures.parts import SCALE

if TYPE_CHECKING:
    from assessment.charts.look import Look, Style
    from assessment.charts.pictures.parts import Box, Label, Legend, LegendRoom, Line, Lines, Scale, Trace
    from assessment.charts.values import Band, Event

INSET = 24.0
NUMBER_RADIUS = 9.5


@dataclass(frozen=True, slots=True)
class PlotArea:
    """From years and figures to places; the area begins at the point 0, 0, and the years after a gutter."""

    width: float
    height: float
    years: int
    gutter: float = 0.0

    def x(self, at: float) -> float:
        """Where a year stands."""
        if self.years == 1:
            return (self.gutter + self.width) / 2
        return self.gutter + INSET + at * (self.width - self.gutter - 2 * INSET) / (self.years - 1)

    def y(self, value: float) -> float:
        """How high a figure stands."""
        return self.height * (1 - value / SCALE.highest)

    @property
    def edges(self) -> tuple[float, float]:
        """The left and the right edge, counted in years from the first."""
        if self.years == 1:
            return -0.5 - self.gutter / (self.width - self.gutter), 0.5
        step = self.x(1) - self.x(0)
        return -(INSET + self.gutter) / step, self.years - 1 + INSET / step

    def value(self, y: float) -> float:
        """The figure at a height."""
        return SCALE.highest * (1 - y / self.height)


@dataclass(frozen=True, slots=True)
class BandArea:
    """A stage as an area; every other one is tinted."""

    band: Band
    y: float
    height: float
    tinted: bool
    label: Label


@dataclass(frozen=True, slots=True)
class EventMark:
    """An event at its place: a change of bank has its words above it, a note has a number and its words below."""

    event: Event
    x: float
    label: Label
    number: Label | None = None
    number_radius: float = NUMBER_RADIUS


@dataclass(frozen=True, slots=True)
class LineEnd:
    """The name and last figure of a line, and a thin path that leads to them."""

    look: Look
    label: Label
    leader: str


@dataclass(frozen=True, slots=True)
class TimelineLayout:
    """A timeline whose plot begins at the point 0, 0, laid out for one width of page.

    `field` is the plot with the room above it. `names` are the years with their stages in lines as short as this width
    asks for, for printers that set them themselves. The legend is empty where names stand at the ends of the lines.
    """

    size: str
    box: Box
    plot: PlotArea
    field: Box
    ticks: tuple[tuple[float, Label], ...]
    bands: tuple[BandArea, ...]
    years: tuple[Label, ...]
    stages: tuple[Label, ...]
    names: tuple[Lines, ...]
    traces: tuple[Trace, ...]
    ends: tuple[LineEnd, ...]
    events: tuple[EventMark, ...]
    legend: Legend


@dataclass(frozen=True, slots=True)
class Timeline:
    """A timeline in all its layouts; overall is the last line, and `notes` is what its notes are called together."""

    years: tuple[str, ...]
    lines: tuple[Line, ...]
    notes: str
    legend_room: LegendRoom
    layouts: tuple[TimelineLayout, ...]
    scale: Scale = SCALE
    style: Style = STYLE
    kind: Literal["timeline"] = "timeline"
