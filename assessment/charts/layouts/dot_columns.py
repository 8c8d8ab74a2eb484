"""The columns of figures at the right of a dot plot, outside its track."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from assessment.charts.layouts.lines import marker
from assessment.charts.layouts.text import LINE, label, wrapped
from assessment.charts.layouts.widths import text_width
from assessment.charts.pictures.rows import Head

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assessment.charts.layouts.lines import Written
    from assessment.charts.look import Look
    from assessment.charts.pictures.parts import Line, Lines

MARK = 16.0
_HEADING = 84.0
_BETWEEN = 16.0
_HALF_MARK = 6.0


@dataclass(frozen=True, slots=True)
class Column:
    """A column of figures: its look and its heading, and where it begins, its figures end, and its marker stands."""

    look: Look
    heading: Lines
    left: float
    figures: float
    mark: float


def columns_of(lines: Sequence[Line], right: float, written: Written, *, named: bool) -> tuple[Column, ...]:
    """A column for each line, the last of them at the right edge."""
    columns: list[Column] = []
    for line in reversed(lines):
        heading = wrapped(line.name, _HEADING, bold=True) if named else ()
        figures = max((text_width(written(value)) for value in line.values), default=0.0)
        if heading:
            left = right - MARK - max(figures, *(text_width(one, bold=True) for one in heading))
            columns.append(Column(line.look, heading, left, left + MARK + figures, left + _HALF_MARK))
        else:
            left = right - max(figures, 2 * _HALF_MARK)
            columns.append(Column(line.look, heading, left, right, right - figures / 2))
        right = left - _BETWEEN
    return tuple(reversed(columns))


def heads_of(columns: Sequence[Column]) -> tuple[tuple[Head, ...], float]:
    """Markers and names that end on one line above the columns, and how much room they take."""
    most = max((len(one.heading) or 1 for one in columns), default=0)
    heads = tuple(
        Head(
            one.look,
            marker(one.look.marker, one.mark, (most - (len(one.heading) or 1) + 0.5) * LINE),
            label(one.heading, one.left + MARK, (most - len(one.heading) / 2) * LINE, "start", bold=True),
        )
        for one in columns
    )
    return heads, most * LINE
