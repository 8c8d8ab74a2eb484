"""Score a set of answers: claimed, supported and moderated, by dimension, domain and lens.

The rules are those of docs/scoring.md. Scores run from 0 to 100 with one decimal and are None where
nothing was answered; overall is None while any dimension is.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from assessment.domain.assessment.answers import Completeness
from assessment.domain.assessment.arithmetic import EXACT
from assessment.domain.assessment.scorecard import Scorecard
from assessment.domain.assessment.tally_sheet import tally_sheet

if TYPE_CHECKING:
    from collections.abc import Mapping

    from assessment.domain.assessment.answers import Answer
    from assessment.domain.bank.question_bank import QuestionBank


def score(bank: QuestionBank, answers: Mapping[str, Answer], *, arithmetic: int = EXACT.number) -> Scorecard:
    """Score a set of answers, complete or not, against its own bank; other banks' items are left out."""
    sheet = tally_sheet(bank, arithmetic)
    total = not_applicable = 0
    worth = sheet.worth
    for item_id, answer in answers.items():
        by_answer = worth.get(item_id)
        if by_answer is None:
            continue
        if answer.level is None:
            not_applicable += answer.not_applicable is not None
            continue
        total += by_answer[answer.level, answer.evidence, answer.lived_experience, answer.moderated]
    answered, (claimed, supported, moderated) = sheet.scores(total)
    return Scorecard(
        bank=bank.id,
        rules_version=bank.rules_version,
        claimed=claimed,
        supported=supported,
        moderated=moderated,
        completeness=Completeness(len(bank.items), answered, not_applicable),
        arithmetic=arithmetic,
    )
