"""The stage flow as a figure for Plotly."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from assessment.charts.printers.plotly.frame import downwards, frame, heading, named
from assessment.charts.printers.plotly.rows import lying

if TYPE_CHECKING:
    from assessment.charts.pictures.parts import Line
    from assessment.charts.pictures.stage_flow import StageFlow, StageFlowLayout

    Part = dict[str, Any]

_COUNTS = {"textposition": "inside", "textangle": 0, "insidetextanchor": "middle"}


def stage_flow(picture: StageFlow) -> Part:
    """For each year a stacked bar of how many organisations are at each stage."""
    layout = picture.layouts[0]
    drawn = [_stage(line, layout) for line in picture.lines]
    across = named(picture.style, range=[0, picture.most], automargin=False)
    down = downwards(layout.foot, (), picture.style)
    years = [heading(bar.year) for bar in layout.bars]
    axes: Part = {"xaxis": across, "yaxis": down, "annotations": years}
    return {
        "data": drawn,
        "layout": frame(picture.style, picture.legend_room, margin={"t": 8}, barmode="stack", **axes),
    }


def _stage(line: Line, layout: StageFlowLayout) -> Part:
    middles = [bar.y + layout.thick / 2 for bar in layout.bars]
    counted = lying(line)
    hover = {"hovertext": counted["text"], "hovertemplate": "%{hovertext}<extra></extra>", "texttemplate": "%{x}"}
    return counted | hover | _COUNTS | {"y": middles, "width": [layout.thick] * len(middles)}
