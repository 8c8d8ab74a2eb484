"""What the charts of a result say in their titles, worked out from the figures as they are shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assessment.domain.assessment.scorecard import State
from assessment.domain.bank.question_bank import Axis
from assessment.domain.rounding import shown
from assessment.domain.texts.phrases import listed, upper_first

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from assessment.domain.assessment.scorecard import Scores
    from assessment.domain.bank.question_bank import QuestionBank
    from assessment.reports.results import ResultPage

    Shown = Mapping[str, int]

Ends = tuple[tuple[int, str], tuple[int, str]]
_MOST_NAMES, _LONGEST = 2, 48


def titles(page: ResultPage) -> Mapping[Axis, tuple[str, str]]:
    """By axis, the title of the radar and that of the dot plot."""
    return {
        axis: (_spread(page, axis), _apart(page, axis))
        for axis in (Axis.DIMENSION, Axis.DOMAIN)
        if page.bank.groups[axis]
    }


def ends(bank: QuestionBank, scores: Scores, axis: Axis) -> Ends | None:
    """The lowest and the highest figure of an axis as they are shown, each with its names; None without figures."""
    values = _shown(bank, scores, axis)
    if not values:
        return None
    low, high = min(values.values()), max(values.values())
    return (low, _names(values, low, axis)), (high, _names(values, high, axis))


def _spread(page: ResultPage, axis: Axis) -> str:
    both = ends(page.bank, page.card.state(page.basis), axis)
    if both is None:
        return f"No {page.basis} scores by {axis} yet"
    (low, lowest), (high, highest) = both
    if low == high:
        return f"{upper_first(page.basis)} scores are all {low}"
    return f"{upper_first(page.basis)} scores are highest for {highest} ({high}) and lowest for {lowest} ({low})"


def _apart(page: ResultPage, axis: Axis) -> str:
    claimed = _shown(page.bank, page.card.claimed, axis)
    counted = _shown(page.bank, page.card.state(page.basis), axis)
    apart = {name: claimed[name] - value for name, value in counted.items() if name in claimed}
    what = "the moderated score" if page.basis is State.MODERATED else "what evidence supports"
    most = max(apart.values(), default=0)
    if most <= 0:
        return f"No claimed score is above {what}"
    points = "1 point" if most == 1 else f"{most} points"
    return f"Claimed scores are furthest above {what} for {_names(apart, most, axis)}: by {points}"


def _shown(bank: QuestionBank, scores: Scores, axis: Axis) -> Shown:
    known = scores.of(axis)
    return {one.name: shown(value) for one in bank.groups[axis] if (value := known.get(one.id)) is not None}


def _names(values: Shown, at: int, axis: Axis) -> str:
    found: Sequence[str] = [name for name, value in values.items() if value == at]
    fits = len(found) == 1 or (len(found) <= _MOST_NAMES and len(listed(found)) <= _LONGEST)
    return listed(found) if fits else f"{len(found)} {axis}s"
