"""The dot plot: one row for each axis, with a group's quartiles and median behind the dots."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assessment.charts.layouts.legend import legend, legend_room
from assessment.charts.layouts.lines import marker, told
from assessment.charts.layouts.text import LINE, around, label, phrase, wrapped
from assessment.charts.look import GROUP_SPREAD, REFERENCE, looks_of
from assessment.charts.pictures.parts import SCALE, Box, Line, Mark
from assessment.charts.pictures.rows import Dot, DotPlot, DotPlotLayout, DotRow, Spread
from assessment.charts.values import Series, check_series
from assessment.domain.rounding import figure

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assessment.charts.look import Look
    from assessment.charts.pictures.parts import Label, Legend, Lines, Sample
    from assessment.charts.values import Row

SPREAD_NAME = "Middle half of the group"
MEDIAN_NAME = "Group median"
# A phone 360 pixels wide shows letters of 14 units with 12 pixels at this width.
_WIDTH = 372.0
_COLUMN = 44.0
_BEFORE_COLUMNS = 14.0
_ROW_GAP = 10.0
_HALF_TRACK = 13.0
_DODGE = 5.0
_DOT = 5.5


def dot_plot(
    rows: Sequence[Row],
    names: Sequence[str],
    *,
    spread_name: str = SPREAD_NAME,
    median_name: str = MEDIAN_NAME,
) -> DotPlot:
    """Rows of figures, one for each of up to three named series."""
    axes = tuple(row.label for row in rows)
    series = _series_of(rows, names)
    lines = tuple(told(one, look, axes) for one, look in zip(series, looks_of(series), strict=True))
    said = tuple(_of_group(row) for row in rows)
    spread, median = _spread(rows, spread_name, said), _median(rows, median_name, said)
    behind = [one for one in (spread, median) if one]
    layout = _layout(rows, lines, said, _samples(lines, spread, median))
    room = legend_room([one.heading for one in (*lines, *behind)])
    return DotPlot(axes, lines, spread, median, room, (layout,))


def _series_of(rows: Sequence[Row], names: Sequence[str]) -> list[Series]:
    for row in rows:
        if len(row.values) != len(names):
            raise ValueError(f"{row.label!r} has {len(row.values)} figures for {len(names)} series.")
    series = [Series(name, tuple(row.values[place] for row in rows)) for place, name in enumerate(names)]
    check_series(series, length=len(rows))
    return series


def _of_group(row: Row) -> str:
    if row.median is None:
        return ""
    known = row.lower is not None and row.upper is not None
    spread = f", middle half {figure(row.lower)} to {figure(row.upper)}" if known else ""
    return f"Group, {row.label}: median {figure(row.median)}{spread}"


def _spread(rows: Sequence[Row], name: str, said: Sequence[str]) -> Spread | None:
    stretches = tuple(None if row.lower is None or row.upper is None else (row.lower, row.upper) for row in rows)
    return Spread(name, GROUP_SPREAD, stretches, phrase(name), tuple(map(phrase, said))) if any(stretches) else None


def _median(rows: Sequence[Row], name: str, said: Sequence[str]) -> Line | None:
    values = tuple(row.median for row in rows)
    if all(value is None for value in values):
        return None
    return Line(name, REFERENCE, values, tuple(said), phrase(name), tuple(map(phrase, said)))


def _samples(lines: Sequence[Line], spread: Spread | None, median: Line | None) -> list[tuple[str, Look, Sample]]:
    samples: list[tuple[str, Look, Sample]] = [(line.name, line.look, "mark") for line in lines]
    if spread:
        samples.append((spread.name, spread.look, "bar"))
    if median:
        samples.append((median.name, median.look, "tick"))
    return samples


def _layout(
    rows: Sequence[Row], lines: Sequence[Line], said: Sequence[str], samples: Sequence[tuple[str, Look, Sample]]
) -> DotPlotLayout:
    track = _WIDTH - _BEFORE_COLUMNS - _COLUMN * len(lines)
    drawn: list[DotRow] = []
    foot = 0.0
    for position, row in enumerate(rows):
        drawn.append(_row(row, lines, position, said[position], foot, track))
        foot = drawn[-1].y + _HALF_TRACK + _ROW_GAP
    ticks = tuple(label((str(tick),), _along(tick, track), foot) for tick in SCALE.ticks)
    key = legend(samples, left=0, top=foot + 18, width=_WIDTH)
    return DotPlotLayout("only", _box(drawn, ticks, key, foot), tuple(drawn), ticks, foot, key, _HALF_TRACK)


def _box(rows: Sequence[DotRow], ticks: Sequence[Label], key: Legend, foot: float) -> Box:
    boxes = [box for row in rows for box in (row.label.box, *(dot.label.box for dot in row.dots))]
    return around(Box(-_DOT, 0, _WIDTH, foot), key.box, *boxes, *(tick.box for tick in ticks)).padded(4)


def _along(value: float, track: float) -> float:
    return value * track / SCALE.highest


def _row(  # noqa: PLR0913, PLR0917 - one row of one chart
    row: Row, lines: Sequence[Line], position: int, said: str, top: float, track: float
) -> DotRow:
    name: Lines = wrapped(row.label, _WIDTH)
    y = top + len(name) * LINE + 2 + _HALF_TRACK
    known = row.lower is not None and row.upper is not None
    return DotRow(
        label=label(name, 0, top + len(name) * LINE / 2, "start"),
        y=y,
        track=_track(y, track),
        spread=(_along(row.lower or 0, track), _along(row.upper or 0, track)) if known else None,
        median=None if row.median is None else round(_along(row.median, track), 1),
        group=said,
        dots=tuple(_dot(line, position, place, len(lines), y, track) for place, line in enumerate(lines)),
    )


def _track(y: float, track: float) -> str:
    ticks = "".join(f"M{_along(tick, track):.1f} {y - _HALF_TRACK:.1f}v{2 * _HALF_TRACK:g}" for tick in SCALE.ticks)
    return f"M0 {y:.1f}h{track:g}{ticks}"


def _dot(  # noqa: PLR0913, PLR0917 - one dot of one row
    line: Line, position: int, place: int, count: int, y: float, track: float
) -> Dot:
    value, shape = line.values[position], line.look.marker
    left = track + _BEFORE_COLUMNS + place * _COLUMN
    height = y + (place - (count - 1) / 2) * _DODGE
    words = line.words[position]
    mark = None if value is None else Mark(marker(shape, _along(value, track), height, _DOT), words)
    return Dot(line.look, height, mark, marker(shape, left + 6, y), label((figure(value),), left + 16, y, "start"))
