"""The timeline as a figure for Plotly."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from assessment.charts.printers.plotly.frame import frame, measured, named, said, traced, words

if TYPE_CHECKING:
    from assessment.charts.pictures.parts import Line
    from assessment.charts.pictures.timeline import BandArea, EventMark, Timeline, TimelineLayout

    Part = dict[str, Any]

_LEAST_ABOVE = 24
_BENEATH = 48


def timeline(picture: Timeline) -> Part:
    """Lines over the years with stages behind; events can be pointed at."""
    _, wide, narrow = picture.layouts
    notes = [mark for mark in narrow.events if mark.number]
    banks = [mark for mark in wide.events if not mark.number]
    drawn = [_line(line) for line in picture.lines] + ([_notes(picture, notes)] if notes else [])
    highest = wide.plot.value(wide.field.top)
    areas = [_area(picture, band) for band in wide.bands if band.tinted]
    changes = [_change_words(mark) for mark in banks]
    names, short = ([_name(picture, one, band) for band in one.bands] for one in (wide, narrow))
    smaller = {"xaxis.ticktext": [words(lines) for lines in narrow.names], "xaxis.range": list(narrow.plot.edges)}
    layout = frame(
        picture.style,
        picture.legend_room,
        margin={"t": max(_LEAST_ABOVE, -wide.box.top), "b": _BENEATH},
        narrow=smaller | {"annotations": [*short, *changes]},
        xaxis=_years(picture, wide),
        yaxis=measured(picture.scale, picture.style, automargin=True, range=[picture.scale.lowest, highest]),
        shapes=[*areas, *(_change(picture, mark) for mark in banks)],
        annotations=[*names, *changes],
    )
    return {"data": drawn, "layout": layout}


def _line(line: Line) -> Part:
    places = {"type": "scatter", "x": list(range(len(line.values))), "y": list(line.values)}
    return traced(line) | places | said(line.said)


def _notes(picture: Timeline, notes: list[EventMark]) -> Part:
    return {
        "type": "scatter",
        "mode": "markers",
        "name": picture.notes,
        "x": [mark.event.at for mark in notes],
        "y": [picture.scale.highest] * len(notes),
        "marker": {"symbol": "triangle-down", "size": 12, "color": picture.style.ink},
        **said([mark.label.lines for mark in notes]),
    }


def _years(picture: Timeline, layout: TimelineLayout) -> Part:
    places, texts = list(range(len(picture.years))), [words(lines) for lines in layout.names]
    return named(picture.style, tickangle=0, tickvals=places, ticktext=texts, range=list(layout.plot.edges))


def _area(picture: Timeline, area: BandArea) -> Part:
    edges = {"x0": 0, "x1": 1, "y0": area.band.lowest, "y1": area.band.highest}
    return {
        "type": "rect",
        "xref": "paper",
        "layer": "below",
        "fillcolor": picture.style.band,
        "line": {"width": 0},
        **edges,
    }


def _name(picture: Timeline, layout: TimelineLayout, area: BandArea) -> Part:
    box, plot = area.label.box, layout.plot
    place = {"xref": "paper", "x": box.left / plot.width, "y": plot.value((box.top + box.bottom) / 2)}
    anchored = {"xanchor": "left", "yanchor": "middle", "font": {"color": picture.style.faint_ink}}
    return {"text": words(area.label.lines), "showarrow": False, **place, **anchored}


def _change(picture: Timeline, mark: EventMark) -> Part:
    edges = {"x0": mark.event.at, "x1": mark.event.at, "y0": 0, "y1": 1}
    return {"type": "line", "yref": "paper", "line": {"color": picture.style.ink, "dash": "dash", "width": 1}, **edges}


def _change_words(mark: EventMark) -> Part:
    place = {"x": mark.event.at, "yref": "paper", "y": 1, "yanchor": "bottom"}
    return {"text": words(mark.label.lines), "showarrow": False, "font": {"size": 12}, **place}
