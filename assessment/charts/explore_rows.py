"""Rows and columns as figures for Plotly: dot plot, bars, stage flow and heat map."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from assessment.charts.dot_plot import DODGE, MEDIAN_NAME, PITCH, SPREAD_NAME, series_of
from assessment.charts.look import HEAT, MEDIAN, PAPER, SPREAD, looks_of
from assessment.charts.plotly_look import NAME, frame, names, scale, spotted, traced, words
from assessment.charts.stage_flow import check_counts, stage_looks

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assessment.charts.look import Look
    from assessment.charts.values import Row, Series, Values

    Part = dict[str, Any]

_WHOLE_ROW = 300.0
_OVER_TRACK = 0.18
_COLUMN = 72
_HEAT_ROW = 170.0


def bars(axes: Sequence[str], lines: Sequence[tuple[Series, Look]]) -> Part:
    """A group of bars for each axis."""
    drawn = [_across(one.name, one.values, axes, look) | {"hovertemplate": "%{y}: %{x:.0f}"} for one, look in lines]
    layout = frame([one.name for one, _ in lines], xaxis=scale(), yaxis=names(autorange="reversed"))
    return {"data": drawn, "layout": layout}


def _across(name: str, values: Sequence[float | None], places: Sequence[str], look: Look) -> Part:
    return {
        "type": "bar",
        "orientation": "h",
        "name": words(name, NAME),
        "x": list(values),
        "y": [words(place) for place in places],
        "marker": {"color": look.colour, "line": {"color": PAPER, "width": 1}},
    }


def dot_plot(
    rows: Sequence[Row],
    series_names: Sequence[str],
    *,
    spread_name: str = SPREAD_NAME,
    median_name: str = MEDIAN_NAME,
) -> Part:
    """Rows of dots under their labels, with a group's quartiles and median behind them."""
    series = series_of(rows, series_names)
    drawn = [*_spread(rows, spread_name), *_medians(rows, median_name)]
    for place, (one, look) in enumerate(zip(series, looks_of(series), strict=True)):
        off = (place - (len(series) - 1) / 2) * DODGE / PITCH
        dots = _dots(rows, one.values, off) | {"marker": spotted(look, size=11)}
        drawn.append(traced(one, look) | dots)
    down = names(tickvals=list(range(len(rows))), showticklabels=False, range=[len(rows) - 0.5, -0.75], showgrid=True)
    labels = [_above(row.label, place) for place, row in enumerate(rows)]
    entries = [one["name"] for one in drawn]
    layout = frame(entries, margin={"t": 8, "b": 32}, xaxis=scale(), yaxis=down, annotations=labels)
    return {"data": drawn, "layout": layout}


def _above(label: str, place: int) -> Part:
    at = {"x": 0, "xanchor": "left", "y": place - _OVER_TRACK, "yanchor": "bottom"}
    return {"text": words(label, _WHOLE_ROW), "showarrow": False, "borderpad": 0, **at}


def _dots(rows: Sequence[Row], values: Sequence[float | None], off: float = 0.0) -> Part:
    return {
        "type": "scatter",
        "mode": "markers",
        "x": list(values),
        "y": [place + off for place in range(len(rows))],
        "text": [words(row.label, NAME) for row in rows],
        "hovertemplate": "%{text}: %{x:.0f}",
    }


def _spread(rows: Sequence[Row], name: str) -> list[Part]:
    found = [(place, row) for place, row in enumerate(rows) if row.lower is not None and row.upper is not None]
    if not found:
        return []
    line = {"mode": "lines", "line": {"color": SPREAD, "width": 14}, "connectgaps": False}
    return [
        {
            "type": "scatter",
            "name": words(name, NAME),
            "x": [x for _, row in found for x in (row.lower, row.upper, None)],
            "y": [y for place, _ in found for y in (place, place, None)],
            "hovertemplate": "%{x:.0f}",
            **line,
        }
    ]


def _medians(rows: Sequence[Row], name: str) -> list[Part]:
    if all(row.median is None for row in rows):
        return []
    tick = {"symbol": "line-ns", "size": 22, "line": {"color": MEDIAN, "width": 3}}
    return [_dots(rows, [row.median for row in rows]) | {"name": words(name, NAME), "marker": tick}]


def heat_map(rows: Sequence[str], columns: Sequence[str], values: Sequence[Values]) -> Part:
    """Shaded cells with their figures; cells without a figure stay empty."""
    top = len(HEAT) - 1
    drawn = {
        "type": "heatmap",
        "z": [list(line) for line in values],
        "x": [words(column, _COLUMN) for column in columns],
        "y": [words(row, _HEAT_ROW) for row in rows],
        "zmin": 0,
        "zmax": 100,
        "colorscale": [[step / top, colour] for step, colour in enumerate(HEAT)],
        "xgap": 2,
        "ygap": 2,
        "showscale": False,
        "hoverongaps": False,
        "texttemplate": "%{z:.0f}",
        "hovertemplate": "%{y}<br>%{x}: %{z:.0f}<extra></extra>",
    }
    layout = frame((), xaxis=names(side="top", tickangle=0), yaxis=names(autorange="reversed"))
    least = {"least_width": _HEAT_ROW + (_COLUMN + 18) * len(columns)}
    return {"data": [drawn], "layout": layout | {"meta": layout["meta"] | least}}


def stage_flow(years: Sequence[str], stages: Sequence[str], counts: Sequence[Sequence[int] | None]) -> Part:
    """For each year a stacked bar of how many organisations are at each stage."""
    check_counts(years, stages, counts)
    said = {"texttemplate": "%{x}", "hovertemplate": "%{y}: %{x}", "textangle": 0, "insidetextanchor": "middle"}
    drawn = [
        _across(stage, [None if one is None else one[place] for one in counts], years, look) | said
        for place, (stage, look) in enumerate(zip(stages, stage_looks(len(stages)), strict=True))
    ]
    across = names(rangemode="tozero", automargin=False)
    down = names(autorange="reversed", type="category")
    return {"data": drawn, "layout": frame(stages, barmode="stack", xaxis=across, yaxis=down)}
