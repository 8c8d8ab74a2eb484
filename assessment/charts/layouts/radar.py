"""The radar: three or more axes around a centre, always from 0 to 100; fewer axes become bars."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from assessment.charts.layouts.bars import bars
from assessment.charts.layouts.legend import legend, legend_room
from assessment.charts.layouts.lines import told, traced
from assessment.charts.layouts.radar_names import RadarSize, directions, named_around, numbered, shortened
from assessment.charts.layouts.radar_scale import rings
from assessment.charts.layouts.text import around
from assessment.charts.look import REFERENCE, looks_of
from assessment.charts.pictures.parts import SCALE, Box
from assessment.charts.pictures.radar import Radar, RadarLayout
from assessment.charts.values import check_series

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from assessment.charts.layouts.crossing import Segment
    from assessment.charts.look import Look
    from assessment.charts.pictures.parts import Legend, Line, Point, Sample, Trace
    from assessment.charts.pictures.rows import Bars
    from assessment.charts.values import Series

FEWEST_AXES = 3
_WIDEST_NARROW = 380.0
_NAMED_IN_FULL = 6
_ROOM_FOR_SHORT = Box(80, 14, 80, 14)
# The second fits a phone 360 pixels wide with letters of 12 pixels.
_SIZES = (RadarSize("wide", 186, 108), RadarSize("narrow", 88, 88))


def radar(axes: Sequence[str], series: Sequence[Series], *, reference: Series | None = None) -> Radar | Bars:
    """Up to three series on the same axes, with a group's median behind them if there is one."""
    check_series(series, length=len(axes))
    check_series([reference] if reference else [], length=len(axes))
    if len(axes) < FEWEST_AXES:
        return bars(axes, series, reference=reference)
    lines = tuple(told(one, look, axes) for one, look in zip(series, looks_of(series), strict=True))
    behind = told(reference, REFERENCE, axes) if reference else None
    return Radar(
        axes=tuple(axes),
        turns=tuple(360 * position / len(axes) for position in range(len(axes))),
        scale_turn=180 / len(axes),
        lines=lines,
        reference=behind,
        legend_room=legend_room([one.heading for one in (*lines, behind) if one]),
        layouts=tuple(_layout(size, axes, lines, behind) for size in _SIZES),
    )


def spokes(count: int, radius: float) -> str:
    """The axes as one path."""
    return "".join(f"M0 0L{x * radius:.1f} {y * radius:.1f}" for x, y in directions(count))


def _layout(size: RadarSize, axes: Sequence[str], lines: Sequence[Line], reference: Line | None) -> RadarLayout:
    names = named_around(size, axes)
    narrow = size.name == "narrow"
    drawn = numbered(size, axes) if narrow and names.plot.width > _WIDEST_NARROW else names
    segments = [one for line in (*lines, reference) if line for one in _segments(line, drawn.radius)]
    circles = rings(drawn.radius, len(axes), segments, [one.box for one in drawn.labels])
    plot = around(drawn.plot, *(figure.box for _, figure in circles if figure))
    key = _legend(lines, reference, plot)
    short = narrow and len(axes) > _NAMED_IN_FULL
    return RadarLayout(
        size=size.name,
        box=around(plot, key.box).padded(4),
        radius=drawn.radius,
        rings=circles,
        spokes=spokes(len(axes), drawn.radius),
        labels=drawn.labels,
        numbered=drawn.numbered,
        names=tuple(map(shortened, axes)) if short else tuple(one.lines for one in names.labels),
        beyond=_ROOM_FOR_SHORT if short else names.beyond,
        reference=_trace(reference, drawn.radius) if reference else None,
        traces=tuple(_trace(line, drawn.radius) for line in lines),
        legend=key,
    )


def _legend(lines: Sequence[Line], reference: Line | None, plot: Box) -> Legend:
    samples: list[tuple[str, Look, Sample]] = [(line.name, line.look, "line") for line in lines]
    if reference:
        samples.append((reference.name, reference.look, "area"))
    return legend(samples, left=plot.left, top=plot.bottom + 16, width=plot.width)


def _points(line: Line, radius: float) -> list[Point | None]:
    return [
        None if value is None else (x * value * radius / SCALE.highest, y * value * radius / SCALE.highest)
        for value, (x, y) in zip(line.values, directions(len(line.values)), strict=True)
    ]


def _segments(line: Line, radius: float) -> Iterator[Segment]:
    points = _points(line, radius)
    yield from ((one, one) for one in points if one)
    yield from ((one, other) for one, other in pairwise([*points, points[0]]) if one and other)


def _trace(line: Line, radius: float) -> Trace:
    return traced(line, _points(line, radius), closed=True)
