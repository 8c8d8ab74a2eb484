"""Scores by dimension and by domain, as radars and as dots."""

from __future__ import annotations

from dataclasses import replace
from operator import itemgetter
from typing import TYPE_CHECKING

from assessment.charts.layouts.dot_plot import dot_plot
from assessment.charts.layouts.radar import radar
from assessment.charts.values import Row, Series
from assessment.domain.assessment.scorecard import Scores, State
from assessment.domain.bank.question_bank import Axis
from assessment.domain.rounding import figure
from assessment.figures.chart import Chart, Pair
from assessment.figures.comparison import against_median

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from assessment.domain.area.cohort import Spread
    from assessment.domain.bank.question_bank import QuestionBank
    from assessment.reports.area import Group
    from assessment.reports.members import Member
    from assessment.reports.results import ResultPage

STATE_NAMES = {
    State.CLAIMED: "Claimed",
    State.SUPPORTED: "Supported by evidence",
    State.MODERATED: "Moderated",
}
MEDIAN = "Median of the group"


def of_result(page: ResultPage, group: Group | None) -> Mapping[Axis, Pair]:
    """A result by dimension and, if the bank has any, by domain: claimed against what stands."""
    states = (State.CLAIMED, page.basis)
    named = [(STATE_NAMES[state], page.card.state(state)) for state in states]
    median = f"{MEDIAN}, core questions" if group and group.over_core and page.bank.full else MEDIAN
    return {axis: _pair(page.bank, axis, named, group, median) for axis in _axes(page.bank)}


def of_overlay(group: Group, chosen: Sequence[Member]) -> Mapping[Axis, Pair]:
    """Up to three organisations over one another, with the group's median behind them."""
    named = [(member.heading, member.scores) for member in chosen]
    pairs = {axis: _pair(group.bank, axis, named, group, MEDIAN) for axis in _axes(group.bank)}
    return {
        axis: Pair(pair.radar, replace(pair.dots, summary=against_median(group, chosen, axis)))
        for axis, pair in pairs.items()
    }


def _axes(bank: QuestionBank) -> list[Axis]:
    return [axis for axis in (Axis.DIMENSION, Axis.DOMAIN) if bank.groups[axis]]


def _pair(
    bank: QuestionBank, axis: Axis, named: Sequence[tuple[str, Scores]], group: Group | None, median: str
) -> Pair:
    groups = bank.groups[axis]
    names = [one.name for one in groups]
    spreads = [group.spreads[axis].get(one.id) if group else None for one in groups]
    series = [_series(name, [scores.of(axis).get(one.id) for one in groups]) for name, scores in named]
    reference = Series(median, tuple(one.median if one else None for one in spreads)) if any(spreads) else None
    shown = [*series, *([reference] if reference else [])]
    summary = " ".join(_gist(one.name, list(zip(names, one.values, strict=True))) for one in shown)
    dots = dot_plot(_rows(names, series, spreads), [one.name for one in series])
    return Pair(Chart(radar(names, series, reference=reference), summary), Chart(dots, summary))


def _series(name: str, values: Sequence[float | None]) -> Series:
    return Series(name, tuple(values), "outline" if name == STATE_NAMES[State.CLAIMED] else "solid")


def _rows(names: Sequence[str], series: Sequence[Series], spreads: Sequence[Spread | None]) -> list[Row]:
    return [
        Row(
            name,
            tuple(one.values[place] for one in series),
            *((spread.lower_quartile, spread.median, spread.upper_quartile) if spread else ()),
        )
        for place, (name, spread) in enumerate(zip(names, spreads, strict=True))
    ]


def _gist(name: str, figures: Sequence[tuple[str, float | None]]) -> str:
    known = [(value, label) for label, value in figures if value is not None]
    if not known:
        return f"{name}: no figures yet."
    (low, lowest), (high, highest) = min(known, key=itemgetter(0)), max(known, key=itemgetter(0))
    if figure(high) == figure(low):
        return f"{name}: {figure(low)} throughout."
    return f"{name}: highest in {highest} ({figure(high)}), lowest in {lowest} ({figure(low)})."
