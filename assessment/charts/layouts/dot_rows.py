"""Where the rows of a dot plot stand: names, the track with its dots, and the figures in columns of their own."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from assessment.charts.layouts.dot_columns import MARK, columns_of, heads_of
from assessment.charts.layouts.legend import legend
from assessment.charts.layouts.lines import marker
from assessment.charts.layouts.text import LINE, around, label, wrapped
from assessment.charts.layouts.widths import text_width
from assessment.charts.pictures.parts import Box, Mark
from assessment.charts.pictures.rows import Dot, DotPlotLayout, DotRow

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assessment.charts.layouts.dot_columns import Column
    from assessment.charts.layouts.lines import Written
    from assessment.charts.layouts.sizes import Size
    from assessment.charts.look import Look
    from assessment.charts.pictures.parts import Label, Line, Lines, Sample, Scale
    from assessment.charts.pictures.rows import Spread
    from assessment.charts.values import Row

    Shown = tuple[tuple[Line, ...], Spread | None, Line | None]

_NAMES = 176.0
_SHORTEST_TRACK = 220.0
_BEFORE_TRACK = 20.0
_BEFORE_COLUMNS = 20.0
_ROW_GAP = 8.0
_HALF_TRACK = 15.0
_DODGE = 6.0
_DOT = 5.5
_BEFORE_LEGEND = 10.0


def laid_out(  # noqa: PLR0913, PLR0917 - the parts of one chart
    size: Size, rows: Sequence[Row], said: Sequence[str], shown: Shown, scale: Scale, written: Written
) -> DotPlotLayout:
    """All rows for one width of page; columns have their names above them if that leaves the track long enough."""
    lines, spread, median = shown
    names = [wrapped(row.label, size.width if size.narrow else _NAMES) for row in rows]
    left = 0.0 if size.narrow else max(text_width(line) for name in names for line in name) + _BEFORE_TRACK
    columns = columns_of(lines, size.width, written, named=not size.narrow)
    named = not size.narrow and _right(columns, size) - left >= _SHORTEST_TRACK
    if not named:
        columns = columns_of(lines, size.width, written, named=False)
    heads, top = heads_of(columns)
    frame = _Frame(size, lines, columns, (left, _right(columns, size)), scale, written)
    drawn: list[DotRow] = []
    foot = top
    for position, (row, name) in enumerate(zip(rows, names, strict=True)):
        drawn.append(frame.row(row, name, position, said[position], foot + _ROW_GAP))
        foot = max(drawn[-1].y + _HALF_TRACK, drawn[-1].label.box.bottom)
    area = Box(left, top, frame.edges[1], foot + _ROW_GAP)
    ticks = frame.ticks(area.bottom)
    samples = _samples(() if named else lines, spread, median)
    key = legend(samples, left=0, top=area.bottom + LINE + _BEFORE_LEGEND, width=size.width)
    boxes = [box for row in drawn for box in (row.label.box, *(dot.label.box for dot in row.dots))]
    boxes += [one.label.box for one in heads] + [tick.box for tick in ticks] + [key.box]
    whole = around(Box(-_DOT, 0, size.width, area.bottom), *boxes).padded(4)
    return DotPlotLayout(size.name, whole, heads, tuple(drawn), area, frame.grid(drawn, area), ticks, key, _HALF_TRACK)


def _right(columns: Sequence[Column], size: Size) -> float:
    return columns[0].left - _BEFORE_COLUMNS if columns else size.width - MARK


def _samples(lines: Sequence[Line], spread: Spread | None, median: Line | None) -> list[tuple[str, Look, Sample]]:
    samples: list[tuple[str, Look, Sample]] = [(line.name, line.look, "mark") for line in lines]
    if spread:
        samples.append((spread.name, spread.look, "bar"))
    if median:
        samples.append((median.name, median.look, "tick"))
    return samples


@dataclass(frozen=True, slots=True)
class _Frame:
    """What all rows have in common: lines and their columns, the edges of the track, and its scale."""

    size: Size
    lines: tuple[Line, ...]
    columns: Sequence[Column]
    edges: tuple[float, float]
    scale: Scale
    written: Written

    def along(self, value: float) -> float:
        left, right = self.edges
        return round(left + (value - self.scale.lowest) * (right - left) / (self.scale.highest - self.scale.lowest), 1)

    def ticks(self, foot: float) -> tuple[Label, ...]:
        return tuple(label((self.written(tick),), self.along(tick), foot + LINE / 2) for tick in self.scale.ticks)

    def grid(self, rows: Sequence[DotRow], area: Box) -> str:
        """A line for each row and each tick; where names stand above their rows, no tick runs through them."""
        tracks = "".join(f"M{area.left:.1f} {row.y:g}H{area.right:.1f}" for row in rows)
        places = [self.along(tick) for tick in self.scale.ticks]
        if not self.size.narrow:
            return tracks + "".join(f"M{x:g} {area.top:.1f}V{area.bottom:.1f}" for x in places)
        return tracks + "".join(f"M{x:g} {row.y - _HALF_TRACK:.1f}v{2 * _HALF_TRACK:g}" for row in rows for x in places)

    def row(self, row: Row, name: Lines, position: int, said: str, top: float) -> DotRow:
        high = len(name) * LINE
        y = top + (high + 2 + _HALF_TRACK if self.size.narrow else max(high / 2, _HALF_TRACK))
        known = row.lower is not None and row.upper is not None
        return DotRow(
            label=label(name, 0, top + high / 2 if self.size.narrow else y, "start"),
            y=round(y, 1),
            spread=(self.along(row.lower or 0), self.along(row.upper or 0)) if known else None,
            median=None if row.median is None else self.along(row.median),
            group=said,
            dots=tuple(self.dot(place, position, y) for place in range(len(self.lines))),
        )

    def dot(self, place: int, position: int, y: float) -> Dot:
        line, column = self.lines[place], self.columns[place]
        value, height = line.values[position], y + (place - (len(self.lines) - 1) / 2) * _DODGE
        drawn = None if value is None else marker(line.look.marker, self.along(value), height, _DOT)
        mark = None if drawn is None else Mark(drawn, line.words[position])
        return Dot(line.look, round(height, 1), mark, label((self.written(value),), column.figures, y, "end"))
