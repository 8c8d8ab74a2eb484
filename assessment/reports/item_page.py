"""One item of an assessment with everything that helps to answer it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from assessment.domain.assessment.answers import Completeness, completeness, not_applicable_allowed
from assessment.domain.assessment.evidence import Piece, out_of_date
from assessment.domain.assessment.levels import needed_for, supported_level
from assessment.domain.bank.equivalents import equivalents
from assessment.domain.bank.glossary import words_in
from assessment.domain.bank.question_bank import Axis
from assessment.store import answers as stored
from assessment.store.banks import bank as bank_by_id
from assessment.store.banks import between, questionnaire_of
from assessment.store.earlier import answer_before, evidence_of_years

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from sqlalchemy.orm import Session

    from assessment.domain.assessment.assessment import Assessment
    from assessment.domain.assessment.levels import Needed
    from assessment.domain.assessment.saved import AnswerChange, Evidence, Rating, SavedAnswer
    from assessment.domain.bank.equivalents import Equivalent
    from assessment.domain.bank.question_bank import Dimension, Domain, Item, Lens, QuestionBank
    from assessment.domain.bank.references import Term
    from assessment.domain.bank.rules import EvidenceGrade
    from assessment.domain.bank.variant import Questionnaire


@dataclass(frozen=True, slots=True)
class EvidenceLine:
    """One piece of evidence, with its grade and whether it is too old for the level that is claimed."""

    row: Evidence
    grade: EvidenceGrade
    out_of_date: bool


@dataclass(frozen=True, slots=True)
class Before:
    """What was said about an item in an earlier year, and the evidence that was given for it."""

    year: str
    level: int | None
    not_applicable: str | None
    note: str
    same_meaning: bool
    evidence: tuple[Evidence, ...] = ()

    @property
    def choice(self) -> tuple[str, int] | None:
        """The year and the level that is marked among the choices, where the question still means the same."""
        return (self.year, self.level) if self.same_meaning and self.level is not None else None


@dataclass(frozen=True, slots=True)
class ItemPage:
    """Everything about one item on one page."""

    bank: QuestionBank
    item: Item
    dimension: Dimension | Domain | Lens
    number: int
    total: int
    extension: bool
    previous: Item | None
    next: Item | None
    words: tuple[Term, ...]
    not_applicable_allowed: bool
    row: SavedAnswer | None = None
    evidence: tuple[EvidenceLine, ...] = ()
    supported: int | None = None
    before: Before | None = None
    history: Sequence[AnswerChange] = ()
    ratings: Sequence[Rating] = ()
    progress: Completeness | None = None

    @property
    def falls_short(self) -> bool:
        """Whether the evidence supports less than the level that was chosen."""
        return self.row is not None and self.row.level is not None and self.supported != self.row.level

    @property
    def needed(self) -> Needed | None:
        """What evidence would support the level that was chosen, where it falls short."""
        level = self.row.level if self.row and self.falls_short else None
        return None if level is None else needed_for(self.bank, self.item, level)

    @property
    def version(self) -> int:
        """The version of the answer that this page shows, 0 for none."""
        return self.row.version if self.row else 0


def item_page(session: Session, assessment: Assessment, item_id: str, *, on: date) -> ItemPage | None:
    """One item of an assessment, or None if its bank has no such item."""
    return page_of(session, assessment, questionnaire_of(session, assessment), item_id, on=on)


def page_of(
    session: Session, assessment: Assessment, questionnaire: Questionnaire, item_id: str, *, on: date
) -> ItemPage | None:
    """One item of what is asked of an organisation, or None if nothing with this id is."""
    blank = blank_page(questionnaire, item_id, public_contact=assessment.organisation.public_contact)
    if blank is None:
        return None
    bank, item = questionnaire.bank, blank.item
    row, given = stored.answers_around(session, assessment.id, item_id)
    before, pieces = _before(session, assessment, item)
    return replace(
        blank,
        row=row,
        evidence=tuple(evidence_line(bank, piece, row.level if row else None, on=on) for piece in pieces),
        supported=supported_level(bank, item, stored.answer_value(row, pieces, bank, on=on)) if row else None,
        before=before,
        history=stored.history_of(session, assessment.id, item_id),
        ratings=stored.ratings_of(session, assessment.id, item_id),
        progress=completeness(bank.items, given),
    )


def blank_page(questionnaire: Questionnaire, item_id: str, *, public_contact: bool = True) -> ItemPage | None:
    """One item before anybody has said anything about it, or None if nothing with this id is asked."""
    bank, item, order = questionnaire.bank, questionnaire.item(item_id), questionnaire.items
    if item is None:
        return None
    place = questionnaire.places[item_id]
    own = place >= len(bank.items)
    first = len(bank.items) if own else 0
    return ItemPage(
        bank=bank,
        item=item,
        dimension=bank.group(Axis.DIMENSION, item.dimension),
        number=place + 1 - first,
        total=len(questionnaire.extension) if own else len(bank.items),
        extension=own,
        previous=order[place - 1] if place else None,
        next=questionnaire.after(item_id),
        words=words_in(bank, item),
        not_applicable_allowed=not_applicable_allowed(item, public_contact=public_contact),
    )


def item_after(session: Session, assessment: Assessment, item_id: str) -> str | None:
    """The item that follows another in the order in which they are asked, None after the last."""
    following = questionnaire_of(session, assessment).after(item_id)
    return following.id if following else None


def evidence_line(bank: QuestionBank, row: Evidence, level: int | None, *, on: date) -> EvidenceLine:
    """One piece of evidence as it counts for a level on a day."""
    grade = bank.evidence.grade(row.grade)
    return EvidenceLine(
        row,
        grade,
        out_of_date(grade, Piece(row.grade, row.dated_on), level=level, on=on),
    )


def _before(session: Session, assessment: Assessment, item: Item) -> tuple[Before | None, Sequence[Evidence]]:
    """What was said about an item in an earlier year, and the evidence of this one."""
    former = item.replaces[0].item if item.replaces else None
    found = answer_before(session, assessment, item.id, former)
    if found is None:
        return None, stored.evidence_of(session, assessment.id, item.id)
    row, earlier = found
    pieces, shown = evidence_of_years(session, (assessment.id, item.id), (earlier.id, row.item_id))
    like = _like(session, earlier.bank_id, assessment.bank_id).get(item.id)
    same = like is not None and like.item == row.item_id
    before = Before(
        year=earlier.cycle.name,
        level=like.levels[row.level] if like and same and row.level is not None else row.level,
        not_applicable=row.not_applicable,
        note=row.note,
        same_meaning=same,
        evidence=tuple(shown),
    )
    return before, pieces


def _like(session: Session, earlier: str, later: str) -> Mapping[str, Equivalent]:
    if earlier == later:
        return equivalents((bank_by_id(session, later),))
    steps = (earlier, later)
    first, last = (bank_by_id(session, one) for one in steps)
    return equivalents((first, *between(session, *steps), last))
