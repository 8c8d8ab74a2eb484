"""Turn scores into charts: each comes as the picture that is drawn, what explores it, and a sentence that says it."""

from __future__ import annotations

from dataclasses import dataclass
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from assessment.charts import explore
from assessment.charts.dot_plot import dot_plot
from assessment.charts.heat_map import heat_map
from assessment.charts.radar import radar
from assessment.charts.small_radar import SmallRadar
from assessment.charts.small_radar import small_radar as drawn_small
from assessment.charts.stage_flow import stage_flow
from assessment.charts.timeline import timeline
from assessment.charts.values import Band, Event, Row, Series
from assessment.domain.assessment.scorecard import Scores, State
from assessment.domain.bank.question_bank import Axis
from assessment.domain.bank.rules import ConditionKind
from assessment.web.frame.formats import figure

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from assessment.domain.bank.question_bank import QuestionBank
    from assessment.reports.area import Group
    from assessment.reports.members import Member
    from assessment.reports.progress import Progress
    from assessment.reports.results import ResultPage
    from assessment.reports.stage_flow import StageFlow

STATE_NAMES = {
    State.CLAIMED: "Claimed",
    State.SUPPORTED: "Supported by evidence",
    State.MODERATED: "Moderated",
}
MEDIAN = "Median of the group"
FEWEST_AXES = 3


@dataclass(frozen=True, slots=True)
class Chart:
    """A picture with what it takes to explore it, and what it shows in words."""

    figure: Any
    plot: Any
    summary: str


@dataclass(frozen=True, slots=True)
class Pair:
    """The same figures as a radar and as a dot plot."""

    radar: Chart
    dots: Chart


def of_result(page: ResultPage, group: Group | None) -> Mapping[Axis, Pair]:
    """A result by dimension and, if the bank has any, by domain: claimed against what stands."""
    states = (State.CLAIMED, page.basis)
    named = [(STATE_NAMES[state], page.card.state(state)) for state in states]
    return {axis: _pair(page.bank, axis, named, group) for axis in _axes(page.bank)}


def of_overlay(group: Group, chosen: Sequence[Member]) -> Mapping[Axis, Pair]:
    """Up to three organisations over one another, with the group's median behind them."""
    named = [(member.label, member.scores) for member in chosen]
    return {axis: _pair(group.bank, axis, named, group) for axis in _axes(group.bank)}


def small_radar(group: Group, member: Member, axis: Axis) -> tuple[SmallRadar | None, str]:
    """One organisation's small radar with the group's median, and the same in words; too few axes have words alone."""
    groups = group.bank.groups[axis]
    scores = member.scores.of(axis)
    said = ", ".join(f"{one.name} {figure(scores.get(one.id))}" for one in groups)
    if len(groups) < FEWEST_AXES:
        return None, f"{said}."
    drawn = drawn_small(
        tuple(scores.get(one.id) for one in groups),
        median=tuple(spread.median if (spread := group.spreads[axis][one.id]) else None for one in groups),
        ids=tuple(one.id for one in groups) if all(len(one.id) <= 3 for one in groups) else (),
    )
    return drawn, f"{member.label}: {said}."


def of_heat_map(group: Group, members: Sequence[Member], axis: Axis) -> Chart:
    """Every organisation's figures in one table, the darker the higher."""
    groups = group.bank.groups[axis]
    rows = [member.label for member in members]
    values = [tuple(member.scores.of(axis).get(one.id) for one in groups) for member in members]
    columns = [one.name for one in groups]
    return Chart(
        heat_map(rows, columns, values, corner="Organisation"),
        explore.heat_map(rows, columns, values),
        "Each row is an organisation, each column an axis from 0 to 100; darker is higher.",
    )


