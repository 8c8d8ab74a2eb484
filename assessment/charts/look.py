"""How lines and areas look, the same in every print of a picture and in charts.css."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from assessment.typeface import FAMILY

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assessment.charts.values import Series

    Marker = Literal["circle", "square", "triangle", "diamond"]

INK = "#1d2a33"
PAPER = "#ffffff"
FAINT_INK = "#5a666f"
RING = "#d5dbde"
MEDIAN = "#6b7780"
SPREAD = "#c3cacf"
BAND = "#edf2f4"
HEAT = (
    "#f2f6f7",
    "#dce5e7",
    "#c6d3d8",
    "#b0c2c8",
    "#9ab1b8",
    "#84a0a8",
    "#547986",
    "#456d7b",
    "#366170",
    "#265565",
    "#17495a",
)
FIRST_DARK = 6


@dataclass(frozen=True, slots=True)
class Style:
    """The looks of everything in a picture that is no line: paper, letters, grid and what lies behind."""

    ink: str = INK
    faint_ink: str = FAINT_INK
    paper: str = PAPER
    ring: str = RING
    edge: str = MEDIAN
    band: str = BAND
    behind: float = 0.25
    typeface: str = f"{FAMILY}, Arial, Helvetica, sans-serif"
    letters: int = 14
    letters_line: int = 17


STYLE = Style()


@dataclass(frozen=True, slots=True)
class Look:
    """Colour, dash and marker of a line; any one of the three is enough to tell it from the others."""

    name: str
    colour: str
    dash: str = ""
    marker: Marker = "circle"
    width: float = 2.5
    hollow: bool = False
    bold: bool = False

    @property
    def inside(self) -> str:
        """What a marker is filled with."""
        return PAPER if self.hollow else self.colour

    @property
    def edge(self) -> str:
        """What a marker is drawn around with."""
        return self.colour if self.hollow else PAPER

    @property
    def edge_width(self) -> int:
        """How thick a marker's edge is."""
        return 2 if self.hollow else 1


SERIES = (
    Look("series-1", "#17495a", "", "circle"),
    Look("series-2", "#b8571f", "9 4", "square"),
    Look("series-3", "#7562a8", "2.5 3.5", "triangle"),
    Look("series-4", "#9c3d6b", "12 4 2.5 4", "diamond"),
)
OVERALL = Look("overall", INK, width=4.5, bold=True)
REFERENCE = Look("median", MEDIAN, width=1.5)
GROUP_SPREAD = Look("spread", SPREAD)
LATER_DASHES = ("", "15 5", "5 5", "1.5 3")


def look_of(position: int, series: Series) -> Look:
    """The look of a series by its position; from the fifth on the colours return with other dashes."""
    again, within = divmod(position, len(SERIES))
    own = SERIES[within]
    dash = own.dash if not again else LATER_DASHES[(again + within) % len(LATER_DASHES)]
    return replace(own, dash=dash, hollow=series.kind == "outline")


def looks_of(series: Sequence[Series], *, width: float = 2.5) -> list[Look]:
    """The looks of several series in their order, with lines of one width."""
    return [replace(look_of(position, one), width=width) for position, one in enumerate(series)]


def heat_step(value: float) -> int:
    """The step of the scale from 0 to 10 that a figure belongs to."""
    return min(10, max(0, int(value // 10)))


def shades(count: int) -> list[int]:
    """As many steps of the scale as there are stages, from light to dark and as far apart as can be."""
    return [1 + round(9 * position / max(1, count - 1)) for position in range(count)]


def ink_on(step: int) -> str:
    """The colour of letters on a step of the scale."""
    return PAPER if step >= FIRST_DARK else INK


# The same on dark paper, where only charts.css draws: what leaves a page is light.
DARK_PAPER = "#18242a"
DARK = {
    "series-1": "#9fe0ee",
    "series-2": "#e8934f",
    "series-3": "#a08aec",
    "series-4": "#e56fa5",
    "overall": "#f2f6f7",
    "median": "#93a3ab",
    "ink": "#e9eef0",
    "faint-ink": "#b0bfc6",
    "ring": "#3a4b53",
    "spread": "#52656e",
    "band": "#1f2d34",
    "on-weak": "#f2f6f7",
    "on-strong": "#10191e",
}
DARK_HEAT = (
    "#22323a",
    "#283e47",
    "#2f4a55",
    "#365764",
    "#3d6472",
    "#447281",
    "#74a8b8",
    "#88b9c7",
    "#9dcad6",
    "#b3dbe5",
    "#cbecf4",
)
