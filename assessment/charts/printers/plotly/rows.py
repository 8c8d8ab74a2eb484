"""Bars and dots in rows as figures for Plotly; they stand at the heights that the picture has them at."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from assessment.charts.printers.plotly.frame import (
    SMALL_LETTERS,
    downwards,
    frame,
    heading,
    measured,
    said,
    spotted,
    traced,
    words,
)

if TYPE_CHECKING:
    from assessment.charts.pictures.parts import Line, Lines
    from assessment.charts.pictures.rows import Bars, DotPlot, DotPlotLayout, Spread

    Part = dict[str, Any]

_DOT = 11
_SPREAD = 14
_TICK = 22
_EDGE = 4


def bars(picture: Bars) -> Part:
    """A bar for each figure under the name of its axis."""
    layout = picture.layouts[0]
    drawn = []
    for place, line in enumerate(picture.lines):
        mine = layout.bars[place :: len(picture.lines)]
        drawn.append(lying(line) | {"y": [bar.middle for bar in mine], "width": [bar.height for bar in mine]})
    across, down = measured(picture.scale, picture.style), downwards(layout.foot, (), picture.style)
    names = [heading(label) for label in layout.headings]
    framed = frame(picture.style, picture.legend_room, margin={"t": 8}, xaxis=across, yaxis=down, annotations=names)
    return {"data": drawn, "layout": framed}


def lying(line: Line) -> Part:
    """Bars from left to right for the figures of a line."""
    edge = {"color": line.look.edge, "width": line.look.edge_width}
    return {
        "type": "bar",
        "orientation": "h",
        "name": words(line.heading),
        "x": list(line.values),
        "marker": {"color": line.look.colour, "line": edge},
        "textposition": "none",
        **said(line.said),
    }


def dot_plot(picture: DotPlot) -> Part:
    """Rows of dots with a group's quartiles and median behind them, and their figures in columns at the right."""
    _, wide, narrow = picture.layouts
    heights, low = _heights(wide), _heights(narrow)
    drawn = [_spread(picture.spread, heights)] if picture.spread else []
    if picture.median:
        drawn.append(_median(picture.median, heights))
    behind = len(drawn)
    for place, line in enumerate(picture.lines):
        dots = _dots(line, [row.dots[place].y for row in wide.rows]) | {"marker": spotted(line.look, _DOT)}
        drawn.append(traced(line) | dots)
    smaller = {f"margin.{side}": room for side, room in _beside(narrow, SMALL_LETTERS / picture.style.letters).items()}
    smaller |= {"yaxis.range": [narrow.track.bottom, 0], "yaxis.tickvals": low}
    smaller["annotations"] = _said_beside(narrow, SMALL_LETTERS / picture.style.letters)
    moved = {f"{behind + place}.y": [row.dots[place].y for row in narrow.rows] for place in range(len(picture.lines))}
    if picture.spread:
        moved["0.y"] = _spread(picture.spread, low)["y"]
    if picture.median:
        moved[f"{behind - 1}.y"] = low
    framed = frame(
        picture.style,
        picture.legend_room,
        margin={"t": 8, "b": 32} | _beside(wide),
        narrow=smaller,
        narrow_data=moved,
        xaxis=measured(picture.scale, picture.style),
        yaxis=downwards(wide.track.bottom, heights, picture.style) | {"showgrid": True, "automargin": False},
        annotations=_said_beside(wide),
    )
    return {"data": drawn, "layout": framed}


def _heights(layout: DotPlotLayout) -> list[float]:
    return [row.y for row in layout.rows]


def _beside(layout: DotPlotLayout, letters: float = 1) -> Part:
    return {"l": layout.track.left * letters + _EDGE, "r": (layout.box.right - layout.track.right) * letters}


def _said_beside(layout: DotPlotLayout, letters: float = 1) -> list[Part]:
    """Names and figures where the picture has them, left and right of the track."""
    left, right = layout.track.left, layout.track.right
    names = [
        heading(row.label) | {"xshift": -left * letters} | ({"y": row.y, "yanchor": "middle"} if layout.beside else {})
        for row in layout.rows
    ]
    figures = [
        _figure(dot.label.lines, (dot.label.x - right) * letters, row.y) for row in layout.rows for dot in row.dots
    ]
    return names + figures


def _figure(lines: Lines, shift: float, y: float) -> Part:
    place = {"xref": "paper", "x": 1, "xanchor": "right", "xshift": round(shift, 1), "y": y, "yanchor": "middle"}
    return {"text": words(lines), "showarrow": False, "borderpad": 0, **place}


def _dots(line: Line, heights: list[float]) -> Part:
    places = {"x": list(line.values), "y": heights, "cliponaxis": False}
    return {"type": "scatter", "mode": "markers", **places, **said(line.said)}


def _median(line: Line, heights: list[float]) -> Part:
    tick = {"symbol": "line-ns", "size": _TICK, "line": {"color": line.look.colour, "width": 3}}
    return _dots(line, heights) | {"name": words(line.heading), "marker": tick}


def _spread(spread: Spread, heights: list[float]) -> Part:
    found = [one for one in zip(spread.stretches, heights, spread.said, strict=True) if one[0]]
    return {
        "type": "scatter",
        "name": words(spread.heading),
        "mode": "lines",
        "line": {"color": spread.look.colour, "width": _SPREAD},
        "connectgaps": False,
        "x": [x for stretch, _, _ in found for x in (*(stretch or ()), None)],
        "y": [y for _, height, _ in found for y in (height, height, None)],
        **said([lines for _, _, lines in found for lines in (lines, lines, ())]),
    }
