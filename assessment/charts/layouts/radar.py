"""The radar: three or more axes around a centre, always from 0 to 100; fewer axes become bars."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import combinations
from math import cos, pi, sin
from typing import TYPE_CHECKING

from assessment.charts.layouts.bars import bars
from assessment.charts.layouts.legend import legend, legend_room
from assessment.charts.layouts.lines import told, traced
from assessment.charts.layouts.text import LINE, around, label, wrapped
from assessment.charts.look import REFERENCE, looks_of
from assessment.charts.pictures.parts import SCALE, Box
from assessment.charts.pictures.radar import Radar, RadarLayout
from assessment.charts.values import check_series

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assessment.charts.look import Look
    from assessment.charts.pictures.parts import Anchor, Label, Legend, Line, Lines, Sample, Trace
    from assessment.charts.pictures.rows import Bars
    from assessment.charts.values import Series

FEWEST_AXES = 3
_LABEL_GAP = 11
_BETWEEN_LABELS = 3
_UPRIGHT = 0.15
_STEP = 1.06
_LARGEST = 6
_NUMBERED = 340.0
_WIDEST_NARROW = 380.0
_NAMED_IN_FULL = 6
_ROOM_FOR_SHORT = Box(80, 14, 80, 14)


@dataclass(frozen=True, slots=True)
class _Size:
    name: str
    radius: float
    label: float


# The second fits a phone 360 pixels wide with letters of 12 pixels.
_SIZES = (_Size("wide", 140, 118), _Size("narrow", 88, 88))


@dataclass(frozen=True, slots=True)
class _Round:
    radius: float
    labels: tuple[Label, ...]
    numbered: tuple[Label, ...]
    plot: Box


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


@lru_cache(maxsize=64)
def directions(count: int) -> tuple[tuple[float, float], ...]:
    """Where the axes point to, clockwise from the top."""
    turns = (2 * pi * position / count for position in range(count))
    return tuple((sin(turn), -cos(turn)) for turn in turns)


def spokes(count: int, radius: float) -> str:
    """The axes as one path."""
    return "".join(f"M0 0L{x * radius:.1f} {y * radius:.1f}" for x, y in directions(count))


def _layout(size: _Size, axes: Sequence[str], lines: Sequence[Line], reference: Line | None) -> RadarLayout:
    names = _round(size, axes)
    drawn = _numbered(size, axes) if size.name == "narrow" and names.plot.width > _WIDEST_NARROW else names
    key = _legend(lines, reference, drawn.plot)
    short = size.name == "narrow" and len(axes) > _NAMED_IN_FULL
    return RadarLayout(
        size=size.name,
        box=around(drawn.plot, key.box).padded(4),
        radius=drawn.radius,
        rings=tuple(_ring(value, drawn.radius, len(axes)) for value in SCALE.ticks if value),
        spokes=spokes(len(axes), drawn.radius),
        labels=drawn.labels,
        numbered=drawn.numbered,
        names=tuple(map(_shortened, axes)) if short else tuple(one.lines for one in names.labels),
        beyond=_ROOM_FOR_SHORT if short else _beyond(names),
        reference=_trace(reference, drawn.radius) if reference else None,
        traces=tuple(_trace(line, drawn.radius) for line in lines),
        legend=key,
    )


def _round(size: _Size, axes: Sequence[str]) -> _Round:
    radius, labels = _labels(axes, size)
    return _Round(radius, labels, (), around(Box(-radius, -radius, radius, radius), *(one.box for one in labels)))


def _numbered(size: _Size, axes: Sequence[str]) -> _Round:
    numbers = [str(number) for number in range(1, len(axes) + 1)]
    radius, labels = _labels(numbers, replace(size, radius=_NUMBERED * 0.36))
    plot = Box(-_NUMBERED / 2, labels[0].box.top, _NUMBERED / 2, max(one.box.bottom for one in labels))
    names = _beneath(axes, plot)
    return _Round(radius, labels, names, around(plot, *(one.box for one in names)))


def _legend(lines: Sequence[Line], reference: Line | None, plot: Box) -> Legend:
    samples: list[tuple[str, Look, Sample]] = [(line.name, line.look, "line") for line in lines]
    if reference:
        samples.append((reference.name, reference.look, "area"))
    return legend(samples, left=plot.left, top=plot.bottom + 16, width=plot.width)


def _shortened(name: str) -> Lines:
    first, _, rest = name.partition(" ")
    return (f"{first.rstrip(',')}…" if rest else first,)


def _beyond(names: _Round) -> Box:
    box, radius = around(*(one.box for one in names.labels)), names.radius
    return Box(*(max(reach - radius, 0.0) for reach in (-box.left, -box.top, box.right, box.bottom)))


def _beneath(axes: Sequence[str], plot: Box) -> tuple[Label, ...]:
    labels: list[Label] = []
    top = plot.bottom + 12
    for number, axis in enumerate(axes, start=1):
        lines = wrapped(f"{number}\u00a0\u00a0{axis}", plot.width)
        labels.append(label(lines, plot.left, top + len(lines) * LINE / 2, "start"))
        top = labels[-1].box.bottom
    return tuple(labels)


def _labels(axes: Sequence[str], size: _Size) -> tuple[float, tuple[Label, ...]]:
    """The labels and the smallest radius from the given one at which none touches another."""
    radius = size.radius
    while True:
        ways = directions(len(axes))
        labels = tuple(_label(axis, way, radius, size.label) for axis, way in zip(axes, ways, strict=True))
        if radius > size.radius * _LARGEST or _apart(labels):
            return round(radius, 1), labels
        radius *= _STEP


def _label(axis: str, direction: tuple[float, float], radius: float, width: float) -> Label:
    x, y = direction
    lines = wrapped(axis, width)
    anchor: Anchor = "middle" if abs(x) < _UPRIGHT else "start" if x > 0 else "end"
    reach = radius + _LABEL_GAP
    return label(lines, x * reach, y * (reach + len(lines) * LINE / 2), anchor)


def _apart(labels: Sequence[Label]) -> bool:
    boxes = [one.box.padded(_BETWEEN_LABELS / 2) for one in labels]
    return not any(one.overlaps(other) for one, other in combinations(boxes, 2))


def _ring(value: int, radius: float, count: int) -> tuple[float, Label]:
    at = radius * value / SCALE.highest
    half_way = pi / count
    return round(at, 1), label((str(value),), at * sin(half_way), -at * cos(half_way))


def _trace(line: Line, radius: float) -> Trace:
    points = [
        None if value is None else (x * value * radius / SCALE.highest, y * value * radius / SCALE.highest)
        for value, (x, y) in zip(line.values, directions(len(line.values)), strict=True)
    ]
    return traced(line, points, closed=True)
