"""The area of a timeline's lines: where years and figures stand in it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from assessment.charts.text import LINE, Label, label, text_width
from assessment.charts.tiers import tiered

if TYPE_CHECKING:
    from collections.abc import Sequence

TICKS = (0, 25, 50, 75, 100)
INSET = 24.0
AXIS = 32.0


@dataclass(frozen=True, slots=True)
class PlotArea:
    """From years and figures to places; the area begins at the point 0, 0."""

    width: float
    height: float
    years: int

    def x(self, at: float) -> float:
        """Where a year stands."""
        if self.years == 1:
            return self.width / 2
        return INSET + at * (self.width - 2 * INSET) / (self.years - 1)

    def y(self, value: float) -> float:
        """How high a figure stands."""
        return self.height * (1 - value / 100)

    @property
    def ticks(self) -> tuple[tuple[float, Label], ...]:
        """The lines across, and their figures at the left."""
        return tuple((self.y(tick), label((str(tick),), -8, self.y(tick), "end")) for tick in TICKS)


def under_years(names: Sequence[str | None], plot: PlotArea, *, top: float) -> tuple[Label, ...]:
    """A word under each year that has one, in further rows where they would touch."""
    named = [(plot.x(year), name) for year, name in enumerate(names) if name]
    widths = [text_width(name) for _, name in named]
    places = tiered(widths, [x for x, _ in named], within=(-AXIS, plot.width + AXIS))
    return tuple(
        label((name,), centre, top + (row + 0.5) * LINE) for (_, name), (centre, row) in zip(named, places, strict=True)
    )


def stages_under_years(stages: Sequence[str | None], plot: PlotArea, *, top: float) -> tuple[Label, ...]:
    """The stage of each year, or only where it changes if there is no room for each."""
    labels = under_years(stages, plot, top=top)
    if all(one.y == labels[0].y for one in labels):
        return labels
    before = [None, *stages[:-1]]
    return under_years([new if new != old else None for new, old in zip(stages, before, strict=True)], plot, top=top)
