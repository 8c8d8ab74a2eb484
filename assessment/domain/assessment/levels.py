"""The level that one answer reaches: as claimed, as its evidence supports, as moderated."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from assessment.domain.assessment.scorecard import State

if TYPE_CHECKING:
    from assessment.domain.assessment.answers import Answer
    from assessment.domain.bank.question_bank import Item, QuestionBank
    from assessment.domain.bank.rules import EvidenceGrade


def supported_level(bank: QuestionBank, item: Item, answer: Answer) -> int | None:
    """The claimed level, or the highest that its evidence carries if that is lower."""
    if answer.level is None:
        return None
    cap = bank.evidence.grade(answer.evidence).cap
    lived_cap = bank.evidence.lived_experience_cap
    if item.lived_experience and not answer.lived_experience and lived_cap is not None:
        cap = min(cap, lived_cap)
    return min(answer.level, cap)


@dataclass(frozen=True, slots=True)
class Needed:
    """What evidence would support a level: the weakest kind that does, and whether lived experience has to speak."""

    grade: EvidenceGrade
    lived_experience: bool


def needed_for(bank: QuestionBank, item: Item, level: int) -> Needed | None:
    """What evidence would support a level of an item; None where no kind of evidence does."""
    lived_cap = bank.evidence.lived_experience_cap
    grade = next((one for one in bank.evidence.grades if one.cap >= level), None)
    lived = item.lived_experience and lived_cap is not None and level > lived_cap
    return Needed(grade, lived) if grade else None


def level_in(state: State, bank: QuestionBank, item: Item, answer: Answer) -> int | None:
    """The level of one answer in one state; moderated is the supported level until a moderator says otherwise."""
    if state is State.CLAIMED or answer.level is None:
        return answer.level
    if state is State.MODERATED and answer.moderated is not None:
        return answer.moderated
    return supported_level(bank, item, answer)
