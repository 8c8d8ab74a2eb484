"""A picture as a figure for Plotly, for readers who want to point at it and switch lines off."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from assessment.charts.pictures.heat_map import HeatMap
from assessment.charts.pictures.radar import Radar
from assessment.charts.pictures.rows import Bars, DotPlot
from assessment.charts.pictures.timeline import Timeline
from assessment.charts.printers.plotly.frame import coloured
from assessment.charts.printers.plotly.heat_map import heat_map
from assessment.charts.printers.plotly.radar import radar
from assessment.charts.printers.plotly.rows import bars, dot_plot
from assessment.charts.printers.plotly.stage_flow import stage_flow
from assessment.charts.printers.plotly.timeline import timeline

if TYPE_CHECKING:
    from assessment.charts.pictures import Picture


def plotly(picture: Picture) -> dict[str, Any]:
    """Data and layout of the figure, with the names of its colours."""
    figure = _figure(picture)
    figure["layout"]["meta"]["colours"] = coloured(picture)
    return figure


def _figure(picture: Picture) -> dict[str, Any]:
    match picture:
        case Radar():
            return radar(picture)
        case Bars():
            return bars(picture)
        case DotPlot():
            return dot_plot(picture)
        case Timeline():
            return timeline(picture)
        case HeatMap():
            return heat_map(picture)
        case _:
            return stage_flow(picture)
