"""Which line is which, said beneath a chart and never on it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assessment.charts.layouts.lines import marker
from assessment.charts.layouts.text import LINE, around, label, wrapped
from assessment.charts.layouts.widths import text_width
from assessment.charts.pictures.parts import Box, Entry, Legend, LegendRoom

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from assessment.charts.look import Look
    from assessment.charts.pictures.parts import Lines, Sample

_WIDTHS: dict[Sample, float] = {"line": 38, "area": 30, "bar": 30, "mark": 14, "tick": 14}
_GAP = 8
_BETWEEN = 22
_COLUMN_LINE = 20
_COLUMN_SAMPLE = 48
_WIDE = 440
_NARROW = 320


def legend(names: Iterable[tuple[str, Look, Sample]], *, left: float, top: float, width: float) -> Legend:
    """Entries side by side as long as there is room, then in the next row."""
    entries: list[Entry] = []
    x, row, foot = left, top, top
    for name, look, sample in names:
        lines = wrapped(name, width - _WIDTHS[sample] - _GAP)
        taken = _WIDTHS[sample] + _GAP + max(map(text_width, lines))
        if x > left and x + taken > left + width:
            x, row = left, foot + 4
        entries.append(_entry(sample, look, x, row, lines))
        foot = max(foot, entries[-1].label.box.bottom)
        x += taken + _BETWEEN
    return Legend(tuple(entries), around(Box(left, top, left, foot), *(one.label.box for one in entries)))


def _entry(sample: Sample, look: Look, x: float, top: float, lines: tuple[str, ...]) -> Entry:
    y = top + LINE / 2
    width = _WIDTHS[sample]
    words = label(lines, x + width + _GAP, top + len(lines) * LINE / 2, "start")
    return Entry(sample, look, round(x, 1), round(y, 1), width, marker(look.marker, x + width / 2, y), words)


def legend_room(headings: Sequence[Lines]) -> LegendRoom:
    """The room for a legend in columns, which some printers set themselves."""
    return LegendRoom(_columns_height(headings, _WIDE), _columns_height(headings, _NARROW))


def _columns_height(headings: Sequence[Lines], width: float) -> int:
    if not headings:
        return 0
    taken = [_COLUMN_SAMPLE + max(map(text_width, lines)) for lines in headings]
    columns = len(taken) if sum(taken) <= width else max(1, int(width // max(taken)))
    heights = [len(lines) for lines in headings]
    return _COLUMN_LINE * sum(max(heights[start : start + columns]) for start in range(0, len(heights), columns))
