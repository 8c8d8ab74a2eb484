"""The heat map: a table whose cells are shaded by their figure; the figure itself stands in each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assessment.charts.layouts.text import wrapped
from assessment.charts.look import heat_step
from assessment.charts.pictures.heat_map import HeatCell, HeatMap, HeatRow
from assessment.domain.rounding import figure

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assessment.charts.values import Values

_ROW_NAME = 170.0
_COLUMN_NAME = 72.0
_COLUMN = _COLUMN_NAME + 18


def heat_map(
    rows: Sequence[str],
    columns: Sequence[str],
    values: Sequence[Values],
    *,
    corner: str = "Organisation",
    addresses: Sequence[str | None] = (),
) -> HeatMap:
    """Figures by row and column, in the order given; each row may lead to a page."""
    if any(len(line) != len(columns) for line in values):
        raise ValueError(f"Each row needs {len(columns)} figures.")
    leads = addresses or [None] * len(rows)
    drawn = (
        HeatRow(name, wrapped(name, _ROW_NAME), address, tuple(map(heat_cell, line)))
        for name, address, line in zip(rows, leads, values, strict=True)
    )
    names = tuple(wrapped(column, _COLUMN_NAME) for column in columns)
    return HeatMap(corner, tuple(columns), names, tuple(drawn), _ROW_NAME + _COLUMN * len(columns))


def heat_cell(value: float | None) -> HeatCell:
    """A figure shaded by its tens."""
    return HeatCell(value, figure(value), None if value is None else heat_step(value))
