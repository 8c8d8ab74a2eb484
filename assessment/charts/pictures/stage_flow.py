"""The stage flow as a picture."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from assessment.charts.look import PAPER, STYLE

if TYPE_CHECKING:
    from assessment.charts.look import Look, Style
    from assessment.charts.pictures.parts import Box, Label, Legend, LegendRoom, Line


@dataclass(frozen=True, slots=True)
class Segment:
    """The organisations at one stage in one year, with their number in the bar or, if it is thin, below.

    A thin path leads from a thin part to its number.
    """

    look: Look
    ink: str
    x: float
    width: float
    label: Label
    inside: bool
    words: str
    leader: str = ""

    @property
    def on(self) -> str:
        """Whether its letters stand on a strong or a weak shade."""
        return "strong" if self.ink == PAPER else "weak"


@dataclass(frozen=True, slots=True)
class YearBar:
    """One year: its name above the bar, and the stages in it; no stages if the year may not be shown."""

    year: Label
    y: float
    segments: tuple[Segment, ...]


@dataclass(frozen=True, slots=True)
class StageFlowLayout:
    """Bars year under year as far as the foot, laid out for one width of page."""

    size: str
    box: Box
    bars: tuple[YearBar, ...]
    foot: float
    legend: Legend
    thick: float


@dataclass(frozen=True, slots=True)
class StageFlow:
    """A stage flow in all its layouts: a line of counts over the years for each stage; `most` is the longest bar."""

    years: tuple[str, ...]
    lines: tuple[Line, ...]
    most: int
    legend_room: LegendRoom
    layouts: tuple[StageFlowLayout, ...]
    style: Style = STYLE
    kind: Literal["stage_flow"] = "stage_flow"
