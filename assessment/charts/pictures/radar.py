"""The radar as a picture, large and small."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from assessment.charts.look import REFERENCE, SERIES, STYLE
from assessment.charts.pictures.parts import SCALE

if TYPE_CHECKING:
    from assessment.charts.look import Look, Style
    from assessment.charts.pictures.parts import Box, Label, Legend, LegendRoom, Line, Lines, Scale, Trace


@dataclass(frozen=True, slots=True)
class RadarLayout:
    """A radar around the point 0, 0, laid out for one width of page.

    Where long names have no room around it, its labels are numbers and `numbered` has the names beneath. A ring
    whose figure has no room between the lines has none; its neighbours tell what it is.
    `names` are the names of the axes as short as this width asks for, and `beyond` is how far they reach out of the
    circle at each side, for printers that set them around the circle in any case.
    """

    size: str
    box: Box
    radius: float
    rings: tuple[tuple[float, Label | None], ...]
    spokes: str
    labels: tuple[Label, ...]
    numbered: tuple[Label, ...]
    names: tuple[Lines, ...]
    beyond: Box
    reference: Trace | None
    traces: tuple[Trace, ...]
    legend: Legend


@dataclass(frozen=True, slots=True)
class Radar:
    """A radar in all its layouts; its axes turn clockwise from the top, and its scale is named along `scale_turn`."""

    axes: tuple[str, ...]
    turns: tuple[float, ...]
    scale_turn: float
    lines: tuple[Line, ...]
    reference: Line | None
    legend_room: LegendRoom
    layouts: tuple[RadarLayout, ...]
    scale: Scale = SCALE
    style: Style = STYLE
    kind: Literal["radar"] = "radar"


@dataclass(frozen=True, slots=True)
class SmallRadar:
    """The paths of one small radar around the point 0, 0; no median has an empty path."""

    spokes: str
    ids: tuple[tuple[float, float, str], ...]
    path: str
    dots: str
    median: str
    radius: int
    view: str
    look: Look = SERIES[0]
    median_look: Look = REFERENCE
    style: Style = STYLE
