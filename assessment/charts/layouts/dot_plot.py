"""The dot plot: one row for each axis, with a group's quartiles and median behind the dots."""

from __future__ import annotations

from dataclasses import dataclass
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

    from assessment.charts.layouts.lines import Written
    from assessment.charts.look import Look
    from assessment.charts.pictures.parts import Label, Legend, Lines, Sample, Scale
    from assessment.charts.values import Row

SPREAD_NAME = "Middle 50% of the group"
MEDIAN_NAME = "Group median"
# A phone 360 pixels wide shows letters of 14 units with 12 pixels at this width.
_WIDTH = 372.0
_COLUMN = 44.0
_BEFORE_COLUMNS = 14.0
_ROW_GAP = 10.0
_HALF_TRACK = 13.0
_DODGE = 5.0
_DOT = 5.5


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
    track = _Track(_WIDTH - _BEFORE_COLUMNS - _COLUMN * len(lines), scale, written)
    layout = _layout(rows, lines, said, _samples(lines, spread, median), track)
    room = legend_room([one.heading for one in (*lines, *behind)])
    return DotPlot(axes, lines, spread, median, room, (layout,), scale)


@dataclass(frozen=True, slots=True)
class _Track:
    """What the figures of every row stand on, and how they are written."""

    length: float
    scale: Scale
    written: Written

    def along(self, value: float) -> float:
        return (value - self.scale.lowest) * self.length / (self.scale.highest - self.scale.lowest)

    def path(self, y: float) -> str:
        ticks = "".join(
            f"M{self.along(tick):.1f} {y - _HALF_TRACK:.1f}v{2 * _HALF_TRACK:g}" for tick in self.scale.ticks
        )
        return f"M0 {y:.1f}h{self.length:g}{ticks}"

    def ticks(self, foot: float) -> tuple[Label, ...]:
        return tuple(label((self.written(tick),), self.along(tick), foot) for tick in self.scale.ticks)


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
    spread = [f"middle half {written(row.lower)} to {written(row.upper)}"] if known else []
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


def _samples(lines: Sequence[Line], spread: Spread | None, median: Line | None) -> list[tuple[str, Look, Sample]]:
    samples: list[tuple[str, Look, Sample]] = [(line.name, line.look, "mark") for line in lines]
    if spread:
        samples.append((spread.name, spread.look, "bar"))
    if median:
        samples.append((median.name, median.look, "tick"))
    return samples


def _layout(
    rows: Sequence[Row],
    lines: Sequence[Line],
    said: Sequence[str],
    samples: Sequence[tuple[str, Look, Sample]],
    track: _Track,
) -> DotPlotLayout:
    drawn: list[DotRow] = []
    foot = 0.0
    for position, row in enumerate(rows):
        drawn.append(_row(row, lines, position, said[position], foot, track))
        foot = drawn[-1].y + _HALF_TRACK + _ROW_GAP
    ticks = track.ticks(foot)
    key = legend(samples, left=0, top=foot + 18, width=_WIDTH)
    return DotPlotLayout("only", _box(drawn, ticks, key, foot), tuple(drawn), ticks, foot, key, _HALF_TRACK)


def _box(rows: Sequence[DotRow], ticks: Sequence[Label], key: Legend, foot: float) -> Box:
    boxes = [box for row in rows for box in (row.label.box, *(dot.label.box for dot in row.dots))]
    return around(Box(-_DOT, 0, _WIDTH, foot), key.box, *boxes, *(tick.box for tick in ticks)).padded(4)


def _row(  # noqa: PLR0913, PLR0917 - one row of one chart
    row: Row, lines: Sequence[Line], position: int, said: str, top: float, track: _Track
) -> DotRow:
    name: Lines = wrapped(row.label, _WIDTH)
    y = top + len(name) * LINE + 2 + _HALF_TRACK
    known = row.lower is not None and row.upper is not None
    return DotRow(
        label=label(name, 0, top + len(name) * LINE / 2, "start"),
        y=y,
        track=track.path(y),
        spread=(track.along(row.lower or 0), track.along(row.upper or 0)) if known else None,
        median=None if row.median is None else round(track.along(row.median), 1),
        group=said,
        dots=tuple(_dot(line, position, place, len(lines), y, track) for place, line in enumerate(lines)),
    )


def _dot(  # noqa: PLR0913, PLR0917 - one dot of one row
    line: Line, position: int, place: int, count: int, y: float, track: _Track
) -> Dot:
    value, shape = line.values[position], line.look.marker
    left = track.length + _BEFORE_COLUMNS + place * _COLUMN
    height = y + (place - (count - 1) / 2) * _DODGE
    words = line.words[position]
    mark = None if value is None else Mark(marker(shape, track.along(value), height, _DOT), words)
    column = label((track.written(value),), left + 16, y, "start")
    return Dot(line.look, height, mark, marker(shape, left + 6, y), column)
