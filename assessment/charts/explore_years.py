"""The timeline as a figure for Plotly."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from assessment.charts.look import INK, MEDIAN
from assessment.charts.plotly_look import CLEAR, NAME, frame, names, scale, traced, words
from assessment.charts.timeline import looked_at
from assessment.charts.values import check_series

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assessment.charts.look import Look
    from assessment.charts.values import Band, Event, Series

    Part = dict[str, Any]

_TINT = "rgba(23,73,90,0.06)"
_ABOVE_PLOT = 104
_NARROW_YEAR = 40.0
_NO_BANDS = 0.4
_NAMED_BANDS = 0.9


def timeline(  # noqa: PLR0913 - everything after the lines is optional
    years: Sequence[str],
    series: Sequence[Series],
    *,
    overall: Series | None = None,
    bands: Sequence[Band] = (),
    stages: Sequence[str | None] = (),
    events: Sequence[Event] = (),
) -> Part:
    """Lines over the years with stages behind; events can be pointed at."""
    lines = looked_at(series, overall)
    check_series([one for one, _ in lines], length=len(years), most=None)
    notes = [event for event in events if event.kind == "note"]
    banks = [event for event in events if event.kind == "bank"]
    drawn = [_line(years, one, look) for one, look in lines] + ([_notes(notes)] if notes else [])
    ordered = sorted(bands, key=lambda band: band.lowest)
    layout = frame(
        [one["name"] for one in drawn],
        margin={"t": 64 if banks else 24, "b": 48},
        narrow={"xaxis.ticktext": [words(year.replace("–", "– "), _NARROW_YEAR) for year in years]},
        xaxis=_year_axis(years, stages, left=-_NAMED_BANDS if bands else -_NO_BANDS),
        yaxis=scale(range=[0, _ABOVE_PLOT], automargin=True),
        shapes=[*(_area(band, place) for place, band in enumerate(ordered)), *(_change(event) for event in banks)],
        annotations=[*(_name(band) for band in ordered), *(_change_words(event) for event in banks)],
    )
    return {"data": drawn, "layout": layout}


def _line(years: Sequence[str], series: Series, look: Look) -> Part:
    own = {"type": "scatter", "x": list(range(len(years))), "y": list(series.values)}
    return traced(series, look) | own | {"text": [words(year) for year in years], "hovertemplate": "%{text}: %{y:.0f}"}


def _notes(notes: Sequence[Event]) -> Part:
    return {
        "type": "scatter",
        "mode": "markers",
        "name": "Notes",
        "x": [event.at for event in notes],
        "y": [100] * len(notes),
        "text": [words(event.label, NAME) for event in notes],
        "hovertemplate": "%{text}<extra></extra>",
        "marker": {"symbol": "triangle-down", "size": 12, "color": INK},
    }


def _year_axis(years: Sequence[str], stages: Sequence[str | None], *, left: float) -> Part:
    under = [*stages, *([None] * (len(years) - len(stages)))]
    texts = [words(year) + (f"<br>{words(stage)}" if stage else "") for year, stage in zip(years, under, strict=True)]
    return names(
        tickangle=0, tickvals=list(range(len(years))), ticktext=texts, range=[left, len(years) - 1 + _NO_BANDS]
    )


def _area(band: Band, place: int) -> Part:
    edges = {"x0": 0, "x1": 1, "y0": band.lowest, "y1": band.highest}
    fill = _TINT if place % 2 else CLEAR
    return {"type": "rect", "xref": "paper", "layer": "below", "fillcolor": fill, "line": {"width": 0}, **edges}


def _name(band: Band) -> Part:
    place = {"xref": "paper", "x": 0, "xanchor": "left", "y": band.highest, "yanchor": "top"}
    return {"text": words(band.name), "showarrow": False, "font": {"color": MEDIAN, "size": 12}, **place}


def _change(event: Event) -> Part:
    edges = {"x0": event.at, "x1": event.at, "y0": 0, "y1": 1}
    return {"type": "line", "yref": "paper", "line": {"color": INK, "dash": "dash", "width": 1}, **edges}


def _change_words(event: Event) -> Part:
    place = {"x": event.at, "yref": "paper", "y": 1, "yanchor": "bottom"}
    return {"text": words(event.label, 130), "showarrow": False, "font": {"size": 12}, **place}
