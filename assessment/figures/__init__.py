"""From what a report says to the charts that show it, for pages, documents and files alike."""

from __future__ import annotations

from assessment.figures.chart import Chart, Pair
from assessment.figures.group import (
    as_rows,
    axis_medians,
    item_medians,
    marks,
    of_heat_map,
    of_item_heat_map,
    of_stages,
    small_radar,
)
from assessment.figures.overview import of_points, of_standing
from assessment.figures.progress import of_progress, words_of_progress
from assessment.figures.result_words import ResultWords, words_of_result
from assessment.figures.scores import of_overlay, of_result

__all__ = [
    "Chart",
    "Pair",
    "ResultWords",
    "as_rows",
    "axis_medians",
    "item_medians",
    "marks",
    "of_heat_map",
    "of_item_heat_map",
    "of_overlay",
    "of_points",
    "of_progress",
    "of_result",
    "of_stages",
    "of_standing",
    "small_radar",
    "words_of_progress",
    "words_of_result",
]
