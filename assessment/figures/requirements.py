"""What a stage asks for, and what an organisation has of it, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assessment.domain.bank.question_bank import Axis
from assessment.domain.bank.rules import ConditionKind
from assessment.domain.rounding import one_decimal
from assessment.domain.texts.phrases import count_of, lower_first

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from assessment.domain.assessment.conditions import Condition
    from assessment.domain.bank.question_bank import QuestionBank


def confirming_grades(bank: QuestionBank) -> str:
    """The grades of evidence that confirm a level, by the names that the bank gives them."""
    names = [lower_first(grade.name) for grade in bank.evidence.grades if grade.confirms]
    return " or ".join(names) if names else "evidence that confirms them"


def asks(condition: Condition, bank: QuestionBank) -> str:
    """What a requirement asks for; within a sentence it begins with a small letter."""
    return _ASKS[condition.kind](bank, condition)


def has_now(condition: Condition, bank: QuestionBank) -> str:
    """What an organisation has of what a requirement asks for."""
    kind = condition.kind
    if condition.has is None:
        missing = "no survey recorded" if kind.value.startswith("pulse") else "not there yet"
        return "does not apply" if condition.holds else missing
    return _HAS.get(kind, _number)(bank, condition)


def _number(_bank: QuestionBank, condition: Condition) -> str:
    return one_decimal(float(condition.has or 0))


def _share(_bank: QuestionBank, condition: Condition) -> str:
    return f"{one_decimal(float(condition.has or 0))}%"


def _done(_bank: QuestionBank, condition: Condition) -> str:
    return "yes" if condition.has else "not yet"


def _needs(condition: Condition) -> str:
    return one_decimal(float(condition.needs or 0))


def _months(value: object) -> str:
    return count_of(int(str(value).split(".", maxsplit=1)[0]), "month")


def _stage(bank: QuestionBank, stage_id: object) -> str:
    return bank.stage(str(stage_id)).name


def _group(bank: QuestionBank, condition: Condition) -> str:
    return bank.group(Axis(condition.kind.value), str(condition.subject)).name


def _gate(bank: QuestionBank, condition: Condition) -> str:
    return f"Level {int(float(condition.needs or 0))} or above for “{bank.items_by_id[str(condition.subject)].title}”"


def _confidence(bank: QuestionBank, condition: Condition) -> str:
    level = bank.evidence.confidence_from_level
    return f"At least {_needs(condition)}% of answers at level {level} or above with {confirming_grades(bank)}"


_ASKS: Mapping[ConditionKind, Callable[[QuestionBank, Condition], str]] = {
    ConditionKind.OVERALL: lambda _, one: f"An overall score of {_needs(one)} or more",
    ConditionKind.DIMENSION: lambda bank, one: f"A score of {_needs(one)} or more for {_group(bank, one)}",
    ConditionKind.DOMAIN: lambda bank, one: f"A score of {_needs(one)} or more for {_group(bank, one)}",
    ConditionKind.GATE: _gate,
    ConditionKind.EVIDENCE_CONFIDENCE: _confidence,
    ConditionKind.MODERATED: lambda _, __: "Moderation by the Independent Adviser",
    ConditionKind.PULSE_AGE: lambda _, one: f"A staff survey in the last {_months(one.needs)}",
    ConditionKind.PULSE_FAVOURABLE: lambda _, one: f"At least {_needs(one)}% favourable answers in the staff survey",
    ConditionKind.PULSE_GAP: lambda _, one: f"No score more than {_needs(one)} points above what staff say",
    ConditionKind.EARLIER_STAGE: lambda bank, one: f"An earlier year at {_stage(bank, one.needs)} or above",
    ConditionKind.FULL_ASSESSMENT: lambda _, __: "All questions answered, not only the core ones",
}

_HAS: Mapping[ConditionKind, Callable[[QuestionBank, Condition], str]] = {
    ConditionKind.GATE: lambda _, one: f"level {one.has}",
    ConditionKind.EVIDENCE_CONFIDENCE: _share,
    ConditionKind.PULSE_FAVOURABLE: _share,
    ConditionKind.MODERATED: _done,
    ConditionKind.FULL_ASSESSMENT: _done,
    ConditionKind.PULSE_AGE: lambda _, one: f"in the last {_months(one.has)}",
    ConditionKind.EARLIER_STAGE: lambda bank, one: _stage(bank, one.has),
}
