"""Pictures: charts as frozen values that hold all there is to print, figures and places alike.

Places are counted in units of which a letter is fourteen high; paths are written as SVG writes them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from assessment.charts.pictures.heat_map import HeatMap
    from assessment.charts.pictures.radar import Radar
    from assessment.charts.pictures.rows import Bars, DotPlot
    from assessment.charts.pictures.stage_flow import StageFlow
    from assessment.charts.pictures.timeline import Timeline

    Drawn = Radar | Bars | DotPlot | Timeline | StageFlow
    Picture = Drawn | HeatMap
