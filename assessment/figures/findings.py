"""What an overview says in its headings, worked out from the very figures that stand beneath them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assessment.domain.bank.question_bank import Axis
from assessment.domain.rounding import shown

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from assessment.domain.area.cohort import Spread
    from assessment.domain.area.shared import Shared
    from assessment.domain.bank.question_bank import Dimension, QuestionBank

    Medians = Sequence[tuple[Dimension, int]]

NOT_MOVED = "Too few organisations answered in both years to show what has changed"


def who_is_in(count: int, named: int) -> str:
    """How many organisations a group counts, and how many of them are shown by name."""
    some = "all" if named == count else named or "none"
    return f"{_organisations(count)}, {some} of them named"


def standing(bank: QuestionBank, spreads: Mapping[str, Spread | None]) -> str:
    """Where the organisations of a group stand lowest, in words."""
    medians = _medians(bank, spreads)
    if not medians:
        return "Too few organisations have scores to show"
    low, high = _ends(medians)
    if low == high:
        return f"Half of organisations score {low} or less {_on_each(medians)}"
    return f"Scores are lowest on {listed(_at(medians, low))}: half of organisations score {low} or less"


def moved(bank: QuestionBank, spreads: Mapping[str, Spread | None]) -> str:
    """What moved in a group since the year before, in words."""
    medians = _medians(bank, spreads)
    if not medians:
        return NOT_MOVED
    much = [(one, points) for one, points in medians if not little(bank, one.id, points)]
    if not much:
        where = f"on {medians[0][0].name}" if len(medians) == 1 else "on any dimension"
        return f"Little has changed {where} since the year before"
    most = max((points for _, points in much), key=lambda points: (abs(points), points))
    how = f"gained at least {_points(most)}" if most > 0 else f"are at least {_points(-most)} lower"
    return f"{listed(_at(much, most))} changed most since the year before: half of organisations {how}"


def little(bank: QuestionBank, dimension: str, points: float | None) -> bool:
    """Whether a move on a dimension is called little change, by the rule of the bank for its number of questions."""
    return points is not None and bank.change.is_little(shown(points), len(bank.items_of(Axis.DIMENSION, dimension)))


def parted(bank: QuestionBank, drift: Mapping[str, Spread | None]) -> str:
    """Where what organisations claim lies furthest above what their evidence supports, in words."""
    medians = _medians(bank, drift)
    if not medians:
        return "Too few organisations have figures to compare claims with evidence"
    low, most = _ends(medians)
    if most <= 0:
        return f"Half of organisations claim no more than their evidence supports {_on_each(medians)}"
    how = f"half of organisations claim at least {_points(most)} more than their evidence supports"
    if low == most:
        return f"{how[:1].upper()}{how[1:]} {_on_each(medians)}"
    names = _at(medians, most)
    gaps = "gap between claim and evidence is" if len(names) == 1 else "gaps between claim and evidence are"
    return f"The biggest {gaps} on {listed(names)}: {how}"


def strength(bank: QuestionBank, found: Shared | None) -> str:
    """The level that organisations share where they are strong, in words."""
    return f"Shared strengths: {_share(bank, found)} or above" if found else "No shared strengths yet"


def gap(bank: QuestionBank, found: Shared | None) -> str:
    """The level that organisations share where a next step would help them, in words."""
    return f"Shared gaps: {_share(bank, found)} or below" if found else "No shared gaps"


def listed(names: Iterable[str]) -> str:
    """Names as a sentence has them."""
    *most, last = names
    return f"{', '.join(most)} and {last}" if most else last


def _share(bank: QuestionBank, found: Shared) -> str:
    questions = "1 question" if found.count == 1 else f"{found.count} questions"
    level = f"{bank.levels[found.level].name} (level {found.level})"
    return f"on {questions}, about three quarters of organisations or more are at {level}"


def _medians(bank: QuestionBank, spreads: Mapping[str, Spread | None]) -> Medians:
    """The medians by dimension as they are shown, since what is said has to follow from what can be read."""
    return [(one, shown(spread.median)) for one in bank.dimensions if (spread := spreads.get(one.id))]


def _ends(medians: Medians) -> tuple[int, int]:
    values = [value for _, value in medians]
    return min(values), max(values)


def _at(medians: Medians, value: int) -> list[str]:
    return [one.name for one, median in medians if median == value]


def _on_each(medians: Medians) -> str:
    return f"on {medians[0][0].name}" if len(medians) == 1 else "on every dimension"


def _points(points: int) -> str:
    return "1 point" if points == 1 else f"{points} points"


def _organisations(count: int) -> str:
    return "1 organisation" if count == 1 else f"{count} organisations"
