"""What stands around the area of a timeline's lines: figures at its left, years and stages under it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assessment.charts.layouts.text import LINE, label
from assessment.charts.layouts.tiers import tiered
from assessment.charts.layouts.widths import text_width
from assessment.charts.pictures.parts import SCALE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assessment.charts.pictures.parts import Label
    from assessment.charts.pictures.timeline import PlotArea

AXIS = 32.0


def figures_beside(plot: PlotArea) -> tuple[tuple[float, Label], ...]:
    """The lines across, and their figures at the left."""
    return tuple((plot.y(tick), label((str(tick),), -8, plot.y(tick), "end")) for tick in SCALE.ticks)


def under_years(names: Sequence[str | None], plot: PlotArea, *, top: float, bold: bool = False) -> tuple[Label, ...]:
    """A word under each year that has one, in further rows where they would touch."""
    named = [(plot.x(year), name) for year, name in enumerate(names) if name]
    widths = [text_width(name, bold=bold) for _, name in named]
    places = tiered(widths, [x for x, _ in named], within=(-AXIS, plot.width + AXIS))
    return tuple(
        label((name,), centre, top + (row + 0.5) * LINE, bold=bold)
        for (_, name), (centre, row) in zip(named, places, strict=True)
    )


def stages_under_years(stages: Sequence[str | None], plot: PlotArea, *, top: float) -> tuple[Label, ...]:
    """The stage of each year, or only where it changes if there is no room for each."""
    labels = under_years(stages, plot, top=top)
    if all(one.y == labels[0].y for one in labels):
        return labels
    before = [None, *stages[:-1]]
    return under_years([new if new != old else None for new, old in zip(stages, before, strict=True)], plot, top=top)
