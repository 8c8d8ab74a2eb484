"""Bars from 0 to 100, for banks with one or two axes, of which no radar can be made."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from assessment.charts.legend import Legend, legend
from assessment.charts.lines import marker
from assessment.charts.look import REFERENCE, looks_of
from assessment.charts.text import LINE, Box, Label, around, label, wrapped
from assessment.charts.values import Series, whole

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assessment.charts.look import Look

_TRACK = 300.0
_START = 16.0
_THICK = 16.0
_PITCH = 24.0
_AFTER_AXIS = 14.0


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar with the marker of its series and its figure; no width where there is no figure."""

    look: Look
    x: float
    y: float
    width: float
    height: float
    mark: str
    label: Label
    words: str


@dataclass(frozen=True, slots=True)
class BarsLayout:
    """Bars axis by axis, laid out for any width of page."""

    size: str
    box: Box
    headings: tuple[Label, ...]
    bars: tuple[Bar, ...]
    legend: Legend


@dataclass(frozen=True, slots=True)
class Bars:
    """Bars in their only layout."""

    layouts: tuple[BarsLayout, ...]
    kind: Literal["bars"] = "bars"


def bars(axes: Sequence[str], series: Sequence[Series], *, reference: Series | None = None) -> Bars:
    """A heading for each axis and under it a bar for each series."""
    looks = looks_of(series)
    lines = [*zip(series, looks, strict=True), *([(reference, REFERENCE)] if reference else [])]
    headings: list[Label] = []
    drawn: list[Bar] = []
    top = 0.0
    for position, axis in enumerate(axes):
        words = wrapped(axis, _TRACK)
        headings.append(label(words, 0, top + len(words) * LINE / 2, "start"))
        top = headings[-1].box.bottom + 4
        for one, look in lines:
            drawn.append(_bar(axis, one, look, position, top))
            top += _PITCH
        top += _AFTER_AXIS
    key = legend(((one.name, look, "mark") for one, look in lines), left=0, top=top, width=_TRACK + _START)
    plot = around(Box(0, 0, _START + _TRACK, top), *(one.box for one in headings), *(one.label.box for one in drawn))
    layout = BarsLayout("only", around(plot, key.box).padded(4), tuple(headings), tuple(drawn), key)
    return Bars((layout,))


def _bar(axis: str, series: Series, look: Look, position: int, top: float) -> Bar:
    value = series.values[position]
    middle = top + _THICK / 2
    width = round((value or 0) * _TRACK / 100, 1)
    figure = label((whole(value),), _START + width + 6, middle, "start")
    words = f"{series.name}, {axis}: {whole(value)}"
    return Bar(look, _START, top, width, _THICK, marker(look.marker, _START / 2 - 1, middle), figure, words)
