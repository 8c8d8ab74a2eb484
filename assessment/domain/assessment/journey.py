"""The stage that an organisation has reached, and the conditions of every stage."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from assessment.domain.assessment.arithmetic import ARITHMETICS
from assessment.domain.assessment.conditions import Standing, conditions_of
from assessment.domain.assessment.scorecard import State, basis_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from assessment.domain.assessment.answers import Answer
    from assessment.domain.assessment.conditions import Condition, Context
    from assessment.domain.assessment.scorecard import Scorecard
    from assessment.domain.bank.question_bank import QuestionBank
    from assessment.domain.bank.rules import Stage


@dataclass(frozen=True, slots=True)
class Journey:
    """The stage, whose figures it rests on, and all conditions: lower stages first, within a stage easiest first."""

    stage: Stage | None
    basis: State
    conditions: tuple[Condition, ...]


def journey(bank: QuestionBank, card: Scorecard, answers: Mapping[str, Answer], context: Context) -> Journey:
    """The highest stage whose own and all lower conditions hold; none while the assessment is incomplete."""
    basis = basis_of(moderated=context.moderated)
    standing = Standing(bank, card.state(basis), answers, context, basis, ARITHMETICS[card.arithmetic])
    by_stage = {stage.id: conditions_of(standing, stage) for stage in bank.stages}
    reached = None
    for stage in bank.stages:
        if not all(condition.holds for condition in by_stage[stage.id]):
            break
        reached = stage
    return Journey(
        stage=reached if card.completeness.complete and standing.scores.overall is not None else None,
        basis=basis,
        conditions=tuple(condition for conditions in by_stage.values() for condition in conditions),
    )


def next_stage(bank: QuestionBank, stage_id: str | None) -> Stage | None:
    """The stage after this one; the first for an organisation without one, None after the last."""
    position = -1 if stage_id is None else bank.stage_position(stage_id)
    return bank.stages[position + 1] if position + 1 < len(bank.stages) else None
