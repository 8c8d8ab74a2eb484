"""Score a set of answers: claimed, supported and moderated, by dimension, domain and lens.

The rules are those of docs/scoring.md. Scores run from 0 to 100 with one decimal and are None where
nothing was answered; overall is None while any dimension is.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from assessment.domain.assessment.answers import Completeness
from assessment.domain.assessment.scorecard import Scorecard
from assessment.domain.assessment.tally_sheet import tally_sheet

if TYPE_CHECKING:
    from collections.abc import Mapping

    from assessment.domain.assessment.answers import Answer
    from assessment.domain.bank.question_bank import QuestionBank


def score(bank: QuestionBank, answers: Mapping[str, Answer]) -> Scorecard:
    """Score a set of answers, complete or not, against its own bank; other banks' items are left out."""
    sheet = tally_sheet(bank)
    claimed = supported = moderated = answered = not_applicable = 0
    entries = sheet.entries
    for item_id, answer in answers.items():
        by_claim = entries.get(item_id)
        if by_claim is None:
            continue
        if answer.level is None:
            not_applicable += answer.not_applicable is not None
            continue
        entry = by_claim[answer.level, answer.evidence, answer.lived_experience]
        answered += 1
        claimed += entry.claimed
        supported += entry.supported
        moderated += entry.supported if answer.moderated is None else entry.moderated[answer.moderated]
    return Scorecard(
        bank=bank.id,
        rules_version=bank.rules_version,
        claimed=sheet.scores(claimed),
        supported=sheet.scores(supported),
        moderated=sheet.scores(moderated),
        completeness=Completeness(len(bank.items), answered, not_applicable),
    )
