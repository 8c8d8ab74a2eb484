"""The radar: three or more axes around a centre, always from 0 to 100; fewer axes become bars."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import combinations
from math import cos, pi, sin
from typing import TYPE_CHECKING, Literal

from assessment.charts.bars import Bars, bars
from assessment.charts.legend import Legend, legend
from assessment.charts.lines import Mark, Trace, line, marker
from assessment.charts.look import REFERENCE, looks_of
from assessment.charts.text import LINE, Box, Label, around, label, wrapped
from assessment.charts.values import Series, check_series, whole

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assessment.charts.legend import Sample
    from assessment.charts.look import Look
    from assessment.charts.text import Anchor

RINGS = (25, 50, 75, 100)
FEWEST_AXES = 3
_LABEL_GAP = 11
_BETWEEN_LABELS = 3
_UPRIGHT = 0.15
_STEP = 1.06
_LARGEST = 6
_NUMBERED = 340.0
_WIDEST_NARROW = 380.0


@dataclass(frozen=True, slots=True)
class _Size:
    name: str
    radius: float
    label: float


# The second fits a phone 360 pixels wide with letters of 12 pixels.
_SIZES = (_Size("wide", 140, 118), _Size("narrow", 88, 88))


@dataclass(frozen=True, slots=True)
class RadarLayout:
    """A radar around the point 0, 0, laid out for one width of page.

    Where long names have no room around it, its labels are numbers and `numbered` has the names beneath.
    """

    size: str
    box: Box
    radius: float
    rings: tuple[tuple[float, Label], ...]
    spokes: str
    labels: tuple[Label, ...]
    numbered: tuple[Label, ...]
    reference: Trace | None
    traces: tuple[Trace, ...]
    legend: Legend


@dataclass(frozen=True, slots=True)
class Radar:
    """A radar in all its layouts."""

    layouts: tuple[RadarLayout, ...]
    kind: Literal["radar"] = "radar"


def radar(axes: Sequence[str], series: Sequence[Series], *, reference: Series | None = None) -> Radar | Bars:
    """Up to three series on the same axes, with a group's median behind them if there is one."""
    check_series(series, length=len(axes))
    check_series([reference] if reference else [], length=len(axes))
    if len(axes) < FEWEST_AXES:
        return bars(axes, series, reference=reference)
    return Radar(tuple(_layout(size, axes, series, reference) for size in _SIZES))


@lru_cache(maxsize=64)
def directions(count: int) -> tuple[tuple[float, float], ...]:
    """Where the axes point to, clockwise from the top."""
    turns = (2 * pi * position / count for position in range(count))
    return tuple((sin(turn), -cos(turn)) for turn in turns)


def spokes(count: int, radius: float) -> str:
    """The axes as one path."""
    return "".join(f"M0 0L{x * radius:.1f} {y * radius:.1f}" for x, y in directions(count))


def _layout(size: _Size, axes: Sequence[str], series: Sequence[Series], reference: Series | None) -> RadarLayout:
    radius, labels = _labels(axes, size)
    plot = around(Box(-radius, -radius, radius, radius), *(one.box for one in labels))
    numbered: tuple[Label, ...] = ()
    if size.name == "narrow" and plot.width > _WIDEST_NARROW:
        size = replace(size, radius=_NUMBERED * 0.36)
        radius, labels = _labels([str(number) for number in range(1, len(axes) + 1)], size)
        plot = Box(-_NUMBERED / 2, labels[0].box.top, _NUMBERED / 2, max(one.box.bottom for one in labels))
        numbered = _beneath(axes, plot)
        plot = around(plot, *(one.box for one in numbered))
    looks = looks_of(series)
    key = legend(_names(series, looks, reference), left=plot.left, top=plot.bottom + 16, width=plot.width)
    return RadarLayout(
        size=size.name,
        box=around(plot, key.box).padded(4),
        radius=radius,
        rings=tuple(_ring(value, radius, len(axes)) for value in RINGS),
        spokes=spokes(len(axes), radius),
        labels=labels,
        numbered=numbered,
        reference=_trace(axes, reference, REFERENCE, radius) if reference else None,
        traces=tuple(_trace(axes, one, look, radius) for one, look in zip(series, looks, strict=True)),
        legend=key,
    )


def _names(series: Sequence[Series], looks: Sequence[Look], reference: Series | None) -> list[tuple[str, Look, Sample]]:
    lines: list[tuple[str, Look, Sample]] = [(one.name, look, "line") for one, look in zip(series, looks, strict=True)]
    return [*lines, (reference.name, REFERENCE, "area")] if reference else lines


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
    at = radius * value / 100
    half_way = pi / count
    return round(at, 1), label((str(value),), at * sin(half_way), -at * cos(half_way))


def _trace(axes: Sequence[str], series: Series, look: Look, radius: float) -> Trace:
    points = [
        None if value is None else (x * value * radius / 100, y * value * radius / 100)
        for value, (x, y) in zip(series.values, directions(len(axes)), strict=True)
    ]
    marks = tuple(
        Mark(marker(look.marker, *point), f"{series.name}, {axis}: {whole(value)}")
        for point, axis, value in zip(points, axes, series.values, strict=True)
        if point
    )
    return Trace(series.name, look, line(points, closed=True), marks)
