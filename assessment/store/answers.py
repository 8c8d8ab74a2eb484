"""What is asked about answers, evidence and their history."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from sqlalchemy import bindparam, func, select

from assessment.domain.assessment.answers import Answer
from assessment.domain.assessment.evidence import Piece, support
from assessment.domain.assessment.saved import AnswerChange, Evidence, Rating, SavedAnswer
from assessment.store import tables
from assessment.store.assessments import NAMED
from assessment.store.values import every, execute, first, kind, or_none

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from sqlalchemy import Table
    from sqlalchemy.orm import Session
    from sqlalchemy.sql import ColumnElement

    from assessment.domain.bank.question_bank import Item, QuestionBank

MOST_SHOWN = 20

ANSWER = kind(SavedAnswer, tables.answers)
EVIDENCE = kind(Evidence, tables.evidence)
CHANGE = kind(AnswerChange, tables.answer_changes, or_none(NAMED))
RATING = kind(Rating, tables.ratings, NAMED)


def _of_assessment(table: Table) -> ColumnElement[bool]:
    return table.c.assessment_id == bindparam("assessment")


def of_item(table: Table) -> tuple[ColumnElement[bool], ...]:
    """The rows of one item in one assessment."""
    return _of_assessment(table), table.c.item_id == bindparam("item")


# What the pages of a questionnaire ask for each time is put together once.
_ANSWERS = select(*ANSWER.columns).where(_of_assessment(tables.answers))
_ANSWER_TO_ITEM = select(*ANSWER.columns).where(*of_item(tables.answers))
_EVIDENCE = select(*EVIDENCE.columns).where(_of_assessment(tables.evidence)).order_by(tables.evidence.c.id)
_EVIDENCE_OF_ITEM = select(*EVIDENCE.columns).where(*of_item(tables.evidence)).order_by(tables.evidence.c.id)
_PIECE = select(*EVIDENCE.columns).where(_of_assessment(tables.evidence), tables.evidence.c.id == bindparam("piece"))
_PIECES = select(func.count()).select_from(tables.evidence).where(*of_item(tables.evidence))
_HISTORY_OF_ITEM = (
    select(*CHANGE.columns)
    .outerjoin_from(tables.answer_changes, tables.people, tables.people.c.id == tables.answer_changes.c.person_id)
    .where(*of_item(tables.answer_changes))
    .order_by(tables.answer_changes.c.id.desc())
    .limit(MOST_SHOWN)
)
_RATINGS_OF_ITEM = (
    select(*RATING.columns)
    .join_from(tables.ratings, tables.people, tables.people.c.id == tables.ratings.c.person_id)
    .where(*of_item(tables.ratings))
    .order_by(tables.people.c.sort_key, tables.people.c.id)
)
_MINE = func.max(tables.answer_changes.c.id).filter(tables.answer_changes.c.person_id == bindparam("person"))
_OTHERS = func.max(tables.answer_changes.c.id).filter(tables.answer_changes.c.person_id != bindparam("person"))
_CHANGED_AFTER = (
    select(tables.answer_changes.c.item_id)
    .where(_of_assessment(tables.answer_changes))
    .group_by(tables.answer_changes.c.item_id)
    .having(_MINE.is_not(None), _OTHERS > _MINE)
)
_FILE_TOKENS = select(tables.evidence.c.file_token).where(tables.evidence.c.file_token.is_not(None))


def saved_answers(session: Session, assessment_id: int) -> Mapping[str, SavedAnswer]:
    """Every saved answer of an assessment, by item."""
    return {one.item_id: one for one in every(session, ANSWER, _ANSWERS, {"assessment": assessment_id})}


def answers_around(
    session: Session, assessment_id: int, item_id: str
) -> tuple[SavedAnswer | None, Mapping[str, Answer]]:
    """The saved answer to one item, and what the assessment says so far, without evidence: how much is left."""
    rows = execute(session, _ANSWERS, {"assessment": assessment_id}).all()
    given = {row[0]: Answer(level=row[1], not_applicable=row[2]) for row in rows}
    return next((ANSWER.make(*row) for row in rows if row[0] == item_id), None), given


def saved_answer(session: Session, assessment_id: int, item_id: str) -> SavedAnswer | None:
    """The saved answer to one item."""
    return first(session, ANSWER, _ANSWER_TO_ITEM, {"assessment": assessment_id, "item": item_id})


def answer_texts(session: Session, assessment_id: int, item_id: str) -> tuple[str, ...]:
    """What somebody wrote to an answer as it is saved: the note, and why it does not apply."""
    saved = saved_answer(session, assessment_id, item_id)
    return (saved.note, saved.not_applicable or "") if saved else ()


def evidence_by_item(session: Session, assessment_id: int) -> Mapping[str, Sequence[Evidence]]:
    """The evidence of an assessment, by item, in the order in which it was added."""
    found: dict[str, list[Evidence]] = defaultdict(list)
    for piece in every(session, EVIDENCE, _EVIDENCE, {"assessment": assessment_id}):
        found[piece.item_id].append(piece)
    return found


def evidence_of(session: Session, assessment_id: int, item_id: str) -> Sequence[Evidence]:
    """The evidence of one item, in the order in which it was added."""
    return every(session, EVIDENCE, _EVIDENCE_OF_ITEM, {"assessment": assessment_id, "item": item_id})


def count_evidence(session: Session, assessment_id: int, item_id: str) -> int:
    """How many pieces of evidence an item has."""
    return int(execute(session, _PIECES, {"assessment": assessment_id, "item": item_id}).scalar_one())


def evidence_piece(session: Session, assessment_id: int, evidence_id: int) -> Evidence | None:
    """One piece of evidence of an assessment."""
    return first(session, EVIDENCE, _PIECE, {"assessment": assessment_id, "piece": evidence_id})


def file_tokens(session: Session) -> frozenset[str]:
    """The tokens of all files that belong to a piece of evidence."""
    return frozenset(execute(session, _FILE_TOKENS).scalars())


def ratings_of(session: Session, assessment_id: int, item_id: str) -> Sequence[Rating]:
    """What single people think of one item, by name."""
    return every(session, RATING, _RATINGS_OF_ITEM, {"assessment": assessment_id, "item": item_id})


def history_of(session: Session, assessment_id: int, item_id: str) -> Sequence[AnswerChange]:
    """The latest attempts to save the answer to one item, the last one first."""
    return every(session, CHANGE, _HISTORY_OF_ITEM, {"assessment": assessment_id, "item": item_id})


def changed_after(session: Session, assessment_id: int, person_id: int) -> frozenset[str]:
    """The items on which somebody else tried to save something after this person last had."""
    wanted = {"assessment": assessment_id, "person": person_id}
    return frozenset(execute(session, _CHANGED_AFTER, wanted).scalars())


def answers_on(session: Session, assessment_id: int, bank: QuestionBank, *, on: date) -> Mapping[str, Answer]:
    """The answers of an assessment as the rules take them, with their evidence as it counts on a day."""
    return _as_ruled(session, assessment_id, bank, bank.items, on=on)


def extension_answers(
    session: Session, assessment_id: int, bank: QuestionBank, items: Sequence[Item], *, on: date
) -> Mapping[str, Answer]:
    """The answers to a sector's own questions, which no score takes in."""
    return _as_ruled(session, assessment_id, bank, items, on=on) if items else {}


def _as_ruled(
    session: Session, assessment_id: int, bank: QuestionBank, items: Sequence[Item], *, on: date
) -> Mapping[str, Answer]:
    evidence, wanted = evidence_by_item(session, assessment_id), {item.id for item in items}
    return {
        item_id: answer_value(saved, evidence.get(item_id, ()), bank, on=on)
        for item_id, saved in saved_answers(session, assessment_id).items()
        if item_id in wanted
    }


def answer_value(saved: SavedAnswer, evidence: Sequence[Evidence], bank: QuestionBank, *, on: date) -> Answer:
    """One answer as the rules take it, with its evidence as it counts on a day."""
    pieces = [Piece(piece.grade, piece.dated_on, piece.lived_experience) for piece in evidence]
    best = support(bank.evidence, pieces, level=saved.level, on=on)
    return Answer(
        level=saved.level,
        evidence=best.grade,
        lived_experience=best.lived_experience,
        moderated=saved.moderated_level,
        not_applicable=saved.not_applicable,
    )
