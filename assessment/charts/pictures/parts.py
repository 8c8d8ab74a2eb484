"""What pictures are made of: rectangles, labels, lines with their markers, and legends."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, NamedTuple

from assessment.charts.look import STYLE

if TYPE_CHECKING:
    from assessment.charts.look import Look
    from assessment.charts.values import Values

    Lines = tuple[str, ...]
    Point = tuple[float, float]

Anchor = Literal["start", "middle", "end"]
Sample = Literal["line", "area", "mark", "bar", "tick"]


class Box(NamedTuple):
    """A rectangle by its edges."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def width(self) -> float:
        """From edge to edge, rounded up."""
        return float(-(-(self.right - self.left) // 1))

    @property
    def height(self) -> float:
        """From edge to edge, rounded up."""
        return float(-(-(self.bottom - self.top) // 1))

    @property
    def view(self) -> str:
        """The rectangle as a viewBox."""
        return f"{self.left:.1f} {self.top:.1f} {self.width:.0f} {self.height:.0f}"

    def overlaps(self, other: Box) -> bool:
        """Whether two rectangles share any space."""
        across = self.left < other.right and other.left < self.right
        return across and self.top < other.bottom and other.top < self.bottom

    def padded(self, by: float) -> Box:
        """The rectangle with space around it."""
        return Box(self.left - by, self.top - by, self.right + by, self.bottom + by)


@dataclass(frozen=True, slots=True)
class Scale:
    """The stretch that figures stand on, and those that are named on it."""

    lowest: float
    highest: float
    ticks: tuple[int, ...]


SCALE = Scale(0, 100, (0, 25, 50, 75, 100))


@dataclass(frozen=True, slots=True)
class Label:
    """Lines of text at a place; y is the foot of the first line, and each further one is a pitch below."""

    lines: Lines
    x: float
    y: float
    anchor: Anchor
    box: Box
    pitch: int
    bold: bool = False
    size: int = STYLE.letters


@dataclass(frozen=True, slots=True)
class Sheet:
    """What a picture needs around it to be understood by itself: its finding, what it shows, and where it is from."""

    box: Box
    title: Label
    subtitle: Label
    source: Label


@dataclass(frozen=True, slots=True)
class Line:
    """A named line of figures and what is said at each; `heading` and `said` are its name and its words in lines."""

    name: str
    look: Look
    values: Values
    words: tuple[str, ...]
    heading: Lines
    said: tuple[Lines, ...]


@dataclass(frozen=True, slots=True)
class Mark:
    """A marker as a path, with the words that tell its figure."""

    path: str
    words: str


@dataclass(frozen=True, slots=True)
class Trace:
    """Where a line runs: its path, and its markers."""

    line: Line
    path: str
    marks: tuple[Mark, ...]

    @property
    def name(self) -> str:
        """What the line is called."""
        return self.line.name

    @property
    def look(self) -> Look:
        """What the line looks like."""
        return self.line.look


@dataclass(frozen=True, slots=True)
class Entry:
    """A sample of a look at a place, and its name."""

    sample: Sample
    look: Look
    x: float
    y: float
    width: float
    mark: str
    label: Label


@dataclass(frozen=True, slots=True)
class Legend:
    """All entries, and the space they take."""

    entries: tuple[Entry, ...]
    box: Box


@dataclass(frozen=True, slots=True)
class LegendRoom:
    """How high the legend is if its entries stand in columns of one width, on a wide and on a narrow page."""

    wide: int
    narrow: int


NO_LEGEND = LegendRoom(0, 0)
