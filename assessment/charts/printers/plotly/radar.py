"""The radar as a figure for Plotly."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from assessment.charts.printers.plotly.frame import CLEAR, SMALL_LETTERS, faded, frame, said, traced, words

if TYPE_CHECKING:
    from assessment.charts.pictures.parts import Line
    from assessment.charts.pictures.radar import Radar, RadarLayout

    Part = dict[str, Any]

_AROUND_NAMES = 10
# Plotly counts angles from the right, against the clock.
_TOP = 90


def radar(picture: Radar) -> Part:
    """Lines around a centre, with a group's median behind them."""
    wide, narrow = picture.layouts
    drawn = [_around(picture, line) for line in picture.lines]
    if picture.reference:
        drawn.insert(0, _around(picture, picture.reference) | _behind(picture, picture.reference))
    smaller = {f"margin.{side}": room for side, room in _room(narrow, SMALL_LETTERS / picture.style.letters).items()}
    smaller = {side: room for side, room in smaller.items() if side != "margin.b"}
    smaller["polar.angularaxis.ticktext"] = [words(name) for name in narrow.names]
    polar = {"bgcolor": CLEAR, "radialaxis": _scale(picture), "angularaxis": _axes(picture, wide)}
    layout = frame(picture.style, picture.legend_room, margin=_room(wide), narrow=smaller, polar=polar)
    return {"data": drawn, "layout": layout}


def _room(layout: RadarLayout, letters: float = 1) -> Part:
    left, top, right, bottom = (reach * letters + _AROUND_NAMES for reach in layout.beyond)
    return {"l": left, "r": right, "t": top, "b": bottom + _AROUND_NAMES}


def _scale(picture: Radar) -> Part:
    across = _TOP - picture.scale_turn
    return {
        "range": [picture.scale.lowest, picture.scale.highest],
        "tickvals": [tick for tick in picture.scale.ticks if tick],
        "tickfont": {"color": picture.style.faint_ink},
        "tickangle": across,
        "ticks": "",
        "gridcolor": picture.style.ring,
        "angle": across,
        "showline": False,
    }


def _axes(picture: Radar, layout: RadarLayout) -> Part:
    return {
        "direction": "clockwise",
        "rotation": _TOP,
        "tickvals": list(picture.turns),
        "ticktext": [words(name) for name in layout.names],
        "ticks": "",
        "gridcolor": picture.style.ring,
        "linecolor": picture.style.ring,
    }


def _around(picture: Radar, line: Line) -> Part:
    return {
        "type": "scatterpolar",
        "r": [*line.values, line.values[0]],
        "theta": [*picture.turns, picture.turns[0]],
        **said([*line.said, line.said[0]]),
        **traced(line),
    }


def _behind(picture: Radar, line: Line) -> Part:
    colour = faded(line.look.colour, picture.style.behind)
    return {"fill": "toself", "fillcolor": colour, "mode": "lines", "legendrank": 2000}
