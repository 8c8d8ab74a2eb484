"""What the printed form of a bank has to say before the bank is published."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assessment.cli.base import Refused
from assessment.documents.printing import CannotBePrinted
from assessment.documents.questionnaire import prove, unprintable_signs
from assessment.domain.bank.question_bank import QuestionBank
from assessment.domain.bank.rules import Selection
from assessment.domain.bank.variant import Questionnaire

if TYPE_CHECKING:
    from collections.abc import Iterator


def require_printable(found: object) -> None:
    """Print a bank once; refuses one that cannot be printed."""
    try:
        prove(_questionnaires(found))
    except CannotBePrinted as error:
        raise Refused(f"This bank can’t be printed as a PDF: {error}") from error


def remarks_on_printing(found: object) -> Iterator[str]:
    """The signs for which a printed bank shows a box."""
    for questionnaire in _questionnaires(found):
        if missing := unprintable_signs(questionnaire):
            yield f"printed documents can’t show these characters, and print a box instead: {' '.join(missing)}"


def _questionnaires(found: object) -> Iterator[Questionnaire]:
    if isinstance(found, QuestionBank):
        yield Questionnaire.of(found, Selection.FULL, None)
