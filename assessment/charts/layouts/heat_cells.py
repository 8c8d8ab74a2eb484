"""The heat map drawn as a table for files, with its key beneath."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from assessment.charts.layouts.sizes import WIDE
from assessment.charts.layouts.text import LINE, around, label, wrapped
from assessment.charts.layouts.widths import text_width
from assessment.charts.look import HEAT, PAPER, STYLE, ink_on
from assessment.charts.pictures.heat_map import HeatMapLayout, Shade
from assessment.charts.pictures.parts import Box

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assessment.charts.pictures.heat_map import HeatCell, HeatRow
    from assessment.charts.pictures.parts import Label, Lines

ROW_NAME = 170.0
COLUMN_NAME = 72.0
_NARROWEST = 40.0
_CELL = 26.0
_BETWEEN = 2.0
_AFTER_NAME = 10.0
_BEFORE_MEDIAN = 8.0
_BEFORE_KEY = 18.0
_KEY_CELL = 34.0
KEY = "Key"
NO_FIGURE = "no figure"


@dataclass(slots=True)
class _Table:
    names: list[Label] = field(default_factory=list)
    cells: list[tuple[HeatCell, Box]] = field(default_factory=list)
    foot: float = 0.0


def drawn_table(
    corner: str,
    columns: Sequence[Lines],
    rows: tuple[Sequence[HeatRow], HeatRow | None],
    key: Sequence[HeatCell],
    meanings: Sequence[str],
) -> tuple[HeatMapLayout, float]:
    """All rows, the group's own a little apart, the key, and what marks stand for; and how wide its columns are."""
    table = _Table()
    named, median = rows
    left = max([text_width(line) for row in named for line in row.lines] + [text_width(corner, bold=True)])
    widths = [max(_NARROWEST, *(text_width(line, bold=True) + 8 for line in lines)) for lines in columns]
    edges = [left + _AFTER_NAME + sum(widths[:place]) for place in range(len(widths) + 1)]
    table.foot = max(map(len, columns)) * LINE + 4
    table.names.append(label((corner,), 0, table.foot - 4 - LINE / 2, "start", bold=True))
    for lines, start, width in zip(columns, edges, widths, strict=False):
        table.names.append(label(lines, start + width / 2, table.foot - 4 - len(lines) * LINE / 2, bold=True))
    for row in named:
        _add(table, row, edges, bold=False)
    if median:
        table.foot += _BEFORE_MEDIAN
        _add(table, median, edges, bold=True)
    _add_key(table, key, any(cell.step is None for cell, _ in table.cells))
    whole = around(
        Box(0, 0, edges[-1], table.foot), *(one.box for one in table.names), *(box for _, box in table.cells)
    )
    _add_meanings(table, meanings, whole.width)
    whole = around(whole, *(one.box for one in table.names)).padded(4)
    return HeatMapLayout(WIDE.name, whole, tuple(table.names), _shaded(table.cells)), sum(widths)


def _add(table: _Table, row: HeatRow, edges: Sequence[float], *, bold: bool) -> None:
    lines = row.lines if not bold else wrapped(row.name, ROW_NAME, bold=True)
    high = max(_CELL, len(lines) * LINE + 4)
    table.names.append(label(lines, 0, table.foot + high / 2, "start", bold=bold))
    for cell, left, right in zip(row.cells, edges, edges[1:], strict=False):
        table.cells.append((cell, Box(left, table.foot, right - _BETWEEN, table.foot + high - _BETWEEN)))
    table.foot += high


def _add_key(table: _Table, key: Sequence[HeatCell], gaps: bool) -> None:  # noqa: FBT001 - whether any figure is missing
    top = table.foot + _BEFORE_KEY
    left = text_width(KEY, bold=True) + _AFTER_NAME
    table.names.append(label((KEY,), 0, top + _CELL / 2, "start", bold=True))
    for cell in key:
        table.cells.append((cell, Box(left, top, left + _KEY_CELL - _BETWEEN, top + _CELL)))
        left += _KEY_CELL
    if gaps:
        table.names.append(label((f"–  {NO_FIGURE}",), left + _AFTER_NAME, top + _CELL / 2, "start"))
    table.foot = top + _CELL


def _add_meanings(table: _Table, meanings: Sequence[str], width: float) -> None:
    table.foot += 12 if meanings else 0
    for number, meaning in enumerate(meanings, start=1):
        lines = wrapped(f"{number}\u00a0\u00a0{meaning}", max(width, WIDE.width))
        table.names.append(label(lines, 0, table.foot + len(lines) * LINE / 2, "start"))
        table.foot += len(lines) * LINE


def _shaded(cells: Sequence[tuple[HeatCell, Box]]) -> tuple[Shade, ...]:
    steps = sorted({-1 if cell.step is None else cell.step for cell, _ in cells})
    return tuple(
        _shade(step, [one for one in cells if (-1 if one[0].step is None else one[0].step) == step]) for step in steps
    )


def _shade(step: int, cells: Sequence[tuple[HeatCell, Box]]) -> Shade:
    path = "".join(f"M{box.left:.1f} {box.top:g}H{box.right:.1f}V{box.bottom:g}H{box.left:.1f}z" for _, box in cells)
    figures = tuple(
        (round((box.left + box.right) / 2, 1), round((box.top + box.bottom) / 2 + LINE / 2 - 4, 1), cell.text)
        for cell, box in cells
    )
    if step < 0:
        return Shade("heat-none", PAPER, STYLE.ink, path, figures)
    return Shade(f"heat-{step}", HEAT[step], ink_on(step), path, figures)
