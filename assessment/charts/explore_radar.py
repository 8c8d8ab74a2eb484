"""The radar as a figure for Plotly."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from assessment.charts.explore_rows import bars
from assessment.charts.look import REFERENCE, RING, looks_of
from assessment.charts.plotly_look import CLEAR, NAME, SMALL_LETTERS, broken, frame, traced, words
from assessment.charts.radar import RINGS, Radar
from assessment.charts.radar import radar as drawn_radar

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assessment.charts.look import Look
    from assessment.charts.radar import RadarLayout
    from assessment.charts.values import Series

    Part = dict[str, Any]

_BEHIND = "rgba(107,119,128,0.2)"
_GREY_LETTERS = "#5a666f"
_AROUND_LABELS = 10
_NAMED_IN_FULL = 6
_SHORT_NAME = 80


def radar(axes: Sequence[str], series: Sequence[Series], *, reference: Series | None = None) -> Part:
    """Up to three series around a centre, or as bars if there are fewer than three axes."""
    figure = drawn_radar(axes, series, reference=reference)
    lines = list(zip(series, looks_of(series), strict=True))
    if not isinstance(figure, Radar):
        return bars(axes, [*lines, *([(reference, REFERENCE)] if reference else [])])
    drawn = [_around(axes, one, look) for one, look in lines]
    if reference:
        behind = {"fill": "toself", "fillcolor": _BEHIND, "mode": "lines", "legendrank": 2000}
        drawn.insert(0, _around(axes, reference, REFERENCE) | behind)
    wide, narrow = figure.layouts
    entries = [one["name"] for one in drawn]
    layout = frame(entries, margin=_room(wide), narrow=_narrow(axes, narrow), polar=_polar(wide))
    return {"data": drawn, "layout": layout}


def _narrow(axes: Sequence[str], layout: RadarLayout) -> Part:
    if len(axes) <= _NAMED_IN_FULL:
        names = [broken(label.lines) for label in layout.labels]
        sides = {f"margin.{side}": room * SMALL_LETTERS for side, room in _room(layout).items() if side != "b"}
    else:
        names = [words(_shortened(axis)) for axis in axes]
        sides = {"margin.l": _SHORT_NAME, "margin.r": _SHORT_NAME, "margin.t": 24}
    return sides | {"polar.angularaxis.ticktext": names}


def _shortened(name: str) -> str:
    first, _, rest = name.partition(" ")
    return f"{first.rstrip(',')}…" if rest else first


def _room(layout: RadarLayout) -> Part:
    boxes = [label.box for label in layout.labels]
    return {
        "l": max(-layout.radius - min(box.left for box in boxes), 0) + _AROUND_LABELS,
        "r": max(max(box.right for box in boxes) - layout.radius, 0) + _AROUND_LABELS,
        "t": max(-layout.radius - min(box.top for box in boxes), 0) + _AROUND_LABELS,
        "b": max(max(box.bottom for box in boxes) - layout.radius, 0) + 2 * _AROUND_LABELS,
    }


def _polar(layout: RadarLayout) -> Part:
    count = len(layout.labels)
    return {
        "bgcolor": CLEAR,
        "radialaxis": {
            "range": [0, 100],
            "tickvals": RINGS,
            "tickfont": {"color": _GREY_LETTERS},
            "tickangle": 90 - 180 / count,
            "ticks": "",
            "gridcolor": RING,
            "angle": 90 - 180 / count,
            "showline": False,
        },
        "angularaxis": {
            "direction": "clockwise",
            "rotation": 90,
            "tickvals": _angles(count),
            "ticktext": [broken(label.lines) for label in layout.labels],
            "ticks": "",
            "gridcolor": RING,
            "linecolor": RING,
        },
    }


def _angles(count: int) -> list[float]:
    return [360 * position / count for position in range(count)]


def _around(axes: Sequence[str], series: Series, look: Look) -> Part:
    angles, said = _angles(len(axes)), [words(axis, NAME) for axis in axes]
    return {
        "type": "scatterpolar",
        "r": [*series.values, series.values[0]],
        "theta": [*angles, angles[0]],
        "text": [*said, said[0]],
        "hovertemplate": "%{text}: %{r:.0f}",
        **traced(series, look),
    }
