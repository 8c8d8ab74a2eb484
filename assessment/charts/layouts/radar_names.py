"""The names around a radar, or numbers with the names beneath where they have no room around it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import combinations
from math import cos, pi, sin
from typing import TYPE_CHECKING

from assessment.charts.layouts.text import LINE, around, label, wrapped
from assessment.charts.pictures.parts import Box

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assessment.charts.pictures.parts import Anchor, Label, Lines

_LABEL_GAP = 11
_BETWEEN_LABELS = 3
_UPRIGHT = 0.15
_STEP = 1.06
_LARGEST = 6
_NUMBERED = 340.0


@dataclass(frozen=True, slots=True)
class RadarSize:
    """How large a radar wants to be, and how wide the names around it may be."""

    name: str
    radius: float
    label: float


@dataclass(frozen=True, slots=True)
class Round:
    """The radius that leaves room for all names, and where they stand."""

    radius: float
    labels: tuple[Label, ...]
    numbered: tuple[Label, ...]
    plot: Box

    @property
    def beyond(self) -> Box:
        """How far the names reach out of the circle at each side."""
        box = around(*(one.box for one in self.labels))
        return Box(*(max(reach - self.radius, 0.0) for reach in (-box.left, -box.top, box.right, box.bottom)))


@lru_cache(maxsize=64)
def directions(count: int) -> tuple[tuple[float, float], ...]:
    """Where the axes point to, clockwise from the top."""
    turns = (2 * pi * position / count for position in range(count))
    return tuple((sin(turn), -cos(turn)) for turn in turns)


def named_around(size: RadarSize, axes: Sequence[str]) -> Round:
    """Names at the ends of their axes."""
    radius, labels = _labels(axes, size)
    return Round(radius, labels, (), around(Box(-radius, -radius, radius, radius), *(one.box for one in labels)))


def numbered(size: RadarSize, axes: Sequence[str]) -> Round:
    """Numbers at the ends of the axes, and what they stand for beneath."""
    numbers = [str(number) for number in range(1, len(axes) + 1)]
    radius, labels = _labels(numbers, replace(size, radius=_NUMBERED * 0.36))
    plot = Box(-_NUMBERED / 2, labels[0].box.top, _NUMBERED / 2, max(one.box.bottom for one in labels))
    names = _beneath(axes, plot)
    return Round(radius, labels, names, around(plot, *(one.box for one in names)))


def shortened(name: str) -> Lines:
    """The first word of a name."""
    first, _, rest = name.partition(" ")
    return (f"{first.rstrip(',')}…" if rest else first,)


def _beneath(axes: Sequence[str], plot: Box) -> tuple[Label, ...]:
    labels: list[Label] = []
    top = plot.bottom + 12
    for number, axis in enumerate(axes, start=1):
        lines = wrapped(f"{number}\u00a0\u00a0{axis}", plot.width)
        labels.append(label(lines, plot.left, top + len(lines) * LINE / 2, "start"))
        top = labels[-1].box.bottom
    return tuple(labels)


def _labels(axes: Sequence[str], size: RadarSize) -> tuple[float, tuple[Label, ...]]:
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
