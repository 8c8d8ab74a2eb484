"""The stage of a result in words: how final it is, why it is what it is, and what brings the next one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assessment.domain.assessment.scorecard import State
from assessment.domain.bank.rules import ConditionKind
from assessment.domain.rounding import one_decimal
from assessment.domain.texts.phrases import count_of, lower_first, upper_first
from assessment.figures.requirements import asks, has_now

if TYPE_CHECKING:
    from assessment.domain.assessment.answers import Completeness
    from assessment.domain.assessment.conditions import Condition
    from assessment.domain.bank.question_bank import QuestionBank
    from assessment.reports.results import ResultPage
    from assessment.reports.standouts import Standout


def state_of(page: ResultPage) -> str:
    """How final a result is, in a word."""
    if page.kept_at:
        return "Moderated" if page.basis is State.MODERATED else "Provisional"
    return "Draft"


def what_state_means(page: ResultPage) -> str:
    """What that word means for the figures."""
    if not page.kept_at:
        return "It has not been signed off yet, so figures may still change."
    if page.basis is State.MODERATED:
        return "The Independent Adviser has been through the answers and the evidence."
    return "The Independent Adviser has not moderated it yet, so figures may still change."


def left_words(completeness: Completeness) -> str:
    """How many questions are still to be answered."""
    are = "is" if completeness.left == 1 else "are"
    return f"{completeness.left} of {completeness.total} questions {are} still to be answered"


def why(page: ResultPage) -> str:
    """In one sentence, why this is the stage: what is met, and what the next one still asks for."""
    if page.partial:
        until = ", and there is no stage until then" if page.bank.stages else ""
        return f"These figures are partial: {left_words(page.card.completeness)}{until}."
    if not page.bank.stages:
        return ""
    if page.next_stage is None:
        return "You meet every requirement of every stage."
    met, missing = _met(page), f"{upper_first(_missing(page))}."
    return f"{met}. {missing}" if met else missing


def needed(page: ResultPage) -> str:
    """How many of the requirements on the way to the next stage are met."""
    if page.next_stage is None:
        return ""
    upto = page.bank.stage_position(page.next_stage.id)
    asked = [one for one in page.conditions if page.bank.stage_position(one.stage) <= upto]
    met = sum(one.holds for one in asked)
    easiest = " The easiest come first." if len(page.blockers) > 1 else ""
    return f"{count_of(len(asked) - met, 'requirement')} not yet met, {met} met.{easiest}"


def because(step: Standout, bank: QuestionBank) -> str:
    """What the next stage asks for where a next step is, or nothing."""
    condition = step.condition
    if condition is None:
        return ""
    stage = bank.stage(condition.stage).name
    if condition.kind is ConditionKind.GATE:
        return f"{stage} asks for level {int(float(condition.needs or 0))} here."
    if condition.kind is ConditionKind.EVIDENCE_CONFIDENCE:
        return f"{stage} asks for more answers with evidence like this."
    return f"{stage} asks for {lower_first(asks(condition, bank))}; you have {one_decimal(float(condition.has or 0))}."


def level_words(step: Standout, bank: QuestionBank, basis: State) -> str:
    """The level that was chosen and, where it is another, the one that counts."""
    if step.claimed == step.level:
        return f"You’re at level {step.level} – {bank.levels[step.level].name}."
    if basis is State.MODERATED:
        return f"You chose level {step.claimed}. The moderated level is {step.level}."
    return evidence_words(step.claimed, step.level)


def evidence_words(claimed: int, supported: int) -> str:
    """The level that was chosen and the one that its evidence supports."""
    return f"You chose level {claimed}. Your evidence supports level {supported}."


def _met(page: ResultPage) -> str:
    if page.stage is None:
        return ""
    if page.stage.requirements:
        return f"You meet every requirement for {page.stage.name}"
    return f"{page.stage.name} is where everyone starts"


def _missing(page: ResultPage) -> str:
    name = page.next_stage.name if page.next_stage else ""
    if not page.blockers:
        return f"there is no score yet to compare with {name}"
    first, number = page.blockers[0], len(page.blockers)
    if number == 1:
        return f"one requirement for {name} is not yet met: {_with_now(page, first)}"
    return f"{number} requirements for {name} are not yet met; the closest is {_with_now(page, first)}"


def _with_now(page: ResultPage, condition: Condition) -> str:
    now = has_now(condition, page.bank)
    return lower_first(asks(condition, page.bank)) + (f" (now {now})" if condition.has not in {None, False} else "")
