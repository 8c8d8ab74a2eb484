"""Names at the ends of a timeline's lines, so that no reader has to match a legend."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from assessment.charts.text import LINE, Label, label, text_width, wrapped
from assessment.charts.tiers import spread_out
from assessment.charts.values import whole

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assessment.charts.look import Look
    from assessment.charts.plot_area import PlotArea
    from assessment.charts.values import Series

BEFORE_NAMES = 14.0
_LEADER_START = 8.0


@dataclass(frozen=True, slots=True)
class LineEnd:
    """The name and last figure of a line, and a thin path that leads to them."""

    look: Look
    label: Label
    leader: str


def line_ends(lines: Sequence[tuple[Series, Look]], plot: PlotArea, width: float) -> tuple[LineEnd, ...]:
    """The ends of all lines that have a figure at all, as near to it as there is room."""
    found = [(_last(one), _words(one, width), look) for one, look in lines if _last(one)[1] is not None]
    wanted = [plot.y(value or 0) for (_, value), _, _ in found]
    sizes = [len(words) * LINE + 4.0 for _, words, _ in found]
    middles = spread_out(wanted, sizes, within=(-LINE, plot.height + LINE))
    return tuple(
        _end(plot, year, height, words, look, middle)
        for ((year, _), words, look), height, middle in zip(found, wanted, middles, strict=True)
    )


def names_width(lines: Sequence[tuple[Series, Look]], width: float) -> float:
    """How much room the names need beside the plot."""
    return BEFORE_NAMES + max((text_width(words) for one, _ in lines for words in _words(one, width)), default=0.0)


def _last(series: Series) -> tuple[int, float | None]:
    given = [(year, value) for year, value in enumerate(series.values) if value is not None]
    return given[-1] if given else (0, None)


def _words(series: Series, width: float) -> tuple[str, ...]:
    return wrapped(f"{series.name}\u00a0{whole(_last(series)[1])}", width)


def _end(  # noqa: PLR0913, PLR0917 - one end of one line
    plot: PlotArea, year: int, height: float, words: tuple[str, ...], look: Look, middle: float
) -> LineEnd:
    start, end = plot.x(year) + _LEADER_START, plot.width + BEFORE_NAMES - 4
    leader = f"M{start:.1f} {height:.1f}L{end:.1f} {middle:.1f}"
    return LineEnd(look, label(words, plot.width + BEFORE_NAMES, middle, "start"), leader)
