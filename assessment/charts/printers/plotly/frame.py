"""Lines, letters and axes in Plotly's words, and the frame that all its figures share."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assessment.charts.look import Look, Style
    from assessment.charts.pictures import Picture
    from assessment.charts.pictures.parts import Label, LegendRoom, Line, Lines, Scale

    Part = dict[str, Any]

CLEAR = "rgba(0,0,0,0)"
SMALL_LETTERS = 12
_SYMBOLS = {"circle": "circle", "square": "square", "triangle": "triangle-up", "diamond": "diamond"}
_MARKER = 11


def words(lines: Lines) -> str:
    """Lines of text, with no letter that Plotly would take for markup."""
    return "<br>".join(escape(line, quote=False) for line in lines)


def said(lines: Sequence[Lines]) -> Part:
    """What is said where a reader points."""
    return {"text": [words(one) for one in lines], "hovertemplate": "%{text}<extra></extra>"}


def traced(line: Line) -> Part:
    """Name, line and markers of a line; missing figures stay gaps."""
    look = line.look
    dash = ",".join(f"{part}px" for part in look.dash.split()) or "solid"
    return {
        "name": words(line.heading),
        "mode": "lines+markers",
        "connectgaps": False,
        "line": {"color": look.colour, "width": look.width, "dash": dash},
        "marker": spotted(look),
    }


def spotted(look: Look, size: float = _MARKER) -> Part:
    """A marker."""
    edge = {"color": look.edge, "width": look.edge_width}
    return {"symbol": _SYMBOLS[look.marker], "size": size, "color": look.inside, "line": edge}


def faded(colour: str, strength: float) -> str:
    """A colour that lets through what is behind it."""
    red, green, blue = (int(colour[place : place + 2], 16) for place in (1, 3, 5))
    return f"rgba({red},{green},{blue},{strength})"


def measured(scale: Scale, style: Style, **more: object) -> Part:
    """An axis of figures that cannot be moved."""
    return {
        "range": [scale.lowest, scale.highest],
        "tickvals": list(scale.ticks),
        "gridcolor": style.ring,
        "linecolor": style.ring,
        "zeroline": False,
        "fixedrange": True,
        **more,
    }


def named(style: Style, **more: object) -> Part:
    """An axis of words that keeps as much room as they need."""
    return {
        "automargin": True,
        "fixedrange": True,
        "showgrid": False,
        "zeroline": False,
        "linecolor": style.ring,
        **more,
    }


def downwards(foot: float, rows: Sequence[float], style: Style, **more: object) -> Part:
    """An axis of heights as the picture has them, with nothing written at it."""
    return named(style, range=[foot, 0], tickvals=list(rows), showticklabels=False, gridcolor=style.ring, **more)


def coloured(picture: Picture) -> Part:
    """Which colour goes by which name in charts.css, where a reader's own scheme may have another for it."""
    style = picture.style
    named_ones = {style.ink: "ink", style.faint_ink: "faint-ink", style.paper: "paper", style.ring: "ring"}
    named_ones |= {style.band: "band", style.edge: "median"}
    if picture.kind == "heat_map":
        return named_ones | {colour: f"heat-{step}" for step, colour in enumerate(picture.shades)}
    if picture.kind == "dot_plot" and picture.spread:
        named_ones[picture.spread.look.colour] = picture.spread.look.name
    return named_ones | {line.look.colour: line.look.name.replace("shade", "heat") for line in picture.lines}


def heading(label: Label) -> Part:
    """The name of a row, where the picture has it."""
    place = {"xref": "paper", "x": 0, "xanchor": "left", "y": label.box.bottom, "yanchor": "bottom"}
    return {"text": words(label.lines), "align": "left", "showarrow": False, "borderpad": 0, **place}


def frame(
    style: Style,
    legend: LegendRoom,
    *,
    margin: Part | None = None,
    narrow: Part | None = None,
    narrow_data: Part | None = None,
    **more: object,
) -> Part:
    """The layout around a figure, with the legend at the foot in room of its own.

    What has to be different on a narrow page stands in `meta.narrow` by path, for charts.js, and in `meta.narrow_data`
    what is so of the figures.
    """
    beside = {"l": 24, "r": 24, "t": 24, "b": 36} | (margin or {})
    small = {"font.size": SMALL_LETTERS, "margin.b": beside["b"] + legend.narrow} | (narrow or {})
    figures = {"narrow_data": narrow_data} if narrow_data else {}
    at_foot = {"x": 0, "xanchor": "left", "y": 0, "yanchor": "bottom", "xref": "container", "yref": "container"}
    return {
        "paper_bgcolor": CLEAR,
        "plot_bgcolor": CLEAR,
        "font": {"color": style.ink, "size": style.letters},
        "dragmode": False,
        "hovermode": "closest",
        "showlegend": bool(legend.wide),
        "legend": {"orientation": "h", "traceorder": "normal", **at_foot},
        "margin": beside | {"b": beside["b"] + legend.wide},
        "meta": {"narrow": small, **figures},
        **more,
    }
