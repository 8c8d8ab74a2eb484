"""Names at the ends of a timeline's lines, so that no reader has to match a legend."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assessment.charts.layouts.text import LINE, label, wrapped
from assessment.charts.layouts.tiers import spread_out
from assessment.charts.layouts.widths import text_width
from assessment.charts.pictures.timeline import LineEnd
from assessment.domain.rounding import figure

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assessment.charts.look import Look
    from assessment.charts.pictures.parts import Line, Lines
    from assessment.charts.pictures.timeline import PlotArea

BEFORE_NAMES = 14.0
_LEADER_START = 8.0


def line_ends(lines: Sequence[Line], plot: PlotArea, width: float | None) -> tuple[LineEnd, ...]:
    """The ends of all lines that have a figure at all, as near to it as there is room; without a width no name."""
    found = [(_last(line), _words(line, width), line.look) for line in lines if _last(line)[1] is not None]
    wanted = [plot.y(value or 0) for (_, value), _, _ in found]
    sizes = [len(words) * LINE + 4.0 for _, words, _ in found]
    middles = spread_out(wanted, sizes, within=(-LINE, plot.height + LINE))
    return tuple(
        _end(plot, year, height, words, look, middle)
        for ((year, _), words, look), height, middle in zip(found, wanted, middles, strict=True)
    )


def names_width(lines: Sequence[Line], width: float | None) -> float:
    """How much room the names need beside the plot."""
    widths = (text_width(words, bold=line.look.bold) for line in lines for words in _words(line, width))
    return BEFORE_NAMES + max(widths, default=0.0)


def _last(line: Line) -> tuple[int, float | None]:
    given = [(year, value) for year, value in enumerate(line.values) if value is not None]
    return given[-1] if given else (0, None)


def _words(line: Line, width: float | None) -> Lines:
    if width is None:
        return (figure(_last(line)[1]),)
    return wrapped(f"{figure(_last(line)[1])}\u00a0\u00a0{line.name}", width, bold=line.look.bold)


def _end(  # noqa: PLR0913, PLR0917 - one end of one line
    plot: PlotArea, year: int, height: float, words: Lines, look: Look, middle: float
) -> LineEnd:
    start, end = plot.x(year) + _LEADER_START, plot.width + BEFORE_NAMES - 4
    leader = f"M{start:.1f} {height:.1f}L{end:.1f} {middle:.1f}"
    return LineEnd(look, label(words, plot.width + BEFORE_NAMES, middle, "start", bold=look.bold), leader)
