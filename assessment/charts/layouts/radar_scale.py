"""The rings of a radar, with their figures where neither a line nor a name is in the way."""

from __future__ import annotations

from math import cos, pi, sin
from typing import TYPE_CHECKING

from assessment.charts.layouts.crossing import crosses
from assessment.charts.layouts.text import label
from assessment.charts.layouts.widths import text_width
from assessment.charts.pictures.parts import SCALE, Box

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assessment.charts.layouts.crossing import Segment
    from assessment.charts.pictures.parts import Label

_PARTS = (0.5, 0.36, 0.64)
_OFF_RING = 3.0
_HALF_HEIGHT = 5.5
_AROUND_LINES = 3.0


def rings(
    radius: float, count: int, lines: Sequence[Segment], names: Sequence[Box]
) -> tuple[tuple[float, Label | None], ...]:
    """The rings from the inside out; their figures stand in one direction, and those without room are left out."""
    values = [tick for tick in SCALE.ticks if tick]
    best: list[Label | None] = [None] * len(values)
    for part in _PARTS:
        between = sin(min(part, 1 - part) * 2 * pi / count)
        wide_enough = [_fits(value, radius, between) for value in values]
        for sector in range(count):
            if _found(best) >= sum(wide_enough):
                break
            way = 2 * pi * (sector + part) / count
            found = [
                _figure(value, way, radius, lines, names) if fits else None
                for value, fits in zip(values, wide_enough, strict=True)
            ]
            best = max(best, found, key=_found)
    return tuple((round(radius * value / SCALE.highest, 1), one) for value, one in zip(values, best, strict=True))


def _found(labels: Sequence[Label | None]) -> int:
    return sum(one is not None for one in labels)


def _fits(value: int, radius: float, between: float) -> bool:
    """Whether a figure has room between two axes, which lie so far apart at a distance of one."""
    half = text_width(str(value)) / 2
    return (radius * value / SCALE.highest - half - _OFF_RING) * between >= half + 1


def _figure(value: int, way: float, radius: float, lines: Sequence[Segment], names: Sequence[Box]) -> Label | None:
    """A figure just within its ring, or beyond the last, where no line runs."""
    half = text_width(str(value)) / 2
    off = abs(sin(way)) * half + abs(cos(way)) * _HALF_HEIGHT + _OFF_RING
    reach = radius * value / SCALE.highest + (off if value == SCALE.highest else -off)
    x, y = sin(way) * reach, -cos(way) * reach
    space = Box(x - half, y - _HALF_HEIGHT, x + half, y + _HALF_HEIGHT).padded(_AROUND_LINES)
    taken = any(space.overlaps(name) for name in names) or any(crosses(space, line) for line in lines)
    return None if taken else label((str(value),), x, y)
