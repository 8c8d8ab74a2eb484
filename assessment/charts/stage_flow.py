"""The stage flow: for each year a bar of how many organisations are at each stage."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import accumulate
from typing import TYPE_CHECKING, Literal

from assessment.charts.legend import Legend, legend
from assessment.charts.look import HEAT, Look, ink_on, shades
from assessment.charts.text import LINE, Box, Label, around, label, text_width, wrapped
from assessment.charts.tiers import spread_out

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assessment.charts.legend import Sample

# A phone 360 pixels wide shows letters of 14 units with 12 pixels at this width.
_WIDTH = 372.0
_THICK = 42.0
_AROUND_WORDS = 8.0
_BETWEEN_BARS = 12.0
NOT_SHOWN = "Not shown"


@dataclass(frozen=True, slots=True)
class Segment:
    """The organisations at one stage in one year, with their number in the bar or, if it is thin, below."""

    look: Look
    ink: str
    x: float
    width: float
    label: Label
    inside: bool
    words: str


@dataclass(frozen=True, slots=True)
class YearBar:
    """One year: its name above the bar, and the stages in it; no stages if the year may not be shown."""

    year: Label
    y: float
    segments: tuple[Segment, ...]


@dataclass(frozen=True, slots=True)
class StageFlowLayout:
    """Bars year under year, laid out for any width of page."""

    size: str
    box: Box
    bars: tuple[YearBar, ...]
    legend: Legend
    thick: float = _THICK


@dataclass(frozen=True, slots=True)
class StageFlow:
    """A stage flow in its only layout."""

    layouts: tuple[StageFlowLayout, ...]
    kind: Literal["stage_flow"] = "stage_flow"


def stage_flow(
    years: Sequence[str],
    stages: Sequence[str],
    counts: Sequence[Sequence[int] | None],
    *,
    not_shown: str = NOT_SHOWN,
) -> StageFlow:
    """Counts by year and, in each, by stage from the first to the last; None for a year that may not be shown."""
    check_counts(years, stages, counts)
    looks = stage_looks(len(stages))
    scale = _WIDTH / max(1, *(sum(one) for one in counts if one), 1)
    bars: list[YearBar] = []
    foot = 0.0
    for year, numbers in zip(years, counts, strict=True):
        heading = year if numbers is not None else f"{year}: {not_shown}"
        bars.append(_bar(heading, stages, numbers or (), looks, foot, scale))
        foot = _foot(bars[-1]) + _BETWEEN_BARS
    samples: list[tuple[str, Look, Sample]] = [(stage, look, "area") for stage, look in zip(stages, looks, strict=True)]
    key = legend(samples, left=0, top=foot + 2, width=_WIDTH)
    boxes = [box for bar in bars for box in (bar.year.box, *(one.label.box for one in bar.segments))]
    box = around(Box(0, 0, _WIDTH, foot), key.box, *boxes).padded(4)
    return StageFlow((StageFlowLayout("only", box, tuple(bars), key),))


def check_counts(years: Sequence[str], stages: Sequence[str], counts: Sequence[Sequence[int] | None]) -> None:
    """Refuse counts that do not match their years and stages."""
    if len(counts) != len(years) or any(one is not None and len(one) != len(stages) for one in counts):
        raise ValueError(f"Counts are needed for {len(years)} years of {len(stages)} stages each.")


def stage_looks(count: int) -> list[Look]:
    """One fill for each stage, light to dark."""
    return [Look(f"shade-{step}", HEAT[step]) for step in shades(count)]


def _bar(  # noqa: PLR0913, PLR0917 - one bar of the chart
    year: str,
    stages: Sequence[str],
    counts: Sequence[int],
    looks: Sequence[Look],
    top: float,
    scale: float,
) -> YearBar:
    y = top + LINE + 3
    starts = accumulate(counts, initial=0)
    parts = [
        _segment(f"{year}, {stage}: {count}", stage, count, look, (start * scale, count * scale), y)
        for stage, count, look, start in zip(stages, counts, looks, starts, strict=False)
        if count
    ]
    return YearBar(label((year,), 0, top + LINE / 2, "start"), y, _apart(parts))


def _segment(  # noqa: PLR0913, PLR0917 - one part of one bar
    words: str, stage: str, count: int, look: Look, place: tuple[float, float], y: float
) -> Segment:
    x, width = place
    room = width - _AROUND_WORDS
    lines = (str(count), *wrapped(stage, room))
    if len(lines) > 2 or text_width(stage) > room:
        lines = lines[:1]
    inside = text_width(lines[0]) <= room + _AROUND_WORDS / 2
    middle = y + _THICK / 2 if inside else y + _THICK + LINE / 2 + 1
    step = HEAT.index(look.colour)
    return Segment(look, ink_on(step), round(x, 1), round(width, 1), label(lines, x + width / 2, middle), inside, words)


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
