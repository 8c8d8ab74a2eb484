"""Many radars on one page: small, bare, on the same scale, with the group's median behind each."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from assessment.charts.layouts.lines import path
from assessment.charts.layouts.radar import FEWEST_AXES, spokes
from assessment.charts.layouts.radar_names import directions
from assessment.charts.pictures.parts import SCALE
from assessment.charts.pictures.radar import SmallRadar

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assessment.charts.values import Values

RADIUS = 52
_ID_REACH = RADIUS + 9
# Letters are wider than they are high, so those at the sides stand further out.
_ASIDE = 9
_VIEW = "-86 -72 172 144"


def small_radar(values: Values, *, median: Values = (), ids: Sequence[str] = ()) -> SmallRadar:
    """One organisation's figures; the ids of the axes are at most three letters long."""
    if len(values) < FEWEST_AXES:
        raise ValueError("A small radar needs three axes or more.")
    grid, places = _frame(len(values), tuple(ids))
    points = _points(values)
    alone = "".join(f"M{x:.1f} {y:.1f}h0" for x, y in filter(None, points)) if None in points else ""
    behind = path(_points(median), closed=True) if median else ""
    return SmallRadar(grid, places, path(points, closed=True), alone, behind, RADIUS, _VIEW)


@lru_cache(maxsize=32)
def _frame(count: int, ids: tuple[str, ...]) -> tuple[str, tuple[tuple[float, float, str], ...]]:
    ways = zip(ids, directions(count), strict=True) if ids else ()
    places = tuple((round(x * (_ID_REACH + _ASIDE)), round(y * _ID_REACH) + 4, name) for name, (x, y) in ways)
    return spokes(count, RADIUS), places


def _points(values: Values) -> list[tuple[float, float] | None]:
    scale = RADIUS / SCALE.highest
    return [
        None if value is None else (x * value * scale, y * value * scale)
        for value, (x, y) in zip(values, directions(len(values)), strict=True)
    ]
