"""The dot plot: one row for each axis, with a group's quartiles and median behind the dots."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from assessment.charts.legend import Legend, legend
from assessment.charts.lines import Mark, marker
from assessment.charts.look import REFERENCE, looks_of
from assessment.charts.text import LINE, Box, Label, around, label, wrapped
from assessment.charts.values import Row, Series, check_series, whole

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assessment.charts.legend import Sample
    from assessment.charts.look import Look

TICKS = (0, 25, 50, 75, 100)
SPREAD_NAME = "Middle half of the group"
MEDIAN_NAME = "Group median"
# A phone 360 pixels wide shows letters of 14 units with 12 pixels at this width.
_WIDTH = 372.0
_COLUMN = 44.0
_BEFORE_COLUMNS = 14.0
_ROW_GAP = 10.0
_HALF_TRACK = 13.0
PITCH = LINE + 2 + 2 * _HALF_TRACK + _ROW_GAP
DODGE = 5.0
_DOT = 5.5


@dataclass(frozen=True, slots=True)
class Dot:
    """A figure on the track, none if it is missing, and the same figure printed at the right."""

    look: Look
    mark: Mark | None
    column: str
    label: Label


@dataclass(frozen=True, slots=True)
class DotRow:
    """One axis: its label, the track, the group's spread from x to x, its median and the dots."""

    label: Label
    y: float
    track: str
    spread: tuple[float, float] | None
    median: float | None
    group: str
    dots: tuple[Dot, ...]


@dataclass(frozen=True, slots=True)
class DotPlotLayout:
    """Rows under each other, laid out for any width of page."""

    size: str
    box: Box
    rows: tuple[DotRow, ...]
    ticks: tuple[Label, ...]
    legend: Legend
    half_track: float = _HALF_TRACK


@dataclass(frozen=True, slots=True)
class DotPlot:
    """A dot plot in its only layout."""

    layouts: tuple[DotPlotLayout, ...]
    kind: Literal["dot_plot"] = "dot_plot"


def dot_plot(
    rows: Sequence[Row],
    names: Sequence[str],
    *,
    spread_name: str = SPREAD_NAME,
    median_name: str = MEDIAN_NAME,
) -> DotPlot:
    """Rows of figures, one for each of up to three named series."""
    looks = looks_of(series_of(rows, names))
    track = _WIDTH - _BEFORE_COLUMNS - _COLUMN * len(names)
    drawn: list[DotRow] = []
    foot = 0.0
    for row in rows:
        drawn.append(_row(row, names, looks, foot, track))
        foot = drawn[-1].y + _HALF_TRACK + _ROW_GAP
    ticks = tuple(label((str(tick),), track * tick / 100, foot) for tick in TICKS)
    samples: list[tuple[str, Look, Sample]] = [(name, look, "mark") for name, look in zip(names, looks, strict=True)]
    if any(row.spread for row in drawn):
        samples.append((spread_name, REFERENCE, "bar"))
    if any(row.median is not None for row in drawn):
        samples.append((median_name, REFERENCE, "tick"))
    key = legend(samples, left=0, top=foot + 18, width=_WIDTH)
    boxes = [box for row in drawn for box in (row.label.box, *(dot.label.box for dot in row.dots))]
    box = around(Box(-_DOT, 0, _WIDTH, foot), key.box, *boxes, *(tick.box for tick in ticks))
    return DotPlot((DotPlotLayout("only", box.padded(4), tuple(drawn), ticks, key),))


def series_of(rows: Sequence[Row], names: Sequence[str]) -> list[Series]:
    """The figures by series rather than by row."""
    for row in rows:
        if len(row.values) != len(names):
            raise ValueError(f"{row.label!r} has {len(row.values)} figures for {len(names)} series.")
    series = [Series(name, tuple(row.values[place] for row in rows)) for place, name in enumerate(names)]
    check_series(series, length=len(rows))
    return series


def _row(row: Row, names: Sequence[str], looks: Sequence[Look], top: float, track: float) -> DotRow:
    lines = wrapped(row.label, _WIDTH)
    y = top + len(lines) * LINE + 2 + _HALF_TRACK
    spread = None if row.lower is None or row.upper is None else (row.lower * track / 100, row.upper * track / 100)
    return DotRow(
        label=label(lines, 0, top + len(lines) * LINE / 2, "start"),
        y=y,
        track=_track(y, track),
        spread=spread,
        median=None if row.median is None else round(row.median * track / 100, 1),
        group=_group(row),
        dots=tuple(
            _dot(row, name, look, place, y, track) for place, (name, look) in enumerate(zip(names, looks, strict=True))
        ),
    )


def _track(y: float, track: float) -> str:
    ticks = "".join(f"M{track * tick / 100:.1f} {y - _HALF_TRACK:.1f}v{2 * _HALF_TRACK:g}" for tick in TICKS)
    return f"M0 {y:.1f}h{track:g}{ticks}"


def _dot(row: Row, name: str, look: Look, place: int, y: float, track: float) -> Dot:  # noqa: PLR0913, PLR0917 - one dot
    value = row.values[place]
    left = track + _BEFORE_COLUMNS + place * _COLUMN
    off = (place - (len(row.values) - 1) / 2) * DODGE
    words = f"{name}, {row.label}: {whole(value)}"
    mark = None if value is None else Mark(marker(look.marker, value * track / 100, y + off, _DOT), words)
    return Dot(look, mark, marker(look.marker, left + 6, y), label((whole(value),), left + 16, y, "start"))


def _group(row: Row) -> str:
    if row.median is None:
        return ""
    spread = "" if row.lower is None or row.upper is None else f", middle half {whole(row.lower)} to {whole(row.upper)}"
    return f"Group, {row.label}: median {whole(row.median)}{spread}"
