"""A chart: its picture, and what it shows in words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from assessment.charts.printers.plotly import plotly

if TYPE_CHECKING:
    from assessment.charts.pictures import Picture


@dataclass(frozen=True, slots=True)
class Chart:
    """A picture with a sentence that says what it shows."""

    picture: Picture
    summary: str

    @property
    def plot(self) -> dict[str, Any]:
        """The figure for readers who want to explore it."""
        return plotly(self.picture)


@dataclass(frozen=True, slots=True)
class Pair:
    """The same figures as a radar and as a dot plot."""

    radar: Chart
    dots: Chart
