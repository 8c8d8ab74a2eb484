"""The timeline: overall and each dimension over the years, with stages behind and events marked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from assessment.charts.layouts.band_areas import band_areas, gutter_of
from assessment.charts.layouts.events import event_marks
from assessment.charts.layouts.legend import legend, legend_room
from assessment.charts.layouts.line_ends import line_ends, names_width
from assessment.charts.layouts.lines import told, traced
from assessment.charts.layouts.plot_area import AXIS, figures_beside, stages_under_years, under_years
from assessment.charts.layouts.sizes import BROAD, NARROW, WIDE
from assessment.charts.layouts.text import around, wrapped
from assessment.charts.look import OVERALL, looks_of
from assessment.charts.pictures.parts import Box
from assessment.charts.pictures.timeline import PlotArea, Timeline, TimelineLayout
from assessment.charts.values import check_series

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assessment.charts.layouts.sizes import Size
    from assessment.charts.look import Look
    from assessment.charts.pictures.parts import Line, Lines, Sample, Trace
    from assessment.charts.pictures.timeline import EventMark
    from assessment.charts.values import Band, Event, Series

NOTES = "Notes"
_THIN = 2.0
_ABOVE_PLOT = 8.0
_YEAR = 120.0
_NARROW_YEAR = 40.0


@dataclass(frozen=True, slots=True)
class _Size:
    size: Size
    height: float
    ends: float | None
    bands: float

    @property
    def width(self) -> float:
        return self.size.width


_SIZES = (_Size(BROAD, 380, 190, 120), _Size(WIDE, 310, 130, 84), _Size(NARROW, 280, None, 66))


@dataclass(frozen=True, slots=True)
class _Story:
    years: tuple[str, ...]
    lines: tuple[Line, ...]
    bands: Sequence[Band]
    stages: Sequence[str | None]
    events: Sequence[Event]


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
    drawn = [*series, overall] if overall else list(series)
    check_series(drawn, length=len(years), most=None)
    looks = [*looks_of(series, width=_THIN), OVERALL]  # overall comes last, so that it lies on top
    lines = tuple(told(one, look, years) for one, look in zip(drawn, looks, strict=False))
    headings = [line.heading for line in lines]
    if any(event.kind == "note" for event in events):
        headings.append((NOTES,))
    story = _Story(tuple(years), lines, bands, stages, events)
    return Timeline(story.years, lines, NOTES, legend_room(headings), tuple(_layout(size, story) for size in _SIZES))


def _layout(size: _Size, story: _Story) -> TimelineLayout:
    lines = story.lines
    gutter = gutter_of(story.bands, size.bands)
    plot = PlotArea(size.width - AXIS - names_width(lines, size.ends), size.height, len(story.years), gutter)
    field = Box(-AXIS, -_ABOVE_PLOT, plot.width, plot.height + 6)
    years = under_years(story.years, plot, top=field.bottom, bold=True)
    under = around(field, *(one.box for one in years))
    stages = stages_under_years(story.stages, plot, top=under.bottom)
    ends = line_ends(lines, plot, size.ends)
    areas = band_areas(story.bands, plot, size.bands)
    whole = around(
        under, *(one.label.box for one in areas), *(one.box for one in stages), *(one.label.box for one in ends)
    )
    key = legend(_samples(lines) if size.ends is None else (), left=-AXIS, top=whole.bottom + 12, width=size.width)
    marks = event_marks(story.events, plot, width=size.width, foot=key.box.bottom + (12 if key.entries else 0))
    return TimelineLayout(
        size=size.size.name,
        box=_box(around(whole, key.box) if key.entries else whole, marks),
        plot=plot,
        field=field,
        ticks=figures_beside(plot),
        bands=areas,
        years=years,
        stages=stages,
        names=_names(story, size),
        traces=tuple(_trace(line, plot) for line in lines),
        ends=ends,
        events=marks,
        legend=key,
    )


def _samples(lines: Sequence[Line]) -> list[tuple[str, Look, Sample]]:
    return [(line.name, line.look, "line") for line in lines]


def _box(whole: Box, marks: Sequence[EventMark]) -> Box:
    numbers = [one.number.box for one in marks if one.number]
    return around(whole, *numbers, *(one.label.box for one in marks)).padded(4)


def _names(story: _Story, size: _Size) -> tuple[Lines, ...]:
    if size.size.narrow:
        return tuple(wrapped(year.replace("–", "– "), _NARROW_YEAR) for year in story.years)
    stages = [*story.stages, *([None] * (len(story.years) - len(story.stages)))]
    return tuple(
        wrapped(year, _YEAR) + (wrapped(stage, _YEAR) if stage else ())
        for year, stage in zip(story.years, stages, strict=True)
    )


def _trace(line: Line, plot: PlotArea) -> Trace:
    points = [None if value is None else (plot.x(at), plot.y(value)) for at, value in enumerate(line.values)]
    return traced(line, points, size=3 + line.look.width / 2)
