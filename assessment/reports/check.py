"""What deserves a look before an assessment is sent on or signed off."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from assessment.domain.assessment.answers import AnswerFault, Completeness, completeness, faults, most_not_applicable
from assessment.domain.assessment.levels import supported_level
from assessment.reports.item_page import evidence_line
from assessment.store import answers as stored
from assessment.store.banks import questionnaire_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from sqlalchemy.orm import Session

    from assessment.domain.assessment.answers import Answer
    from assessment.domain.assessment.assessment import Assessment
    from assessment.domain.bank.question_bank import Item, QuestionBank


@dataclass(frozen=True, slots=True)
class AboveEvidence:
    """An item that is claimed above what its evidence carries."""

    item: Item
    claimed: int
    supported: int


@dataclass(frozen=True, slots=True)
class Check:
    """What deserves a look before an assessment is sent on or signed off."""

    bank: QuestionBank
    completeness: Completeness
    left: tuple[Item, ...]
    above_evidence: tuple[AboveEvidence, ...]
    out_of_date: tuple[Item, ...]
    not_applicable: tuple[tuple[Item, str], ...]
    most_not_applicable: int
    faults: tuple[AnswerFault, ...]

    @property
    def ready(self) -> bool:
        """Whether nothing stands in the way of sending it on."""
        return self.completeness.complete and not self.faults


def check(session: Session, assessment: Assessment, *, on: date) -> Check:
    """What the check page lists."""
    bank = questionnaire_of(session, assessment).bank
    rows, evidence = (
        stored.saved_answers(session, assessment.id),
        stored.evidence_by_item(session, assessment.id),
    )
    scored = {item_id: row for item_id, row in rows.items() if item_id in bank.items_by_id}
    answers = {i: stored.answer_value(row, evidence.get(i, ()), bank, on=on) for i, row in scored.items()}
    given = [item for item in bank.items if item.id in answers and answers[item.id].given]
    return Check(
        bank=bank,
        completeness=completeness(bank.items, answers),
        left=tuple(item for item in bank.items if item.id not in answers or not answers[item.id].given),
        above_evidence=tuple(_above_evidence(bank, given, answers)),
        out_of_date=tuple(
            item
            for item in given
            if any(
                evidence_line(bank, piece, answers[item.id].level, on=on).out_of_date
                for piece in evidence.get(item.id, ())
            )
        ),
        not_applicable=tuple((item, reason) for item in given if (reason := answers[item.id].not_applicable)),
        most_not_applicable=most_not_applicable(bank),
        faults=faults(bank, answers, public_contact=assessment.organisation.public_contact),
    )


def _above_evidence(bank: QuestionBank, items: Sequence[Item], answers: Mapping[str, Answer]) -> list[AboveEvidence]:
    levels = [(item, answers[item.id].level, supported_level(bank, item, answers[item.id])) for item in items]
    return [
        AboveEvidence(item, claimed, supported)
        for item, claimed, supported in levels
        if claimed is not None and supported is not None and claimed > supported
    ]
