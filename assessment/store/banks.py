"""Question banks by id: those that are installed, and those that were uploaded and published."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from sqlalchemy import select
from sqlalchemy.orm import undefer

from assessment import banks
from assessment.banks.published import changes_since
from assessment.domain.bank.rules import Selection
from assessment.store import models

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Sequence

    from sqlalchemy.orm import Session

    from assessment.domain.assessment.assessment import Assessment
    from assessment.domain.bank.question_bank import QuestionBank
    from assessment.domain.bank.variant import Questionnaire


def bank(session: Session, bank_id: str) -> QuestionBank:
    """A bank that assessments may rest on; raises UnknownBank, or BankFaulty if it was changed since it was published.

    A published bank never changes, so an uploaded one is read from the database once.
    """
    found = banks.find(bank_id)
    if found:
        return found
    memory: dict[Hashable, object] = session.info["banks"]
    if bank_id not in memory:
        memory[bank_id] = _uploaded(session, bank_id)
    return cast("QuestionBank", memory[bank_id])


def _uploaded(session: Session, bank_id: str) -> QuestionBank:
    row = bank_file(session, bank_id)
    if row is None or row.published_at is None:
        raise banks.UnknownBank(bank_id, banks.available())
    data = row.content.encode()
    if changed := changes_since(data, row.recorded):
        raise banks.BankFaulty(changed)
    return banks.parse(data, name=bank_id)


def questionnaire_of(session: Session, assessment: Assessment) -> Questionnaire:
    """What an organisation is asked in an assessment: its length, its sector's words, its sector's own questions."""
    return banks.questionnaire(
        bank(session, assessment.bank_id), assessment.selection, assessment.organisation.sector.value
    )


def selected(session: Session, assessment: Assessment) -> QuestionBank:
    """The bank of an assessment in its length, in its own words."""
    whole = bank(session, assessment.bank_id)
    return whole.core() if assessment.selection is Selection.CORE else whole


def between(session: Session, earlier: str, later: str) -> tuple[QuestionBank, ...]:
    """The versions between two banks, the earliest first; none where one does not lead to the other."""
    found: list[QuestionBank] = []
    step = bank(session, later)
    while step.replaces and step.replaces.bank != earlier:
        try:
            step = bank(session, step.replaces.bank)
        except banks.UnknownBank:
            return ()
        if step in found:
            return ()
        found.append(step)
    return tuple(reversed(found)) if step.replaces else ()


def lookup(session: Session) -> Callable[[str], QuestionBank | None]:
    """How checks find other banks by id: among those that are installed or were published."""

    def find(bank_id: str) -> QuestionBank | None:
        try:
            return bank(session, bank_id)
        except banks.UnknownBank:
            return None

    return find


def bank_file(session: Session, bank_id: str) -> models.BankFile | None:
    """An uploaded bank with its content."""
    return session.scalar(
        select(models.BankFile)
        .where(models.BankFile.bank_id == bank_id)
        .options(undefer(models.BankFile.content), undefer(models.BankFile.recorded))
    )


def bank_files(session: Session) -> Sequence[models.BankFile]:
    """Every uploaded bank, the latest first."""
    return session.scalars(select(models.BankFile).order_by(models.BankFile.uploaded_at.desc())).all()


def published_ids(session: Session) -> tuple[str, ...]:
    """The ids of every bank that a year can be opened on or that anybody may read, installed ones first."""
    uploaded = session.scalars(
        select(models.BankFile.bank_id)
        .where(models.BankFile.published_at.is_not(None))
        .order_by(models.BankFile.published_at)
    )
    return (*banks.available(), *uploaded)
