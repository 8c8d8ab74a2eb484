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

NOT_MOVED = "Too few answered in both years to say what moved"


def who_is_in(count: int, named: int) -> str:
    """How many organisations a group counts, and how many of them are shown by name."""
    some = "all" if named == count else named or "none"
    return f"{count} organisations are in, {some} of them by name"


def standing(bank: QuestionBank, spreads: Mapping[str, Spread | None]) -> str:
    """Where the organisations of a group stand lowest, in words."""
    medians = _medians(bank, spreads)
    if not medians:
        return "Too few have figures to say where organisations stand"
    low, high = _ends(medians)
    if low == high:
        return f"Half of the organisations stand at {low} or below {_on_each(medians)}"
    names = _at(medians, low)
    return f"{_listed(names)} {_is(names)} where organisations stand lowest: half are at {low} or below"


def moved(bank: QuestionBank, spreads: Mapping[str, Spread | None]) -> str:
    """What moved in a group since the year before, in words."""
    medians = _medians(bank, spreads)
    if not medians:
        return NOT_MOVED
    much = [(one, points) for one, points in medians if not little(bank, one.id, points)]
    if not much:
        return f"Since the year before, there is little change {_on_each(medians)}"
    most = max((points for _, points in much), key=lambda points: (abs(points), points))
    how = f"gained {_points(most)} or more" if most > 0 else f"stand {_points(-most)} or more lower"
    return f"{_listed(_at(much, most))} moved most since the year before: half of the organisations {how}"


def little(bank: QuestionBank, dimension: str, points: float | None) -> bool:
    """Whether a move on a dimension is called little change, by the rule of the bank for its number of questions."""
    return points is not None and bank.change.is_little(shown(points), len(bank.items_of(Axis.DIMENSION, dimension)))


def parted(bank: QuestionBank, drift: Mapping[str, Spread | None]) -> str:
    """Where what organisations claim lies furthest above what stands, in words."""
    medians = _medians(bank, drift)
    if not medians:
        return "Too few have figures to set claims against what stands"
    low, most = _ends(medians)
    if most <= 0:
        return f"Half of the organisations claim no more than what stands {_on_each(medians)}"
    how = f"by {_points(most)} or more for half of the organisations"
    if low == most:
        return f"Claims lie above what stands {_on_each(medians)}: {how}"
    return f"Claims lie furthest above what stands on {_listed(_at(medians, most))}: {how}"


def strength(bank: QuestionBank, found: Shared | None) -> str:
    """The level that organisations share where they are strong, in words."""
    return f"Shared strengths: {_share(bank, found)} or above" if found else "No question is a strength of most yet"


def gap(bank: QuestionBank, found: Shared | None) -> str:
    """The level that organisations share where a next step would help them, in words."""
    return f"Shared gaps: {_share(bank, found)} or below" if found else "No question is a gap for most"


def _share(bank: QuestionBank, found: Shared) -> str:
    questions = "1 question" if found.count == 1 else f"{found.count} questions"
    level = f"level {found.level} – {bank.levels[found.level].name}"
    return f"{questions} where about three quarters or more stand at {level}"


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


def _is(names: Sequence[str]) -> str:
    return "is" if len(names) == 1 else "are"


def _points(points: int) -> str:
    return "1 point" if points == 1 else f"{points} points"


def _listed(names: Iterable[str]) -> str:
    *most, last = names
    return f"{', '.join(most)} and {last}" if most else last
