"""Bars and dots in rows as figures for Plotly; they stand at the heights that the picture has them at."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from assessment.charts.printers.plotly.frame import downwards, frame, heading, measured, said, spotted, traced, words

if TYPE_CHECKING:
    from assessment.charts.pictures.parts import Line
    from assessment.charts.pictures.rows import Bars, DotPlot, Spread

    Part = dict[str, Any]

_DOT = 11
_SPREAD = 14
_TICK = 22


def bars(picture: Bars) -> Part:
    """A bar for each figure under the name of its axis."""
    (layout,) = picture.layouts
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
    """Rows of dots under their labels, with a group's quartiles and median behind them."""
    (layout,) = picture.layouts
    heights = [row.y for row in layout.rows]
    drawn = [_spread(picture.spread, heights)] if picture.spread else []
    if picture.median:
        drawn.append(_median(picture.median, heights))
    for place, line in enumerate(picture.lines):
        dots = _dots(line, [row.dots[place].y for row in layout.rows]) | {"marker": spotted(line.look, _DOT)}
        drawn.append(traced(line) | dots)
    across = measured(picture.scale, picture.style)
    down = downwards(layout.foot, heights, picture.style) | {"showgrid": True}
    names = [heading(row.label) for row in layout.rows]
    margin = {"t": 8, "b": 32}
    framed = frame(picture.style, picture.legend_room, margin=margin, xaxis=across, yaxis=down, annotations=names)
    return {"data": drawn, "layout": framed}


def _dots(line: Line, heights: list[float]) -> Part:
    return {"type": "scatter", "mode": "markers", "x": list(line.values), "y": heights, **said(line.said)}


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
