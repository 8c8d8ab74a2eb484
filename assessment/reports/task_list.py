"""The task list of an assessment: what there is to answer, and how much of it is left."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from assessment.domain.assessment.answers import Answer, Completeness, completeness
from assessment.domain.bank.question_bank import Axis
from assessment.store import answers as stored
from assessment.store.banks import bank as bank_by_id
from assessment.store.banks import questionnaire_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlalchemy.orm import Session

    from assessment.domain.assessment.assessment import Assessment
    from assessment.domain.assessment.saved import SavedAnswer
    from assessment.domain.bank.question_bank import Dimension, Domain, Item, Lens, QuestionBank


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

    @property
    def waits(self) -> bool:
        """Whether somebody still has to choose a level, or to say that it does not apply."""
        return self.status in {Status.NOT_STARTED, Status.NOTE_ONLY}


@dataclass(frozen=True, slots=True)
class Section:
    """One dimension in the task list, with how much of it is left."""

    dimension: Dimension | Domain | Lens
    lines: tuple[ItemLine, ...]
    completeness: Completeness


@dataclass(frozen=True, slots=True)
class NextQuestion:
    """A question with the dimension that it belongs to and its number."""

    item: Item
    dimension: Dimension | Domain | Lens
    number: int


@dataclass(frozen=True, slots=True)
class TaskList:
    """Everything that is to be answered, section by section."""

    bank: QuestionBank
    sections: tuple[Section, ...]
    extension: tuple[ItemLine, ...]
    completeness: Completeness
    asks_for_pulse: bool
    has_core: bool
    items_in_full: int

    @property
    def next(self) -> NextQuestion | None:
        """The first question that still waits for an answer, in the order in which they are asked."""
        waiting = {line.item.id for section in self.sections for line in section.lines if line.waits}
        asked = ((number, item) for number, item in enumerate(self.bank.items, start=1) if item.id in waiting)
        found = next(asked, None)
        if found is None:
            return None
        number, item = found
        return NextQuestion(item, self.bank.group(Axis.DIMENSION, item.dimension), number)


def task_list(session: Session, assessment: Assessment, person_id: int) -> TaskList:
    """The task list of an assessment as one person sees it."""
    questionnaire, whole = questionnaire_of(session, assessment), bank_by_id(session, assessment.bank_id)
    bank = questionnaire.bank
    rows = stored.saved_answers(session, assessment.id)
    changed = stored.changed_after(session, assessment.id, person_id)
    said = {item_id: Answer(level=row.level, not_applicable=row.not_applicable) for item_id, row in rows.items()}
    return TaskList(
        bank=bank,
        sections=tuple(_section(bank, dimension, rows, said, changed) for dimension in bank.dimensions),
        extension=tuple(_line(item, rows, changed) for item in questionnaire.extension),
        completeness=completeness(bank.items, said),
        asks_for_pulse=asks_for_pulse(bank),
        has_core=whole.core() is not whole,
        items_in_full=len(whole.items),
    )


def completeness_of(session: Session, assessment: Assessment) -> Completeness:
    """How many questions of an assessment have been answered."""
    bank = questionnaire_of(session, assessment).bank
    rows = stored.saved_answers(session, assessment.id)
    said = {item_id: Answer(level=row.level, not_applicable=row.not_applicable) for item_id, row in rows.items()}
    return completeness(bank.items, said)


def asks_for_pulse(bank: QuestionBank) -> bool:
    """Whether any stage of the bank asks for a staff survey."""
    return any(
        requirement.kind.value.startswith("pulse") for stage in bank.stages for requirement in stage.requirements
    )


def _section(
    bank: QuestionBank,
    dimension: Dimension,
    rows: Mapping[str, SavedAnswer],
    said: Mapping[str, Answer],
    changed: frozenset[str],
) -> Section:
    items = bank.items_of(Axis.DIMENSION, dimension.id)
    return Section(
        dimension,
        tuple(_line(item, rows, changed) for item in items),
        completeness(items, said),
    )


def _line(item: Item, rows: Mapping[str, SavedAnswer], changed: frozenset[str]) -> ItemLine:
    row = rows.get(item.id)
    return ItemLine(item, status_of(row), row.level if row else None, item.id in changed)


def status_of(row: SavedAnswer | None) -> Status:
    """What has been done about an item."""
    if row is None:
        return Status.NOT_STARTED
    if row.level is not None:
        return Status.ANSWERED
    if row.not_applicable is not None:
        return Status.NOT_APPLICABLE
    return Status.NOTE_ONLY if row.note else Status.NOT_STARTED
