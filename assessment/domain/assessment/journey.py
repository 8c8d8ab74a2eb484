"""The stage that an organisation has reached, and every condition with what it has and what it needs."""

from __future__ import annotations

from dataclasses import dataclass, field
from math import ceil
from typing import TYPE_CHECKING

from assessment.domain.assessment.scoring import State, level_in
from assessment.domain.bank.question_bank import Axis
from assessment.domain.bank.rules import ConditionKind

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from assessment.domain.assessment.answers import Answer
    from assessment.domain.assessment.scoring import Scorecard, Scores
    from assessment.domain.bank.question_bank import QuestionBank
    from assessment.domain.bank.rules import Requirement, Stage

Figure = float | bool | str | None


@dataclass(frozen=True, slots=True)
class Context:
    """What a stage may ask for beside the answers themselves.

    `earlier_stage` is the position of the highest stage kept for an earlier year; `pulse_favourable` the
    share of favourable pulse answers by dimension, in per cent, with the whole under "overall" if it is known.
    """

    earlier_stage: int | None = None
    pulse_age_months: float | None = None
    pulse_favourable: Mapping[str, float] = field(default_factory=dict)
    moderated: bool = False


@dataclass(frozen=True, slots=True)
class Condition:
    """One requirement of a stage and whether it holds; `steps` estimates how much is missing, 0 if it holds."""

    stage: str
    kind: ConditionKind
    subject: str | None
    has: Figure
    needs: Figure
    holds: bool
    steps: int = 0


@dataclass(frozen=True, slots=True)
class Journey:
    """The stage, whose figures it rests on, and all conditions: lower stages first, within a stage easiest first."""

    stage: Stage | None
    basis: State
    conditions: tuple[Condition, ...]


def journey(bank: QuestionBank, card: Scorecard, answers: Mapping[str, Answer], context: Context) -> Journey:
    """The highest stage whose own and all lower conditions hold; none while the assessment is incomplete."""
    basis = State.MODERATED if context.moderated else State.SUPPORTED
    ground = _Ground(bank, card.state(basis), answers, context, basis)
    by_stage = {stage.id: _conditions(ground, stage) for stage in bank.stages}
    reached = None
    for stage in bank.stages:
        if not all(condition.holds for condition in by_stage[stage.id]):
            break
        reached = stage
    return Journey(
        stage=reached if card.completeness.complete and ground.scores.overall is not None else None,
        basis=basis,
        conditions=tuple(condition for conditions in by_stage.values() for condition in conditions),
    )


def next_stage(bank: QuestionBank, stage_id: str | None) -> Stage | None:
    """The stage after this one; the first for an organisation without one, None after the last."""
    position = -1 if stage_id is None else bank.stage_position(stage_id)
    return bank.stages[position + 1] if position + 1 < len(bank.stages) else None


@dataclass(frozen=True, slots=True)
class _Ground:
    bank: QuestionBank
    scores: Scores
    answers: Mapping[str, Answer]
    context: Context
    basis: State

    def level(self, item_id: str) -> int | None:
        answer = self.answers.get(item_id)
        return level_in(self.basis, self.bank, self.bank.items_by_id[item_id], answer) if answer else None

    def does_not_apply(self, item_id: str) -> bool:
        answer = self.answers.get(item_id)
        return answer is not None and answer.not_applicable is not None

    def applying(self, axis: Axis, group_id: str) -> int:
        return sum(not self.does_not_apply(item.id) for item in self.bank.items_of(axis, group_id))


def _conditions(ground: _Ground, stage: Stage) -> tuple[Condition, ...]:
    found = [_condition(ground, stage, requirement) for requirement in stage.requirements]
    return tuple(sorted(found, key=lambda condition: condition.steps))


def _condition(ground: _Ground, stage: Stage, requirement: Requirement) -> Condition:
    has, holds, steps = _CHECKS[requirement.kind](ground, requirement)
    return Condition(
        stage=stage.id,
        kind=requirement.kind,
        subject=requirement.subject,
        has=has,
        needs=requirement.needs,
        holds=holds,
        steps=0 if holds else max(1, steps),
    )


Checked = tuple[Figure, bool, int]


