"""The heat map: a table whose cells are shaded by their figure; the figure itself stands in each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assessment.charts.layouts.heat_cells import COLUMN_NAME, ROW_NAME, drawn_table
from assessment.charts.layouts.text import wrapped
from assessment.charts.look import heat_step
from assessment.charts.pictures.heat_map import HeatCell, HeatMap, HeatRow
from assessment.charts.pictures.parts import SCALE
from assessment.domain.rounding import figure, one_decimal

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from assessment.charts.values import Values

MEDIAN_NAME = "Group median"
# The letters of the table on a page have 15 pixels, and its cells some space around them;
# names of rows need not stay in one line.
_PIXELS = 1.1
_LEAST_NAME = 140


def heat_map(  # noqa: PLR0913 - rows and columns, and what they mean
    rows: Sequence[str],
    columns: Sequence[str],
    values: Sequence[Values],
    *,
    corner: str = "Organisation",
    addresses: Sequence[str | None] = (),
    meanings: Sequence[str] = (),
    highest: float = SCALE.highest,
    median: Values | None = None,
    median_name: str = MEDIAN_NAME,
) -> HeatMap:
    """Figures by row and column, in the order given; each row may lead to a page, each column may be a mark that means
    something longer. The published median of a group has a row of its own at the foot.
    """
    if any(len(line) != len(columns) for line in (*values, *([median] if median else []))):
        raise ValueError(f"Each row needs {len(columns)} figures.")
    leads = addresses or [None] * len(rows)
    drawn = tuple(_row(*one, highest) for one in zip(rows, leads, values, strict=True))
    foot = _row(median_name, None, median, highest, _exact if highest != SCALE.highest else figure) if median else None
    names = tuple(wrapped(column, COLUMN_NAME) for column in columns)
    key = tuple(heat_cell(value, highest) for value in _key(highest))
    layout, width = drawn_table(corner, names, (drawn, foot), key, meanings)
    least = round(width * _PIXELS + _LEAST_NAME)
    return HeatMap(corner, tuple(columns), names, drawn, foot, key, least, (layout,), tuple(meanings))


def heat_cell(
    value: float | None, highest: float = SCALE.highest, written: Callable[[float | None], str] = figure
) -> HeatCell:
    """A figure shaded by the tenth of the scale that it reaches."""
    step = None if value is None else heat_step(value * SCALE.highest / highest)
    return HeatCell(value, written(value), step)


def _row(
    name: str,
    address: str | None,
    values: Values,
    highest: float,
    written: Callable[[float | None], str] = figure,
) -> HeatRow:
    cells = tuple(heat_cell(value, highest, written) for value in values)
    return HeatRow(name, wrapped(name, ROW_NAME), address, cells)


def _exact(value: float | None) -> str:
    """A median of levels, which may lie between two of them."""
    return figure(value) if value is None else one_decimal(value)


def _key(highest: float) -> list[float]:
    """Every level of a short scale, every ten of a long one."""
    step = 10 if highest == SCALE.highest else 1
    return [float(value) for value in range(0, int(highest) + 1, step)]
