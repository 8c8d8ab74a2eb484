"""The task list, one item, and the check before an assessment is sent on."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from assessment import banks
from assessment.domain.answers import (
    Answer,
    AnswerFault,
    Completeness,
    completeness,
    faults,
    may_not_apply,
    most_not_applicable,
)
from assessment.domain.bank import Axis
from assessment.domain.evidence import Piece, out_of_date
from assessment.domain.scoring import supported_level
from assessment.store import answers as stored

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from sqlalchemy.orm import Session

    from assessment.domain.bank import Dimension, Domain, Item, Lens, QuestionBank
    from assessment.domain.rules import EvidenceGrade
    from assessment.store import models
    from assessment.store.answers import StandingAnswer


class Status(StrEnum):
    """What has been done about one item."""

    NOT_STARTED = "Not started"
    NOTE_ONLY = "Note only"
    ANSWERED = "Answered"
    NOT_APPLICABLE = "Does not apply"


@dataclass(frozen=True, slots=True)
class ItemLine:
    """One item in the task list."""

    item: Item
    status: Status
    level: int | None
    changed_after_you: bool


@dataclass(frozen=True, slots=True)
class Section:
    """One dimension in the task list, with how much of it is left."""

    dimension: Dimension | Domain | Lens
    lines: tuple[ItemLine, ...]
    completeness: Completeness


@dataclass(frozen=True, slots=True)
class TaskList:
    """Everything that is to be answered, section by section."""

    bank: QuestionBank
    sections: tuple[Section, ...]
    completeness: Completeness
    asks_for_pulse: bool


def task_list(session: Session, assessment: models.Assessment, person_id: int) -> TaskList:
    """The task list of an assessment as one person sees it."""
    bank = banks.load(assessment.bank_id)
    rows = stored.standing_answers(session, assessment.id)
    changed = stored.changed_after(session, assessment.id, person_id)
    said = {item_id: Answer(level=row.level, not_applicable=row.not_applicable) for item_id, row in rows.items()}
    return TaskList(
        bank=bank,
        sections=tuple(_section(bank, dimension, rows, said, changed) for dimension in bank.dimensions),
        completeness=completeness(bank.items, said),
        asks_for_pulse=asks_for_pulse(bank),
    )


def asks_for_pulse(bank: QuestionBank) -> bool:
    """Whether any stage of the bank asks for a staff survey."""
    return any(
        requirement.kind.value.startswith("pulse") for stage in bank.stages for requirement in stage.requirements
    )


def _section(
    bank: QuestionBank,
    dimension: Dimension,
    rows: Mapping[str, StandingAnswer],
    said: Mapping[str, Answer],
    changed: frozenset[str],
) -> Section:
    items = bank.items_of(Axis.DIMENSION, dimension.id)
    return Section(
        dimension,
        tuple(
            ItemLine(
                item,
                status_of(rows.get(item.id)),
                _level(rows.get(item.id)),
                item.id in changed,
            )
            for item in items
        ),
        completeness(items, said),
    )


def _level(row: models.Answer | StandingAnswer | None) -> int | None:
    return row.level if row else None


def status_of(row: StandingAnswer | None) -> Status:
    """What has been done about an item."""
    if row is None:
        return Status.NOT_STARTED
    if row.level is not None:
        return Status.ANSWERED
    if row.not_applicable is not None:
        return Status.NOT_APPLICABLE
    return Status.NOTE_ONLY if row.note else Status.NOT_STARTED


@dataclass(frozen=True, slots=True)
class EvidenceLine:
    """One piece of evidence, with its grade and whether it is too old for the level that is claimed."""

    row: models.Evidence
    grade: EvidenceGrade
    out_of_date: bool


@dataclass(frozen=True, slots=True)
class Before:
    """What was said about an item in an earlier year."""

    year: str
    level: int | None
    not_applicable: str | None
    note: str
    same_meaning: bool


@dataclass(frozen=True, slots=True)
class ItemPage:
    """Everything about one item on one page."""

    bank: QuestionBank
    item: Item
    dimension: Dimension | Domain | Lens
    row: models.Answer | None
    evidence: tuple[EvidenceLine, ...]
    supported: int | None
    before: Before | None
    history: Sequence[models.AnswerChange]
    number: int
    previous_id: str | None
    next_id: str | None
    may_not_apply: bool

    @property
    def version(self) -> int:
        """The version of the answer that this page shows, 0 for none."""
        return self.row.version if self.row else 0


def item_page(session: Session, assessment: models.Assessment, item_id: str, *, on: date) -> ItemPage | None:
    """One item of an assessment, or None if its bank has no such item."""
    bank = banks.load(assessment.bank_id)
    item = bank.items_by_id.get(item_id)
    if item is None:
        return None
    row = stored.answer_row(session, assessment.id, item_id)
    pieces = stored.evidence_of(session, assessment.id, item_id)
    order = list(bank.items_by_id)
    place = order.index(item_id)
    return ItemPage(
        bank=bank,
        item=item,
        dimension=bank.group(Axis.DIMENSION, item.dimension),
        row=row,
        evidence=tuple(_evidence_line(bank, piece, _level(row), on=on) for piece in pieces),
        supported=supported_level(bank, item, stored.answer_value(row, pieces, bank, on=on)) if row else None,
        before=_before(session, assessment, item),
        history=stored.history_of(session, assessment.id, item_id),
        number=place + 1,
        previous_id=order[place - 1] if place else None,
        next_id=order[place + 1] if place + 1 < len(order) else None,
        may_not_apply=may_not_apply(item, public_contact=assessment.organisation.public_contact),
    )


def item_after(assessment: models.Assessment, item_id: str) -> str | None:
    """The item that follows another in the bank's order, None after the last."""
    order = list(banks.load(assessment.bank_id).items_by_id)
    place = order.index(item_id) + 1
    return order[place] if place < len(order) else None


def _evidence_line(bank: QuestionBank, row: models.Evidence, level: int | None, *, on: date) -> EvidenceLine:
    grade = bank.evidence.grade(row.grade)
    return EvidenceLine(
        row,
        grade,
        out_of_date(grade, Piece(row.grade, row.dated_on), level=level, on=on),
    )


def _before(session: Session, assessment: models.Assessment, item: Item) -> Before | None:
    found = stored.answer_before(session, assessment, item.id)
    if found is None:
        return None
    row, earlier = found
    return Before(
        year=earlier.cycle.name,
        level=row.level,
        not_applicable=row.not_applicable,
        note=row.note,
        same_meaning=False,
    )


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


def check(session: Session, assessment: models.Assessment, *, on: date) -> Check:
    """What the check page lists."""
    bank = banks.load(assessment.bank_id)
    rows, evidence = (
        stored.answer_rows(session, assessment.id),
        stored.evidence_rows(session, assessment.id),
    )
    answers = {i: stored.answer_value(row, evidence.get(i, ()), bank, on=on) for i, row in rows.items()}
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
                _evidence_line(bank, piece, answers[item.id].level, on=on).out_of_date
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
