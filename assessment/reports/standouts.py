"""What stands out among the answers of a year: strengths, gaps, and the steps that lead on from here."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from assessment.domain.assessment.levels import level_in
from assessment.domain.bank.question_bank import Axis, groups_of
from assessment.domain.bank.rules import ConditionKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from assessment.domain.assessment.answers import Answer
    from assessment.domain.assessment.conditions import Condition
    from assessment.domain.assessment.scorecard import State
    from assessment.domain.bank.question_bank import Item, QuestionBank

MOST_NAMED = 5
NEXT_STEPS = 3
_BY_GROUP = frozenset({ConditionKind.DIMENSION, ConditionKind.DOMAIN})


@dataclass(frozen=True, slots=True)
class Standout:
    """An item that stands out, with its level and the description of the next one; a step may meet a condition."""

    item: Item
    level: int
    claimed: int
    next_step: str | None
    condition: Condition | None = None


def levels_of(bank: QuestionBank, answers: Mapping[str, Answer], basis: State) -> Sequence[Standout]:
    """Every answered item with the level that counts."""
    found = []
    for item in bank.items:
        answer = answers.get(item.id)
        level = level_in(basis, bank, item, answer) if answer else None
        if answer and answer.level is not None and level is not None:
            step = bank.description(item, level + 1) if level < bank.top_level else None
            found.append(Standout(item, level, answer.level, step))
    return found


def strengths(levels: Sequence[Standout]) -> tuple[Standout, ...]:
    """The items at or above the average, the highest first."""
    average = sum(one.level for one in levels) / len(levels) if levels else 0
    above = [one for one in levels if one.level >= average and one.level > 0]
    return tuple(sorted(above, key=lambda one: (-one.level, not one.item.gate)))[:MOST_NAMED]


def gaps(bank: QuestionBank, levels: Sequence[Standout]) -> tuple[Standout, ...]:
    """The lowest items that are no strengths, those that stages ask for first."""
    shown_as_strengths = {one.item.id for one in strengths(levels)}
    below = [one for one in levels if one.level < bank.top_level and one.item.id not in shown_as_strengths]
    return tuple(sorted(below, key=_lowest_first))[:MOST_NAMED]


def next_steps(
    bank: QuestionBank, levels: Sequence[Standout], answers: Mapping[str, Answer], blockers: Sequence[Condition]
) -> tuple[Standout, ...]:
    """The questions where a step leads on: first those that the next stage asks for by name, then what raises it."""
    named = sorted(blockers, key=lambda one: one.kind is not ConditionKind.GATE)
    found = [
        replace(one, condition=condition) for condition in named for one in _met_by(levels, answers, bank, condition)
    ]
    first: dict[str, Standout] = {}
    for one in [*found, *gaps(bank, levels)]:
        first.setdefault(one.item.id, one)
    return tuple(first.values())[:NEXT_STEPS]


def _met_by(
    levels: Sequence[Standout], answers: Mapping[str, Answer], bank: QuestionBank, condition: Condition
) -> Iterable[Standout]:
    """The questions where a step helps to meet a condition, the lowest first."""
    below = [one for one in levels if one.level < bank.top_level]
    if condition.kind is ConditionKind.GATE:
        return [one for one in levels if one.item.id == condition.subject]
    if condition.kind in _BY_GROUP:
        axis = Axis(condition.kind.value)
        return sorted((one for one in below if condition.subject in groups_of(one.item, axis)), key=_lowest_first)
    if condition.kind is ConditionKind.EVIDENCE_CONFIDENCE:
        weighty = [one for one in below if one.level >= bank.evidence.confidence_from_level]
        grades = {one.item.id: bank.evidence.grade(answers[one.item.id].evidence) for one in weighty}
        return sorted((one for one in weighty if not grades[one.item.id].confirms), key=_lowest_first)
    return ()


def _lowest_first(one: Standout) -> tuple[int, bool]:
    return one.level, not one.item.gate
