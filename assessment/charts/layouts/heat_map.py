"""The heat map: a table whose cells are shaded by their figure; the figure itself stands in each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assessment.charts.layouts.text import wrapped
from assessment.charts.look import heat_step
from assessment.charts.pictures.heat_map import HeatCell, HeatMap, HeatRow
from assessment.charts.pictures.parts import SCALE
from assessment.domain.rounding import figure

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assessment.charts.values import Values

_ROW_NAME = 170.0
_COLUMN_NAME = 72.0
_COLUMN = _COLUMN_NAME + 18
_MARK = 36.0


def heat_map(  # noqa: PLR0913 - rows and columns, and what they mean
    rows: Sequence[str],
    columns: Sequence[str],
    values: Sequence[Values],
    *,
    corner: str = "Organisation",
    addresses: Sequence[str | None] = (),
    meanings: Sequence[str] = (),
    highest: float = SCALE.highest,
) -> HeatMap:
    """Figures by row and column, in the order given; each row may lead to a page, each column may be a mark that means
    something longer.
    """
    if any(len(line) != len(columns) for line in values):
        raise ValueError(f"Each row needs {len(columns)} figures.")
    leads = addresses or [None] * len(rows)
    drawn = (
        HeatRow(name, wrapped(name, _ROW_NAME), address, tuple(heat_cell(value, highest) for value in line))
        for name, address, line in zip(rows, leads, values, strict=True)
    )
    names = tuple(wrapped(column, _COLUMN_NAME) for column in columns)
    width = _ROW_NAME + (_MARK if meanings else _COLUMN) * len(columns)
    return HeatMap(corner, tuple(columns), names, tuple(drawn), width, tuple(meanings))


def heat_cell(value: float | None, highest: float = SCALE.highest) -> HeatCell:
    """A figure shaded by the tenth of the scale that it reaches."""
    step = None if value is None else heat_step(value * SCALE.highest / highest)
    return HeatCell(value, figure(value), step)
