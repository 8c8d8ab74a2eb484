"""The stage flow: for each year a bar of how many organisations are at each stage."""

from __future__ import annotations

from dataclasses import replace
from itertools import accumulate
from typing import TYPE_CHECKING

from assessment.charts.layouts.legend import legend, legend_room
from assessment.charts.layouts.text import LINE, around, label, phrase, wrapped
from assessment.charts.layouts.tiers import spread_out
from assessment.charts.layouts.widths import text_width
from assessment.charts.look import HEAT, Look, ink_on, shades
from assessment.charts.pictures.parts import Box, Line
from assessment.charts.pictures.stage_flow import Segment, StageFlow, StageFlowLayout, YearBar

if TYPE_CHECKING:
    from collections.abc import Sequence

# A phone 360 pixels wide shows letters of 14 units with 12 pixels at this width.
_WIDTH = 372.0
_THICK = 42.0
_AROUND_WORDS = 8.0
_BETWEEN_BARS = 12.0
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
    return StageFlow(headings, lines, most, room, (_layout(headings, lines, most),))


def _line(stage: str, look: Look, counts: tuple[int | None, ...], years: Sequence[str]) -> Line:
    words = tuple(f"{year}, {stage}: {count}" for year, count in zip(years, counts, strict=True))
    return Line(stage, look, counts, words, phrase(stage), tuple(map(phrase, words)))


def _layout(years: Sequence[str], lines: Sequence[Line], most: int) -> StageFlowLayout:
    bars: list[YearBar] = []
    foot = 0.0
    for position, year in enumerate(years):
        bars.append(_bar(year, lines, position, foot, _WIDTH / most))
        foot = _foot(bars[-1]) + _BETWEEN_BARS
    key = legend(((line.name, line.look, "area") for line in lines), left=0, top=foot + 2, width=_WIDTH)
    boxes = [box for bar in bars for box in (bar.year.box, *(one.label.box for one in bar.segments))]
    box = around(Box(0, 0, _WIDTH, foot), key.box, *boxes).padded(4)
    return StageFlowLayout("only", box, tuple(bars), foot, key, _THICK)


def _bar(year: str, lines: Sequence[Line], position: int, top: float, scale: float) -> YearBar:
    y = top + LINE + 3
    counts = [int(line.values[position] or 0) for line in lines]
    starts = accumulate(counts, initial=0)
    parts = [
        _segment(line, position, (start * scale, count * scale), y)
        for line, count, start in zip(lines, counts, starts, strict=False)
        if count
    ]
    return YearBar(label((year,), 0, top + LINE / 2, "start", bold=True), y, _apart(parts))


def _segment(line: Line, position: int, place: tuple[float, float], y: float) -> Segment:
    x, width = place
    room = width - _AROUND_WORDS
    lines = (str(line.values[position]), *wrapped(line.name, room))
    if len(lines) > 2 or text_width(line.name) > room:
        lines = lines[:1]
    inside = text_width(lines[0]) <= room + _AROUND_WORDS / 2
    middle = y + _THICK / 2 if inside else y + _THICK + LINE / 2 + 1
    words = label(lines, x + width / 2, middle)
    ink = ink_on(HEAT.index(line.look.colour))
    return Segment(line.look, ink, round(x, 1), round(width, 1), words, inside, line.words[position])


def _apart(segments: Sequence[Segment]) -> tuple[Segment, ...]:
    thin = [one for one in segments if not one.inside]
    wanted = [one.x + one.width / 2 for one in thin]
    widths = [one.label.box.width + 4 for one in thin]
    centres = dict(zip(thin, spread_out(wanted, widths, within=(0, _WIDTH)), strict=True))
    return tuple(
        replace(one, label=label(one.label.lines, centres[one], one.label.box.bottom - LINE / 2))
        if one in centres
        else one
        for one in segments
    )


def _foot(bar: YearBar) -> float:
    return max([bar.y, *(one.label.box.bottom for one in bar.segments), *(bar.y + _THICK for _ in bar.segments[:1])])
