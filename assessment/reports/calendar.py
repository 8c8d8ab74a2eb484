"""The years there are, each with the questions that it asks, and the questions that a new one can ask."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from assessment.store.assessments import cycles
from assessment.store.banks import bank, published_ids

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from assessment.domain.area.cycles import Cycle
    from assessment.domain.bank.question_bank import QuestionBank


@dataclass(frozen=True, slots=True)
class YearRow:
    """One year with its question bank."""

    cycle: Cycle
    bank: QuestionBank


def years(session: Session) -> tuple[YearRow, ...]:
    """Every year with its questions, the latest first."""
    return tuple(YearRow(one, bank(session, one.bank_id)) for one in cycles(session))


def banks_to_ask(session: Session) -> tuple[QuestionBank, ...]:
    """The published banks that a year can be opened on, the latest first."""
    found = [bank(session, bank_id) for bank_id in published_ids(session)]
    return tuple(one for one in reversed(found) if one.published)
