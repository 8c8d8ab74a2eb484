"""The bar of one year: its stages in it, each with its number, and with its name where there is room for it."""

from __future__ import annotations

from dataclasses import replace
from itertools import accumulate
from typing import TYPE_CHECKING

from assessment.charts.layouts.text import LINE, label, wrapped
from assessment.charts.layouts.tiers import spread_out
from assessment.charts.layouts.widths import text_width
from assessment.charts.look import HEAT, ink_on
from assessment.charts.pictures.stage_flow import Segment, YearBar

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assessment.charts.pictures.parts import Line, Lines

THICK = 44.0
_AROUND_WORDS = 10.0
_UNDER_YEAR = 4.0
_LEADER = 7.0


def year_bar(  # noqa: PLR0913, PLR0917 - one bar of one chart
    year: str, lines: Sequence[Line], position: int, top: float, width: float, most: int
) -> YearBar:
    """The year's name and, beneath it, its bar."""
    name = wrapped(year, width, bold=True)
    y = top + len(name) * LINE + _UNDER_YEAR
    counts = [int(line.values[position] or 0) for line in lines]
    starts = accumulate(counts, initial=0)
    parts = [
        _segment(line, position, (start * width / most, count * width / most), y)
        for line, count, start in zip(lines, counts, starts, strict=False)
        if count
    ]
    heading = label(name, 0, top + len(name) * LINE / 2, "start", bold=True)
    return YearBar(heading, y, _apart(parts, y + THICK, width))


def foot_of(bar: YearBar) -> float:
    """Where a bar with everything under it ends."""
    ends = [one.label.box.bottom for one in bar.segments]
    return max([bar.year.box.bottom, *ends, *(bar.y + THICK for _ in bar.segments[:1])])


def _segment(line: Line, position: int, place: tuple[float, float], y: float) -> Segment:
    x, width = place
    words = _words(str(line.values[position]), line.name, width - _AROUND_WORDS)
    inside = max(map(text_width, words)) <= width - _AROUND_WORDS / 2
    middle = y + THICK / 2 if inside else y + THICK + _LEADER + LINE / 2
    ink = ink_on(HEAT.index(line.look.colour))
    said = line.words[position]
    return Segment(line.look, ink, round(x, 1), round(width, 1), label(words, x + width / 2, middle), inside, said)


def _words(count: str, name: str, room: float) -> Lines:
    """The number and, if it fits whole, the name."""
    return (count, name) if text_width(name) <= room else (count,)


def _apart(segments: Sequence[Segment], foot: float, edge: float) -> tuple[Segment, ...]:
    """Numbers that stand below the bar, pushed apart and led to by a thin path."""
    thin = [one for one in segments if not one.inside]
    wanted = [one.x + one.width / 2 for one in thin]
    widths = [one.label.box.width + 6 for one in thin]
    centres = dict(zip(thin, spread_out(wanted, widths, within=(0, edge)), strict=True))
    return tuple(
        replace(
            one,
            label=label(one.label.lines, centres[one], one.label.box.bottom - LINE / 2),
            leader=f"M{one.x + one.width / 2:.1f} {foot:g}L{centres[one]:.1f} {foot + _LEADER - 1:g}",
        )
        if one in centres
        else one
        for one in segments
    )
