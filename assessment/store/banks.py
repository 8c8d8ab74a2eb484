"""Question banks by id: those that are installed, and those that were uploaded and published."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast

from sqlalchemy import bindparam, select

from assessment import banks
from assessment.banks.published import changes_since
from assessment.domain.bank.rules import Selection
from assessment.store import tables
from assessment.store.values import every, execute, first, kind

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Mapping, Sequence
    from datetime import datetime

    from sqlalchemy.orm import Session

    from assessment.domain.assessment.assessment import Assessment
    from assessment.domain.assessment.kept import KeptResult
    from assessment.domain.bank.question_bank import QuestionBank
    from assessment.domain.bank.variant import Questionnaire
    from assessment.store import models


@dataclass(frozen=True, slots=True)
class ListedBankFile:
    """An uploaded bank as a list shows it: a draft until it is published."""

    id: int
    bank_id: str
    uploaded_at: datetime
    published_at: datetime | None


@dataclass(frozen=True, slots=True)
class BankFile:
    """An uploaded bank with its content, and with what was recorded of it when it was published."""

    id: int
    bank_id: str
    content: str
    recorded: Mapping[str, Any]
    uploaded_at: datetime
    published_at: datetime | None


_LISTED_BANK_FILE = kind(ListedBankFile, tables.bank_files)
_BANK_FILE = kind(BankFile, tables.bank_files)
_WITH_ID = select(*_BANK_FILE.columns).where(tables.bank_files.c.bank_id == bindparam("wanted"))
_UPLOADED = select(*_LISTED_BANK_FILE.columns).order_by(tables.bank_files.c.uploaded_at.desc())
_PUBLISHED_IDS = (
    select(tables.bank_files.c.bank_id)
    .where(tables.bank_files.c.published_at.is_not(None))
    .order_by(tables.bank_files.c.published_at)
)


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
    file = bank_file(session, bank_id)
    if file is None or file.published_at is None:
        raise banks.UnknownBank(bank_id, banks.available())
    data = file.content.encode()
    if changed := changes_since(data, file.recorded):
        raise banks.BankFaulty(changed)
    return banks.parse(data, name=bank_id)


def questionnaire_of(session: Session, assessment: Assessment | models.Assessment) -> Questionnaire:
    """What an organisation is asked in an assessment: its length, its sector's words, its sector's own questions."""
    return banks.questionnaire(
        bank(session, assessment.bank_id), assessment.selection, assessment.organisation.sector.value
    )


def selected(session: Session, asked: Assessment | models.Assessment | KeptResult) -> QuestionBank:
    """The bank of an assessment or of a kept result in its length, in its own words."""
    whole = bank(session, asked.bank_id)
    return whole.core() if asked.selection is Selection.CORE else whole


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


def bank_file(session: Session, bank_id: str) -> BankFile | None:
    """An uploaded bank with its content."""
    return first(session, _BANK_FILE, _WITH_ID, {"wanted": bank_id})


def bank_files(session: Session) -> Sequence[ListedBankFile]:
    """Every uploaded bank, the latest first."""
    return every(session, _LISTED_BANK_FILE, _UPLOADED)


def published_ids(session: Session) -> tuple[str, ...]:
    """The ids of every bank that a year can be opened on or that anybody may read, installed ones first."""
    return (*banks.available(), *execute(session, _PUBLISHED_IDS).scalars())
