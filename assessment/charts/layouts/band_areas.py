"""Stages as areas behind the lines of a timeline, each named where no line runs."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from assessment.charts.layouts.text import LINE, label
from assessment.charts.layouts.widths import text_width
from assessment.charts.pictures.timeline import BandArea

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from assessment.charts.pictures.parts import Box, Label, Line, Point
    from assessment.charts.pictures.timeline import PlotArea
    from assessment.charts.values import Band

    Segment = tuple[Point, Point]

_EDGE = 6.0
_TRIES = 8
_AROUND_LINES = 4.0


def band_areas(bands: Sequence[Band], plot: PlotArea, lines: Sequence[Line]) -> tuple[BandArea, ...]:
    """Stages from the lowest to the highest."""
    segments = [segment for line in lines for segment in _segments(line, plot)]
    ordered = sorted(bands, key=lambda band: band.lowest)
    return tuple(_area(band, plot, segments, tinted=place % 2 == 1) for place, band in enumerate(ordered))


def _segments(line: Line, plot: PlotArea) -> Iterator[Segment]:
    points = [(plot.x(year), plot.y(value)) for year, value in enumerate(line.values) if value is not None]
    yield from zip(points, points, strict=True)
    yield from pairwise(points)


def _area(band: Band, plot: PlotArea, segments: Sequence[Segment], *, tinted: bool) -> BandArea:
    top, bottom = plot.y(band.highest), plot.y(band.lowest)
    places = list(_places(band.name, plot, top, bottom))
    free = (one for one in places if not any(_touches(one.box, *segment) for segment in segments))
    return BandArea(band, round(top, 1), round(bottom - top, 1), tinted, next(free, places[0]))


def _places(name: str, plot: PlotArea, top: float, bottom: float) -> Iterator[Label]:
    step = max(0.0, plot.width - 2 * _EDGE - text_width(name)) / _TRIES
    for attempt in range(_TRIES + 1):
        for middle in (top + LINE / 2 + 1, bottom - LINE / 2 - 1):
            yield label((name,), _EDGE + attempt * step, middle, "start")


def _touches(box: Box, start: Point, end: Point) -> bool:
    space = box.padded(_AROUND_LINES)
    left, right = max(space.left, start[0]), min(space.right, end[0])
    if left > right:
        return False
    slope = (end[1] - start[1]) / (end[0] - start[0]) if end[0] > start[0] else 0.0
    heights = [start[1] + slope * (x - start[0]) for x in (left, right)]
    return min(heights) < space.bottom and max(heights) > space.top
