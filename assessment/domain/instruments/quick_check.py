"""The quick check: its questions, and its result with a bar for each dimension and three next steps."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from assessment.domain.assessment.arithmetic import EXACT
from assessment.domain.instruments.instrument import Instrument

if TYPE_CHECKING:
    from collections.abc import Mapping

    from assessment.domain.bank.question_bank import Dimension, QuestionBank

MOST_STEPS = 3


@dataclass(frozen=True, slots=True)
class QuickItem:
    """One question of a quick check, its parent in the bank, and what to do next if it is low."""

    id: str
    parent: str
    title: str
    question: str
    levels: tuple[str, ...]
    next_step: str


@dataclass(frozen=True, slots=True)
class QuickCheck(Instrument):
    """A few questions to start a conversation; without a stage, never moderated and never compared."""

    minutes: int
    items: tuple[QuickItem, ...]


@dataclass(frozen=True, slots=True)
class Bar:
    """The figure of one dimension, from 0 to 100; None where nothing was answered."""

    dimension: Dimension
    figure: float | None
    answered: int
    total: int


@dataclass(frozen=True, slots=True)
class QuickResult:
    """The bars in the bank's order, and the questions whose next steps come first, the lowest levels ahead."""

    bars: tuple[Bar, ...]
    next_steps: tuple[QuickItem, ...]
    answers: Mapping[str, int]


def quick_result(check: QuickCheck, bank: QuestionBank, answers: Mapping[str, int]) -> QuickResult:
    """What a quick check says about these answers, levels by question; unanswered questions stay out."""
    given = [(item, answers[item.id]) for item in check.items if item.id in answers]
    lowest = sorted((one for one in given if one[1] < bank.top_level), key=lambda one: one[1])
    return QuickResult(
        bars=tuple(bar for one in bank.dimensions if (bar := _bar(check, bank, one, answers)).total),
        next_steps=tuple(item for item, _ in lowest[:MOST_STEPS]),
        answers=dict(answers),
    )


def _bar(check: QuickCheck, bank: QuestionBank, dimension: Dimension, answers: Mapping[str, int]) -> Bar:
    item_ids = [item.id for item in check.items if bank.items_by_id[item.parent].dimension == dimension.id]
    levels = [answers[item_id] for item_id in item_ids if item_id in answers]
    return Bar(dimension, EXACT.share(sum(levels), len(levels) * bank.top_level), len(levels), len(item_ids))
