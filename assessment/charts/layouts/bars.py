"""Bars from 0 to 100, for banks with one or two axes, of which no radar can be made."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assessment.charts.layouts.legend import legend, legend_room
from assessment.charts.layouts.lines import marker, told
from assessment.charts.layouts.sizes import NARROW, WIDE
from assessment.charts.layouts.text import LINE, around, label, wrapped
from assessment.charts.look import REFERENCE, looks_of
from assessment.charts.pictures.parts import SCALE, Box
from assessment.charts.pictures.rows import Bar, Bars, BarsLayout
from assessment.domain.rounding import figure

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assessment.charts.layouts.sizes import Size
    from assessment.charts.pictures.parts import Label, Line
    from assessment.charts.values import Series

_START = 16.0
_FIGURES = 34.0
_THICK = 16.0
_PITCH = 24.0
_AFTER_AXIS = 14.0


def bars(axes: Sequence[str], series: Sequence[Series], *, reference: Series | None = None) -> Bars:
    """A heading for each axis and under it a bar for each series."""
    lines = [told(one, look, axes) for one, look in zip(series, looks_of(series), strict=True)]
    if reference:
        lines.append(told(reference, REFERENCE, axes))
    room = legend_room([line.heading for line in lines])
    return Bars(tuple(axes), tuple(lines), room, tuple(_layout(size, axes, lines) for size in (WIDE, NARROW)))


def _layout(size: Size, axes: Sequence[str], lines: Sequence[Line]) -> BarsLayout:
    track = size.width - _START - _FIGURES
    headings: list[Label] = []
    drawn: list[Bar] = []
    top = 0.0
    for position, axis in enumerate(axes):
        headings.append(_heading(axis, top, size.width))
        top = headings[-1].box.bottom + 4
        drawn += [_bar(line, position, top + row * _PITCH, track) for row, line in enumerate(lines)]
        top += len(lines) * _PITCH + _AFTER_AXIS
    key = legend(((line.name, line.look, "mark") for line in lines), left=0, top=top, width=size.width)
    plot = around(Box(0, 0, size.width, top), *(one.box for one in headings), *(one.label.box for one in drawn))
    return BarsLayout(size.name, around(plot, key.box).padded(4), tuple(headings), tuple(drawn), top, key)


def _heading(axis: str, top: float, width: float) -> Label:
    words = wrapped(axis, width, bold=True)
    return label(words, 0, top + len(words) * LINE / 2, "start", bold=True)


def _bar(line: Line, position: int, top: float, track: float) -> Bar:
    value, middle = line.values[position], top + _THICK / 2
    width = round((value or 0) * track / SCALE.highest, 1)
    words = label((figure(value),), _START + width + 6, middle, "start")
    mark = marker(line.look.marker, _START / 2 - 1, middle)
    return Bar(line.look, _START, top, width, _THICK, mark, words, line.words[position])
