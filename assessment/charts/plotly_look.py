"""Looks in Plotly's words, and the frame that all its figures share."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any

from assessment.charts.look import INK, PAPER, RING
from assessment.charts.text import text_width, wrapped

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assessment.charts.look import Look
    from assessment.charts.values import Series

    Part = dict[str, Any]

CLEAR = "rgba(0,0,0,0)"
LABEL = 120.0
NAME = 300.0
SMALL_LETTERS = 12 / 14
_SYMBOLS = {"circle": "circle", "square": "square", "triangle": "triangle-up", "diamond": "diamond"}
_LEGEND_ROW = 20
_SAMPLE = 48
_WIDE = 440
_NARROW = 320


def words(text: str, width: float = LABEL) -> str:
    """A text in lines, with no letter that Plotly would take for markup."""
    return broken(wrapped(text, width))


def broken(lines: Sequence[str]) -> str:
    """Lines that are already known, in the same way."""
    return "<br>".join(escape(line, quote=False) for line in lines)


def traced(series: Series, look: Look) -> Part:
    """Name, line and markers of a series; missing figures stay gaps."""
    return {
        "name": words(series.name, NAME),
        "mode": "lines+markers",
        "connectgaps": False,
        "line": {"color": look.colour, "width": look.width, "dash": dashed(look)},
        "marker": spotted(look),
    }


def dashed(look: Look) -> str:
    """A dash in Plotly's words."""
    return ",".join(f"{part}px" for part in look.dash.split()) or "solid"


def spotted(look: Look, size: float = 9) -> Part:
    """A marker in Plotly's words."""
    edge = {"color": look.colour if look.hollow else PAPER, "width": 2 if look.hollow else 1}
    return {"symbol": _SYMBOLS[look.marker], "size": size + 2, "color": look.inside, "line": edge}


def scale(**more: object) -> Part:
    """An axis from 0 to 100 that cannot be moved."""
    return {
        "range": [0, 100],
        "tickvals": [0, 25, 50, 75, 100],
        "gridcolor": RING,
        "linecolor": RING,
        "zeroline": False,
        "fixedrange": True,
        **more,
    }


def names(**more: object) -> Part:
    """An axis of words that keeps as much room as they need."""
    return {"automargin": True, "fixedrange": True, "showgrid": False, "zeroline": False, "linecolor": RING, **more}


def frame(entries: Sequence[str], *, margin: Part | None = None, narrow: Part | None = None, **more: object) -> Part:
    """The layout around a figure, with the legend at the foot in room of its own.

    What has to be different on a narrow page stands in `meta.narrow` by path, for charts.js.
    """
    legend = {"orientation": "h", "x": 0, "xanchor": "left", "y": 0, "yanchor": "bottom", "traceorder": "normal"}
    beside = {"l": 24, "r": 24, "t": 24, "b": 36} | (margin or {})
    small = {"font.size": 12, "margin.b": beside["b"] + _legend_height(entries, _NARROW)} | (narrow or {})
    return {
        "paper_bgcolor": CLEAR,
        "plot_bgcolor": CLEAR,
        "font": {"color": INK, "size": 14},
        "dragmode": False,
        "hovermode": "closest",
        "showlegend": bool(entries),
        "legend": {**legend, "xref": "container", "yref": "container"},
        "margin": beside | {"b": beside["b"] + _legend_height(entries, _WIDE)},
        "meta": {"narrow": small},
        **more,
    }


def _legend_height(entries: Sequence[str], width: float) -> int:
    taken = [_SAMPLE + min(NAME, text_width(name)) for name in entries]
    columns = len(taken) if sum(taken) <= width else max(1, int(width // max(taken)))
    lines = [len(wrapped(name, NAME)) for name in entries]
    return _LEGEND_ROW * sum(max(lines[start : start + columns]) for start in range(0, len(lines), max(1, columns)))
