"""Stages as areas behind the lines of a timeline, to scale, each named at the left where no line runs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assessment.charts.layouts.text import LINE, label, wrapped
from assessment.charts.layouts.tiers import spread_out
from assessment.charts.layouts.widths import text_width
from assessment.charts.pictures.timeline import BandArea

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assessment.charts.pictures.parts import Lines
    from assessment.charts.pictures.timeline import PlotArea
    from assessment.charts.values import Band

_BEFORE = 6.0
_AFTER = 4.0


def gutter_of(bands: Sequence[Band], widest: float) -> float:
    """How much room the names need before the first year."""
    widths = [text_width(line) for band in bands for line in _name(band, widest)]
    return _BEFORE + max(widths) + _AFTER if widths else 0.0


def band_areas(bands: Sequence[Band], plot: PlotArea, widest: float) -> tuple[BandArea, ...]:
    """Stages from the lowest to the highest, with their names in the middle unless they would touch."""
    ordered = sorted(bands, key=lambda band: band.lowest)
    names = [_name(band, widest) for band in ordered]
    wanted = [plot.y((band.lowest + band.highest) / 2) for band in ordered]
    middles = spread_out(wanted, [len(name) * LINE for name in names], within=(0, plot.height))
    return tuple(
        BandArea(
            band,
            round(plot.y(band.highest), 1),
            round(plot.y(band.lowest) - plot.y(band.highest), 1),
            place % 2 == 1,
            label(name, _BEFORE, middle, "start"),
        )
        for place, (band, name, middle) in enumerate(zip(ordered, names, middles, strict=True))
    )


def _name(band: Band, widest: float) -> Lines:
    return wrapped(band.name, widest)
