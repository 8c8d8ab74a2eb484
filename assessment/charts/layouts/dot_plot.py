"""The dot plot: one row for each axis, with a group's quartiles and median behind the dots."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assessment.charts.layouts.dot_rows import laid_out
from assessment.charts.layouts.legend import legend_room
from assessment.charts.layouts.lines import told
from assessment.charts.layouts.sizes import BROAD, NARROW, WIDE
from assessment.charts.layouts.text import phrase
from assessment.charts.look import GROUP_SPREAD, REFERENCE, looks_of
from assessment.charts.pictures.parts import SCALE, Line
from assessment.charts.pictures.rows import DotPlot, Spread
from assessment.charts.values import Series, check_series
from assessment.domain.rounding import figure

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assessment.charts.layouts.lines import Written
    from assessment.charts.pictures.parts import Scale
    from assessment.charts.values import Row

SPREAD_NAME = "Middle 50% of the group"
MEDIAN_NAME = "Group median"


def dot_plot(  # noqa: PLR0913 - every part of it can be named and measured anew
    rows: Sequence[Row],
    names: Sequence[str],
    *,
    spread_name: str = SPREAD_NAME,
    median_name: str = MEDIAN_NAME,
    scale: Scale = SCALE,
    written: Written = figure,
) -> DotPlot:
    """Rows of figures, one for each of up to three named series, on a scale and written as they are to be read."""
    axes = tuple(row.label for row in rows)
    series = _series_of(rows, names)
    lines = tuple(told(one, look, axes, written=written) for one, look in zip(series, looks_of(series), strict=True))
    said = tuple(_of_group(row, written) for row in rows)
    spread, median = _spread(rows, spread_name, said), _median(rows, median_name, said)
    behind = [one for one in (spread, median) if one]
    room = legend_room([one.heading for one in (*lines, *behind)])
    shown = (lines, spread, median)
    layouts = tuple(laid_out(size, rows, said, shown, scale, written) for size in (BROAD, WIDE, NARROW))
    return DotPlot(axes, lines, spread, median, room, layouts, scale)


def _series_of(rows: Sequence[Row], names: Sequence[str]) -> list[Series]:
    for row in rows:
        if len(row.values) != len(names):
            raise ValueError(f"{row.label!r} has {len(row.values)} figures for {len(names)} series.")
    series = [Series(name, tuple(row.values[place] for row in rows)) for place, name in enumerate(names)]
    check_series(series, length=len(rows))
    return series


def _of_group(row: Row, written: Written) -> str:
    known = row.lower is not None and row.upper is not None
    median = [] if row.median is None else [f"median {written(row.median)}"]
    spread = [f"middle 50% from {written(row.lower)} to {written(row.upper)}"] if known else []
    told_of = ", ".join([*median, *spread])
    return f"Group, {row.label}: {told_of}" if told_of else ""


def _spread(rows: Sequence[Row], name: str, said: Sequence[str]) -> Spread | None:
    stretches = tuple(None if row.lower is None or row.upper is None else (row.lower, row.upper) for row in rows)
    return Spread(name, GROUP_SPREAD, stretches, phrase(name), tuple(map(phrase, said))) if any(stretches) else None


def _median(rows: Sequence[Row], name: str, said: Sequence[str]) -> Line | None:
    values = tuple(row.median for row in rows)
    if all(value is None for value in values):
        return None
    return Line(name, REFERENCE, values, tuple(said), phrase(name), tuple(map(phrase, said)))
