"""The same charts as figures for Plotly, for readers who want to point at them and switch lines off."""

from __future__ import annotations

from assessment.charts.explore_radar import radar
from assessment.charts.explore_rows import dot_plot, heat_map, stage_flow
from assessment.charts.explore_years import timeline

__all__ = ["dot_plot", "heat_map", "radar", "stage_flow", "timeline"]