def of_progress(page: Progress) -> Chart | None:
    """Overall and every dimension over the years, with what the stages ask of the overall score behind them."""
    if page.latest is None:
        return None
    by_year = {line.year: line for line in page.lines}
    names = tuple(name for _, name in page.years)
    kept = [line.card.state(line.basis) if (line := by_year.get(year)) else None for year, _ in page.years]
    series = [
        Series(one.name, tuple(scores.dimensions.get(one.id) if scores else None for scores in kept))
        for one in page.latest.bank.dimensions
    ]
    overall = Series("Overall", tuple(scores.overall if scores else None for scores in kept))
    stages = tuple(line.stage.name if (line := by_year.get(year)) and line.stage else None for year, _ in page.years)
    bands = _bands(page.latest.bank)
    places = {year: place for place, (year, _) in enumerate(page.years)}
    events = [Event(places[line.year] - 0.5, "New questions", "bank") for line in page.lines if line.new_bank]
    told = ", ".join(f"{name} {figure(value)}" for name, value in zip(names, overall.values, strict=True))
    return Chart(
        timeline(names, series, overall=overall, stages=stages, bands=bands, events=events),
        explore.timeline(names, series, overall=overall, stages=stages, bands=bands, events=events),
        f"Overall by year: {told}.{_new_questions(page)}",
    )


def _new_questions(page: Progress) -> str:
    years = [line.name for line in page.lines if line.new_bank]
    return f" The questions changed for {', '.join(years)}." if years else ""


def _bands(bank: QuestionBank) -> list[Band]:
    floors = [
        (stage.name, float(requirement.needs))
        for stage in bank.stages
        for requirement in stage.requirements
        if requirement.kind is ConditionKind.OVERALL
    ]
    tops = [*(floor for _, floor in floors[1:]), 100.0][: len(floors)]
    return [Band(name, floor, top) for (name, floor), top in zip(floors, tops, strict=True) if floor < top]


def of_stages(flow: StageFlow) -> Chart:
    """How many organisations stood at each stage, year by year."""
    years = tuple(cycle.name for cycle, _ in flow.years)
    counts = tuple(count for _, count in flow.years)
    told = "; ".join(
        f"{year}: "
        + (", ".join(f"{band} {n}" for band, n in zip(flow.bands, count, strict=True)) if count else "too few")
        for year, count in zip(years, counts, strict=True)
    )
    return Chart(stage_flow(years, flow.bands, counts), explore.stage_flow(years, flow.bands, counts), f"{told}.")


def _axes(bank: QuestionBank) -> list[Axis]:
    return [axis for axis in (Axis.DIMENSION, Axis.DOMAIN) if bank.groups[axis]]


def _pair(bank: QuestionBank, axis: Axis, named: Sequence[tuple[str, Scores]], group: Group | None) -> Pair:
    groups = bank.groups[axis]
    names = [one.name for one in groups]
    spreads = [group.spreads[axis].get(one.id) if group else None for one in groups]
    series = [
        Series(name, tuple(scores.of(axis).get(one.id) for one in groups), "outline" if name == "Claimed" else "solid")
        for name, scores in named
    ]
    reference = Series(MEDIAN, tuple(one.median if one else None for one in spreads)) if any(spreads) else None
    rows = [
        Row(
            name,
            tuple(one.values[n] for one in series),
            *((spread.lower_quartile, spread.median, spread.upper_quartile) if spread else ()),
        )
        for n, (name, spread) in enumerate(zip(names, spreads, strict=True))
    ]
    shown = [*series, *([reference] if reference else [])]
    summary = " ".join(_gist(one.name, list(zip(names, one.values, strict=True))) for one in shown)
    titles = tuple(one.name for one in series)
    return Pair(
        Chart(radar(names, series, reference=reference), explore.radar(names, series, reference=reference), summary),
        Chart(dot_plot(rows, titles), explore.dot_plot(rows, titles), summary),
    )


def _gist(name: str, figures: Sequence[tuple[str, float | None]]) -> str:
    known = [(value, label) for label, value in figures if value is not None]
    if not known:
        return f"{name}: no figures yet."
    (low, lowest), (high, highest) = min(known, key=itemgetter(0)), max(known, key=itemgetter(0))
    if high == low:
        return f"{name}: {figure(low)} throughout."
    return f"{name}: highest in {highest} ({figure(high)}), lowest in {lowest} ({figure(low)})."
