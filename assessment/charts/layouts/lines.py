"""Lines with gaps where figures are missing, and the markers on them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assessment.charts.layouts.text import phrase
from assessment.charts.pictures.parts import Line, Mark, Trace
from assessment.domain.rounding import figure

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from assessment.charts.look import Look, Marker
    from assessment.charts.pictures.parts import Point
    from assessment.charts.values import Series

    Written = Callable[[float | None], str]

MARKER_SIZE = 5.0


def told(series: Series, look: Look, places: Sequence[str], *, written: Written = figure) -> Line:
    """A line that says each of its figures with its own name and its place."""
    figures = zip(places, series.values, strict=True)
    words = tuple(f"{series.name}, {place}: {written(value)}" for place, value in figures)
    return Line(series.name, look, series.values, words, phrase(series.name), tuple(map(phrase, words)))


def traced(line: Line, points: Sequence[Point | None], *, size: float = MARKER_SIZE, closed: bool = False) -> Trace:
    """A line through its points, with a marker at each."""
    marks = tuple(
        Mark(marker(line.look.marker, *point, size=size), words)
        for point, words in zip(points, line.words, strict=True)
        if point
    )
    return Trace(line, path(points, closed=closed), marks)


def path(points: Sequence[Point | None], *, closed: bool = False) -> str:
    """The path through some points; it is broken where one is missing, and only a whole ring is closed."""
    if closed and None not in points:
        return _run(point for point in points if point) + "Z"
    if closed:
        gap = list(points).index(None)
        points = [*points[gap:], *points[:gap]]
    return "".join(_run(run) for run in _runs(points) if len(run) > 1)


def _runs(points: Sequence[Point | None]) -> list[list[Point]]:
    runs: list[list[Point]] = [[]]
    for point in points:
        if point is None:
            runs.append([])
        else:
            runs[-1].append(point)
    return runs


def _run(points: Iterable[Point]) -> str:
    return "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in points)


def marker(shape: Marker, x: float, y: float, size: float = MARKER_SIZE) -> str:
    """The path of a marker around a point; the shapes look equally large."""
    if shape == "circle":
        arc = f"a{size:g} {size:g} 0 1 0"
        return f"M{x - size:.1f} {y:.1f}{arc} {2 * size:g} 0{arc} {-2 * size:g} 0z"
    if shape == "square":
        side = round(size * 1.8, 1)
        return f"M{x - side / 2:.1f} {y - side / 2:.1f}h{side:g}v{side:g}h{-side:g}z"
    tall = round(size * 1.3, 1)
    if shape == "triangle":
        wide = round(size * 1.2, 1)
        return f"M{x:.1f} {y - tall:.1f}l{wide:g} {2 * size:g}h{-2 * wide:g}z"
    return f"M{x:.1f} {y - tall:.1f}l{tall:g} {tall:g}l{-tall:g} {tall:g}l{-tall:g} {-tall:g}z"