def _score_of(ground: _Ground, requirement: Requirement) -> Checked:
    needs, subject = float(requirement.needs), requirement.subject
    if requirement.kind is ConditionKind.OVERALL or subject is None:
        has, items = ground.scores.overall, len(ground.bank.items)
    else:
        axis = Axis(requirement.kind.value)
        has, items = ground.scores.of(axis)[subject], ground.applying(axis, subject)
        if items == 0:
            return None, True, 0
    missing = needs - (has or 0.0)
    return (
        has,
        has is not None and has >= needs,
        ceil(missing / 100 * ground.bank.top_level * items),
    )


def _gate(ground: _Ground, requirement: Requirement) -> Checked:
    subject, needs = str(requirement.subject), int(requirement.needs)
    if ground.does_not_apply(subject):
        return None, True, 0
    has = ground.level(subject)
    return has, has is not None and has >= needs, needs - (has or 0)


def _evidence_confidence(ground: _Ground, requirement: Requirement) -> Checked:
    has, needs = ground.scores.evidence_confidence, float(requirement.needs)
    missing = needs - (has or 0.0)
    from_level = ground.bank.evidence.confidence_from_level
    weighty = sum((ground.level(item) or 0) >= from_level for item in ground.answers if item in ground.bank.items_by_id)
    return has, has is not None and has >= needs, ceil(missing / 100 * max(1, weighty))


def _moderated(ground: _Ground, requirement: Requirement) -> Checked:
    return ground.context.moderated, ground.context.moderated is requirement.needs, 1


def _pulse_age(ground: _Ground, requirement: Requirement) -> Checked:
    has = ground.context.pulse_age_months
    return has, has is not None and has <= float(requirement.needs), 1


def _pulse_favourable(ground: _Ground, requirement: Requirement) -> Checked:
    shares = ground.context.pulse_favourable
    has = shares.get("overall")
    if has is None and all(dimension.id in shares for dimension in ground.bank.dimensions):
        has = round(
            sum(shares[dimension.id] for dimension in ground.bank.dimensions) / len(ground.bank.dimensions),
            1,
        )
    missing = float(requirement.needs) - (has or 0.0)
    return has, has is not None and has >= float(requirement.needs), ceil(missing / 10)


def _pulse_gap(ground: _Ground, requirement: Requirement) -> Checked:
    figures, shares = ground.scores.dimensions, ground.context.pulse_favourable
    gaps = [
        figure - shares[name] if figure is not None and name in shares else None for name, figure in figures.items()
    ]
    known = [gap for gap in gaps if gap is not None]
    if not known or len(known) < len(gaps):
        return None, False, 1
    widest = round(max(known), 1)
    return (
        widest,
        widest <= float(requirement.needs),
        ceil((widest - float(requirement.needs)) / 10),
    )


def _earlier_stage(ground: _Ground, requirement: Requirement) -> Checked:
    stages, earlier = ground.bank.stages, ground.context.earlier_stage
    needed = ground.bank.stage_position(str(requirement.needs))
    has = stages[earlier].id if earlier is not None and 0 <= earlier < len(stages) else None
    return (
        has,
        earlier is not None and earlier >= needed,
        ground.bank.top_level * len(ground.bank.items),
    )


def _full_assessment(ground: _Ground, _requirement: Requirement) -> Checked:
    return ground.bank.full, ground.bank.full, ground.bank.top_level * len(ground.bank.items)


_CHECKS: Mapping[ConditionKind, Callable[[_Ground, Requirement], Checked]] = {
    ConditionKind.OVERALL: _score_of,
    ConditionKind.DIMENSION: _score_of,
    ConditionKind.DOMAIN: _score_of,
    ConditionKind.GATE: _gate,
    ConditionKind.EVIDENCE_CONFIDENCE: _evidence_confidence,
    ConditionKind.MODERATED: _moderated,
    ConditionKind.PULSE_AGE: _pulse_age,
    ConditionKind.PULSE_FAVOURABLE: _pulse_favourable,
    ConditionKind.PULSE_GAP: _pulse_gap,
    ConditionKind.EARLIER_STAGE: _earlier_stage,
    ConditionKind.FULL_ASSESSMENT: _full_assessment,
}
