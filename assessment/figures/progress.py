"""Progress: overall and every dimension over the years."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from assessment.charts.layouts.timeline import timeline
from assessment.charts.values import Band, Event, Series
from assessment.domain.bank.rules import ConditionKind
from assessment.domain.rounding import figure, shown
from assessment.domain.texts.phrases import listed
from assessment.figures.changes import CAN_BE_COMPARED, moved, since
from assessment.figures.chart import Chart

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assessment.domain.assessment.scorecard import Scores
    from assessment.domain.bank.question_bank import QuestionBank
    from assessment.reports.progress import Progress
    from assessment.reports.years import YearLine

NO_RESULT = "No result"


def of_progress(page: Progress) -> Chart | None:
    """Overall and every dimension over the years, with what the stages ask of the overall score behind them."""
    if page.latest is None:
        return None
    by_year = {line.year: line for line in page.lines}
    lines = [by_year.get(year) for year, _ in page.years]
    names = tuple(name for _, name in page.years)
    scores = [line.card.state(line.basis) if line else None for line in lines]
    overall = Series("Overall", tuple(one.overall if one else None for one in scores))
    picture = timeline(
        names,
        _dimensions(page.latest.bank, scores),
        overall=overall,
        stages=tuple(_stage(line) for line in lines),
        bands=_bands(page.latest.bank),
        events=_new_banks(page),
    )
    told = ", ".join(f"{name} {figure(value)}" for name, value in zip(names, overall.values, strict=True))
    return Chart(picture, f"Overall by year: {told}.{_new_questions(page)}")


@dataclass(frozen=True, slots=True)
class ProgressWords:
    """What the page of progress says: its finding, what to be careful of, and each year against the one before."""

    finding: str
    caution: str
    years: tuple[tuple[YearLine, str], ...]
    compared: str


def words_of_progress(page: Progress) -> ProgressWords:
    """What is said of an organisation's way over the years."""
    return ProgressWords(
        finding=finding(page),
        caution=caution(page),
        years=tuple((line, f"{since(line)} {moved(line)}".strip()) for line in page.lines if line.changes),
        compared=CAN_BE_COMPARED,
    )


def finding(page: Progress) -> str:
    """What happened to the overall score from the first kept year to the latest, from the figures as they are shown."""
    known = [(line, value) for line in page.lines if (value := line.card.state(line.basis).overall) is not None]
    if not known:
        return "No overall score yet"
    (first, before), (last, after) = known[0], known[-1]
    if first is last:
        return f"Overall is {figure(after)} in {last.name}, the first year with a score"
    points = shown(after) - shown(before)
    if not points:
        return f"Overall is {figure(after)} in {last.name}, as it was in {first.name}"
    verb = "went"
    if last.bank.change.is_little(points, len(last.bank.items)):
        verb = "changed little:"
    elif points > 0:
        verb = "rose"
    return f"Overall {verb} from {figure(before)} in {first.name} to {figure(after)} in {last.name}"


def caution(page: Progress) -> str:
    """Why some of the years cannot be set against each other as they are, or nothing."""
    mixed = "some years are moderated and others not" if len({line.basis for line in page.lines}) > 1 else ""
    years = [line.name for line in page.lines if line.new_bank]
    changed = f"the questions changed for {listed(years)}" if years else ""
    length = "some years asked the core questions only" if len({line.bank.full for line in page.lines}) > 1 else ""
    reasons = [one for one in (changed, mixed, length) if one]
    if not reasons:
        return ""
    return f"Take care when you compare years: {listed(reasons)}. “From year to year” compares like with like."


def _stage(line: YearLine | None) -> str | None:
    if line is None:
        return NO_RESULT
    return line.stage.name if line.stage else None


def _dimensions(bank: QuestionBank, scores: Sequence[Scores | None]) -> list[Series]:
    return [
        Series(dimension.name, tuple(one.dimensions.get(dimension.id) if one else None for one in scores))
        for dimension in bank.dimensions
    ]


def _new_banks(page: Progress) -> list[Event]:
    places = {year: place for place, (year, _) in enumerate(page.years)}
    return [Event(places[line.year] - 0.5, "New questions", "bank") for line in page.lines if line.new_bank]


def _new_questions(page: Progress) -> str:
    years = [line.name for line in page.lines if line.new_bank]
    return f" The questions changed for {', '.join(years)}." if years else ""


def _bands(bank: QuestionBank) -> list[Band]:
    """What stages ask of the overall score; those that ask nothing of it share what is below the others."""
    floors = {
        stage.name: float(requirement.needs)
        for stage in bank.stages
        for requirement in stage.requirements
        if requirement.kind is ConditionKind.OVERALL
    }
    if not floors:
        return []
    others = " or ".join(stage.name for stage in bank.stages if stage.name not in floors)
    named = [(others, 0.0), *floors.items()] if others else list(floors.items())
    tops = [*(floor for _, floor in named[1:]), 100.0]
    return [Band(name, floor, top) for (name, floor), top in zip(named, tops, strict=True) if floor < top]
