"""Pictures: charts as frozen values that hold all there is to print, figures and places alike.

Places are counted in units of which a letter is fourteen high; paths are written as SVG writes them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from assessment.charts.pictures.heat_map import HeatMap, HeatMapLayout
    from assessment.charts.pictures.radar import Radar, RadarLayout
    from assessment.charts.pictures.rows import Bars, BarsLayout, DotPlot, DotPlotLayout
    from assessment.charts.pictures.stage_flow import StageFlow, StageFlowLayout
    from assessment.charts.pictures.timeline import Timeline, TimelineLayout

    Picture = Radar | Bars | DotPlot | Timeline | StageFlow | HeatMap
    Layout = RadarLayout | BarsLayout | DotPlotLayout | TimelineLayout | StageFlowLayout | HeatMapLayout


def to_save(picture: Picture) -> Layout:
    """The layout that files and documents take, since its letters are about as large as theirs."""
    return next(one for one in picture.layouts if one.size == "wide")
