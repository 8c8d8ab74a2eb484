"""The conditions of a stage: what each asks for, what an organisation has, and whether that is enough."""

from __future__ import annotations

from dataclasses import dataclass, field
from math import ceil
from typing import TYPE_CHECKING

from assessment.domain.assessment.arithmetic import EXACT, Exact
from assessment.domain.assessment.levels import level_in
from assessment.domain.bank.question_bank import Axis
from assessment.domain.bank.rules import ConditionKind

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from assessment.domain.assessment.answers import Answer
    from assessment.domain.assessment.scorecard import Scores, State
    from assessment.domain.bank.question_bank import QuestionBank
    from assessment.domain.bank.rules import Requirement, Stage

Figure = float | bool | str | None


@dataclass(frozen=True, slots=True)
class Context:
    """What a stage may ask for besides the answers.

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
class Standing:
    """What the conditions are checked against: answers, scores and context, in the state that the stage rests on."""

    bank: QuestionBank
    scores: Scores
    answers: Mapping[str, Answer]
    context: Context
    basis: State
    arithmetic: Exact = EXACT

    def level(self, item_id: str) -> int | None:
        """The level of an item in that state, None where there is none."""
        answer = self.answers.get(item_id)
        return level_in(self.basis, self.bank, self.bank.items_by_id[item_id], answer) if answer else None

    def does_not_apply(self, item_id: str) -> bool:
        """Whether an item was marked as not applicable."""
        answer = self.answers.get(item_id)
        return answer is not None and answer.not_applicable is not None

    def applying(self, axis: Axis, group_id: str) -> int:
        """How many items of a group apply to the organisation."""
        return sum(not self.does_not_apply(item.id) for item in self.bank.items_of(axis, group_id))


def conditions_of(standing: Standing, stage: Stage) -> tuple[Condition, ...]:
    """Every condition of a stage with whether it holds, the easiest first."""
    found = [_condition(standing, stage, requirement) for requirement in stage.requirements]
    return tuple(sorted(found, key=lambda condition: condition.steps))


def _condition(standing: Standing, stage: Stage, requirement: Requirement) -> Condition:
    has, holds, steps = _CHECKS[requirement.kind](standing, requirement)
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


def _score_of(standing: Standing, requirement: Requirement) -> Checked:
    needs, subject = float(requirement.needs), requirement.subject
    if requirement.kind is ConditionKind.OVERALL or subject is None:
        has, items = standing.scores.overall, len(standing.bank.items)
    else:
        axis = Axis(requirement.kind.value)
        has, items = standing.scores.of(axis)[subject], standing.applying(axis, subject)
        if items == 0:
            return None, True, 0
    missing = needs - (has or 0.0)
    return (
        has,
        has is not None and has >= needs,
        ceil(missing / 100 * standing.bank.top_level * items),
    )


def _gate(standing: Standing, requirement: Requirement) -> Checked:
    subject, needs = str(requirement.subject), int(requirement.needs)
    if standing.does_not_apply(subject):
        return None, True, 0
    has = standing.level(subject)
    return has, has is not None and has >= needs, needs - (has or 0)


def _evidence_confidence(standing: Standing, requirement: Requirement) -> Checked:
    has, needs = standing.scores.evidence_confidence, float(requirement.needs)
    missing = needs - (has or 0.0)
    from_level = standing.bank.evidence.confidence_from_level
    weighty = sum(
        (standing.level(item) or 0) >= from_level for item in standing.answers if item in standing.bank.items_by_id
    )
    return has, has is not None and has >= needs, ceil(missing / 100 * max(1, weighty))


def _moderated(standing: Standing, requirement: Requirement) -> Checked:
    return standing.context.moderated, standing.context.moderated is requirement.needs, 1


def _pulse_age(standing: Standing, requirement: Requirement) -> Checked:
    has = standing.context.pulse_age_months
    return has, has is not None and has <= float(requirement.needs), 1


def _pulse_favourable(standing: Standing, requirement: Requirement) -> Checked:
    shares = standing.context.pulse_favourable
    has = shares.get("overall")
    if has is None and all(dimension.id in shares for dimension in standing.bank.dimensions):
        has = standing.arithmetic.mean([shares[dimension.id] for dimension in standing.bank.dimensions])
    missing = float(requirement.needs) - (has or 0.0)
    return has, has is not None and has >= float(requirement.needs), ceil(missing / 10)


def _pulse_gap(standing: Standing, requirement: Requirement) -> Checked:
    figures, shares = standing.scores.dimensions, standing.context.pulse_favourable
    gaps = [(figure, shares[name]) for name, figure in figures.items() if figure is not None and name in shares]
    if not gaps or len(gaps) < len(figures):
        return None, False, 1
    widest = standing.arithmetic.widest(gaps)
    return (
        widest,
        widest <= float(requirement.needs),
        ceil((widest - float(requirement.needs)) / 10),
    )


def _earlier_stage(standing: Standing, requirement: Requirement) -> Checked:
    stages, earlier = standing.bank.stages, standing.context.earlier_stage
    needed = standing.bank.stage_position(str(requirement.needs))
    has = stages[earlier].id if earlier is not None and 0 <= earlier < len(stages) else None
    return (
        has,
        earlier is not None and earlier >= needed,
        standing.bank.top_level * len(standing.bank.items),
    )


def _full_assessment(standing: Standing, _requirement: Requirement) -> Checked:
    return standing.bank.full, standing.bank.full, standing.bank.top_level * len(standing.bank.items)


_CHECKS: Mapping[ConditionKind, Callable[[Standing, Requirement], Checked]] = {
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
