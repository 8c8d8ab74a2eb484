"""The heat map as a figure for Plotly."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from assessment.charts.printers.plotly.frame import frame, named, words

if TYPE_CHECKING:
    from assessment.charts.pictures.heat_map import HeatMap

    Part = dict[str, Any]


def heat_map(picture: HeatMap) -> Part:
    """Shaded cells with their figures; cells without a figure stay empty."""
    rows, blank = picture.rows, [None] * len(picture.columns)
    names, cells = [words(row.lines) for row in rows], [row.cells for row in rows]
    if picture.median:  # a row without figures keeps it apart
        names += [" ", words(picture.median.lines)]
        cells += [(), picture.median.cells]
    drawn = {
        "type": "heatmap",
        "z": [[cell.step for cell in line] or blank for line in cells],
        "x": [words(lines) for lines in picture.column_lines],
        "y": names,
        "text": [[cell.text for cell in line] or blank for line in cells],
        "zmin": 0,
        "zmax": len(picture.shades) - 1,
        "colorscale": _shades(picture),
        "xgap": 2,
        "ygap": 2,
        "showscale": False,
        "hoverongaps": False,
        "texttemplate": "%{text}",
        "hovertemplate": "%{y}<br>%{x}: %{text}<extra></extra>",
    }
    across, down = named(picture.style, side="top", tickangle=0), named(picture.style, autorange="reversed")
    layout = frame(picture.style, picture.legend_room, xaxis=across, yaxis=down)
    return {"data": [drawn], "layout": layout | {"meta": layout["meta"] | {"least_width": picture.least_width}}}


def _shades(picture: HeatMap) -> list[list[Any]]:
    darkest = len(picture.shades) - 1
    return [[step / darkest, colour] for step, colour in enumerate(picture.shades)]
