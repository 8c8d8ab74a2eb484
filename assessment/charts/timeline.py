"""The timeline: overall and each dimension over the years, with stages behind and events marked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from assessment.charts.band_areas import BandArea, band_areas
from assessment.charts.events import EventMark, event_marks
from assessment.charts.line_ends import LineEnd, line_ends, names_width
from assessment.charts.lines import Mark, Trace, line, marker
from assessment.charts.look import OVERALL, looks_of
from assessment.charts.plot_area import AXIS, PlotArea, stages_under_years, under_years
from assessment.charts.text import Box, Label, around
from assessment.charts.values import Band, Event, Series, check_series, whole

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assessment.charts.look import Look

_THIN = 2.0


@dataclass(frozen=True, slots=True)
class _Size:
    name: str
    width: float
    height: float
    ends: float


# The second fits a phone 360 pixels wide with letters of 12 pixels.
_SIZES = (_Size("wide", 640, 280, 150), _Size("narrow", 376, 260, 92))


@dataclass(frozen=True, slots=True)
class TimelineLayout:
    """A timeline whose plot begins at the point 0, 0, laid out for one width of page."""

    size: str
    box: Box
    plot: PlotArea
    bands: tuple[BandArea, ...]
    years: tuple[Label, ...]
    stages: tuple[Label, ...]
    traces: tuple[Trace, ...]
    ends: tuple[LineEnd, ...]
    events: tuple[EventMark, ...]


@dataclass(frozen=True, slots=True)
class Timeline:
    """A timeline in all its layouts."""

    layouts: tuple[TimelineLayout, ...]
    kind: Literal["timeline"] = "timeline"


def timeline(  # noqa: PLR0913 - everything after the lines is optional
    years: Sequence[str],
    series: Sequence[Series],
    *,
    overall: Series | None = None,
    bands: Sequence[Band] = (),
    stages: Sequence[str | None] = (),
    events: Sequence[Event] = (),
) -> Timeline:
    """Thin lines for the dimensions and a thick one for overall; a stage's name under each year that has one."""
    lines = looked_at(series, overall)
    check_series([one for one, _ in lines], length=len(years), most=None)
    return Timeline(tuple(_layout(size, years, lines, bands, stages, events) for size in _SIZES))


def looked_at(series: Sequence[Series], overall: Series | None) -> list[tuple[Series, Look]]:
    """All lines with their looks, overall last so that it lies on top."""
    thin = list(zip(series, looks_of(series, width=_THIN), strict=True))
    return [*thin, (overall, OVERALL)] if overall else thin


def _layout(  # noqa: PLR0913, PLR0917 - one size of one chart
    size: _Size,
    years: Sequence[str],
    lines: Sequence[tuple[Series, Look]],
    bands: Sequence[Band],
    stages: Sequence[str | None],
    events: Sequence[Event],
) -> TimelineLayout:
    plot = PlotArea(size.width - AXIS - names_width(lines, size.ends), size.height, len(years))
    field = Box(-AXIS, -8, plot.width, plot.height + 6)
    year_labels = under_years(years, plot, top=field.bottom)
    field = around(field, *(one.box for one in year_labels))
    stage_labels = stages_under_years(stages, plot, top=field.bottom)
    field = around(field, *(one.box for one in stage_labels))
    ends = line_ends(lines, plot, size.ends)
    field = around(field, *(one.label.box for one in ends))
    marks = event_marks(events, plot, width=size.width, foot=field.bottom + 12)
    numbers = [one.number.box for one in marks if one.number]
    return TimelineLayout(
        size=size.name,
        box=around(field, *numbers, *(one.label.box for one in marks)).padded(4),
        plot=plot,
        bands=band_areas(bands, plot, [one for one, _ in lines]),
        years=year_labels,
        stages=stage_labels,
        traces=tuple(_trace(years, one, look, plot) for one, look in lines),
        ends=ends,
        events=marks,
    )


def _trace(years: Sequence[str], series: Series, look: Look, plot: PlotArea) -> Trace:
    points = [None if value is None else (plot.x(at), plot.y(value)) for at, value in enumerate(series.values)]
    marks = tuple(
        Mark(marker(look.marker, *point, size=3 + look.width / 2), f"{series.name}, {year}: {whole(value)}")
        for point, year, value in zip(points, years, series.values, strict=True)
        if point
    )
    return Trace(series.name, look, line(points), marks)
