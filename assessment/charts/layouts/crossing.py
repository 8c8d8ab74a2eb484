"""Whether a line runs through a rectangle."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from assessment.charts.pictures.parts import Box, Point

    Segment = tuple[Point, Point]


def crosses(box: Box, segment: Segment) -> bool:
    """Whether a straight line from one point to another touches a rectangle."""
    (x, y), (end_x, end_y) = segment
    left, top, right, bottom = box
    beside = (x < left and end_x < left) or (x > right and end_x > right)
    if beside or (y < top and end_y < top) or (y > bottom and end_y > bottom):
        return False
    # All four corners on one side of the line: it passes by.
    across, down = end_x - x, end_y - y
    sides = [across * (b - y) - down * (a - x) for a, b in ((left, top), (right, top), (left, bottom), (right, bottom))]
    return min(sides) <= 0 <= max(sides)
