"""The stage flow: for each year a bar of how many organisations are at each stage."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assessment.charts.layouts.legend import legend, legend_room
from assessment.charts.layouts.sizes import BROAD, NARROW, WIDE
from assessment.charts.layouts.stage_bars import THICK, foot_of, year_bar
from assessment.charts.layouts.text import around, phrase
from assessment.charts.look import HEAT, Look, shades
from assessment.charts.pictures.parts import Box, Line
from assessment.charts.pictures.stage_flow import StageFlow, StageFlowLayout, YearBar

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assessment.charts.layouts.sizes import Size
    from assessment.charts.pictures.parts import Sample

_BETWEEN_BARS = 14.0
_BEFORE_LEGEND = 4.0
NOT_SHOWN = "Not shown"


def stage_flow(
    years: Sequence[str],
    stages: Sequence[str],
    counts: Sequence[Sequence[int] | None],
    *,
    not_shown: str = NOT_SHOWN,
) -> StageFlow:
    """Counts by year and, in each, by stage from the first to the last; None for a year that may not be shown."""
    if len(counts) != len(years) or any(one is not None and len(one) != len(stages) for one in counts):
        raise ValueError(f"Counts are needed for {len(years)} years of {len(stages)} stages each.")
    headings = tuple(
        year if numbers is not None else f"{year}: {not_shown}" for year, numbers in zip(years, counts, strict=True)
    )
    looks = [Look(f"shade-{step}", HEAT[step]) for step in shades(len(stages))]
    by_stage = [tuple(None if one is None else one[place] for one in counts) for place in range(len(stages))]
    lines = tuple(_line(*one, headings) for one in zip(stages, looks, by_stage, strict=True))
    most = max([1, *(sum(one) for one in counts if one)])
    room = legend_room([line.heading for line in lines])
    layouts = tuple(_layout(size, headings, lines, most) for size in (BROAD, WIDE, NARROW))
    return StageFlow(headings, lines, most, room, layouts)


def _line(stage: str, look: Look, counts: tuple[int | None, ...], years: Sequence[str]) -> Line:
    words = tuple(f"{year}, {stage}: {count}" for year, count in zip(years, counts, strict=True))
    return Line(stage, look, counts, words, phrase(stage), tuple(map(phrase, words)))


def _layout(size: Size, years: Sequence[str], lines: Sequence[Line], most: int) -> StageFlowLayout:
    bars: list[YearBar] = []
    foot = 0.0
    for position, year in enumerate(years):
        bars.append(year_bar(year, lines, position, foot, size.width, most))
        foot = foot_of(bars[-1]) + _BETWEEN_BARS
    samples: list[tuple[str, Look, Sample]] = [(line.name, line.look, "area") for line in lines]
    key = legend(samples, left=0, top=foot + _BEFORE_LEGEND, width=size.width)
    boxes = [box for bar in bars for box in (bar.year.box, *(one.label.box for one in bar.segments))]
    box = around(Box(0, 0, size.width, foot), key.box, *boxes).padded(4)
    return StageFlowLayout(size.name, box, tuple(bars), foot, key, THICK)
