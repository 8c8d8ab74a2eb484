"""Queries about answers, evidence and their history."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from sqlalchemy import bindparam, func, or_, select
from sqlalchemy.orm import contains_eager, joinedload

from assessment.domain.assessment.answers import Answer
from assessment.domain.assessment.evidence import Piece, support
from assessment.domain.assessment.life_cycle import AssessmentState
from assessment.store import models

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from sqlalchemy.orm import Session

    from assessment.domain.bank.question_bank import Item, QuestionBank


MOST_SHOWN = 20


class StandingAnswer(NamedTuple):
    """What is said about one item so far."""

    item_id: str
    level: int | None
    not_applicable: str | None
    note: str


# What the item page asks for each time is put together once.
_ANSWER_TO_ITEM = select(models.Answer).where(
    models.Answer.assessment_id == bindparam("assessment"), models.Answer.item_id == bindparam("item")
)
_STANDING = select(models.Answer.item_id, models.Answer.level, models.Answer.not_applicable, models.Answer.note).where(
    models.Answer.assessment_id == bindparam("assessment")
)
_EVIDENCE_OF_ITEM = (
    select(models.Evidence)
    .where(models.Evidence.assessment_id == bindparam("assessment"), models.Evidence.item_id == bindparam("item"))
    .order_by(models.Evidence.id)
)
_HISTORY_OF_ITEM = (
    select(models.AnswerChange)
    .where(
        models.AnswerChange.assessment_id == bindparam("assessment"), models.AnswerChange.item_id == bindparam("item")
    )
    .options(joinedload(models.AnswerChange.person))
    .order_by(models.AnswerChange.id.desc())
    .limit(MOST_SHOWN)
)
_ANSWER_BEFORE = (
    select(models.Answer, models.Assessment)
    .join_from(models.Answer, models.Assessment, models.Answer.assessment_id == models.Assessment.id)
    .join(models.Assessment.cycle)
    .where(
        or_(models.Answer.item_id == bindparam("item"), models.Answer.item_id == bindparam("former")),
        models.Assessment.organisation_id == bindparam("organisation"),
        models.Assessment.state == AssessmentState.SIGNED_OFF,
        models.Cycle.year < bindparam("year"),
    )
    .options(contains_eager(models.Assessment.cycle))
    .order_by(models.Cycle.year.desc())
    .limit(1)
)


_RATINGS_OF_ITEM = (
    select(models.Rating)
    .join(models.Rating.person)
    .where(models.Rating.assessment_id == bindparam("assessment"), models.Rating.item_id == bindparam("item"))
    .options(contains_eager(models.Rating.person))
    .order_by(models.Person.name)
)
_MINE = func.max(models.AnswerChange.id).filter(models.AnswerChange.person_id == bindparam("person"))
_OTHERS = func.max(models.AnswerChange.id).filter(models.AnswerChange.person_id != bindparam("person"))
_CHANGED_AFTER = (
    select(models.AnswerChange.item_id)
    .where(models.AnswerChange.assessment_id == bindparam("assessment"))
    .group_by(models.AnswerChange.item_id)
    .having(_MINE.is_not(None), _OTHERS > _MINE)
)


def answer_rows(session: Session, assessment_id: int) -> Mapping[str, models.Answer]:
    """Every saved answer of an assessment, by item."""
    rows = session.scalars(select(models.Answer).where(models.Answer.assessment_id == assessment_id))
    return {row.item_id: row for row in rows}


def standing_answers(session: Session, assessment_id: int) -> Mapping[str, StandingAnswer]:
    """What is said about every item of an assessment so far, and no more than a list of them needs."""
    rows = session.execute(_STANDING, {"assessment": assessment_id})
    return {row.item_id: StandingAnswer(*row) for row in rows}


def file_tokens(session: Session) -> frozenset[str]:
    """The tokens of all files that belong to a piece of evidence."""
    found = session.scalars(select(models.Evidence.file_token).where(models.Evidence.file_token.is_not(None)))
    return frozenset(token for token in found if token)


def answer_texts(session: Session, assessment_id: int, item_id: str) -> tuple[str, ...]:
    """What somebody wrote to an answer as it is saved: the note, and why it does not apply."""
    row = answer_row(session, assessment_id, item_id)
    return (row.note, row.not_applicable or "") if row else ()


def answer_row(session: Session, assessment_id: int, item_id: str) -> models.Answer | None:
    """The saved answer to one item."""
    return session.scalar(_ANSWER_TO_ITEM, {"assessment": assessment_id, "item": item_id})


def evidence_rows(session: Session, assessment_id: int) -> Mapping[str, Sequence[models.Evidence]]:
    """The evidence of an assessment, by item, in the order in which it was added."""
    query = select(models.Evidence).where(models.Evidence.assessment_id == assessment_id).order_by(models.Evidence.id)
    found: dict[str, list[models.Evidence]] = defaultdict(list)
    for row in session.scalars(query):
        found[row.item_id].append(row)
    return found


def evidence_of(session: Session, assessment_id: int, item_id: str) -> Sequence[models.Evidence]:
    """The evidence of one item, in the order in which it was added."""
    return session.scalars(_EVIDENCE_OF_ITEM, {"assessment": assessment_id, "item": item_id}).all()


def evidence_piece(session: Session, assessment_id: int, evidence_id: int) -> models.Evidence | None:
    """One piece of evidence of an assessment."""
    return session.scalar(
        select(models.Evidence).where(models.Evidence.id == evidence_id, models.Evidence.assessment_id == assessment_id)
    )


def answer_before(
    session: Session, assessment: models.Assessment, item_id: str, former_id: str | None = None
) -> tuple[models.Answer, models.Assessment] | None:
    """What the organisation last signed off about an item, or about the one it replaced, and in which assessment."""
    wanted = {
        "item": item_id,
        "former": former_id or item_id,
        "organisation": assessment.organisation_id,
        "year": assessment.cycle.year,
    }
    row = session.execute(_ANSWER_BEFORE, wanted).first()
    return (row[0], row[1]) if row else None


def ratings_of(session: Session, assessment_id: int, item_id: str) -> Sequence[models.Rating]:
    """What single people think of one item, by name."""
    return session.scalars(_RATINGS_OF_ITEM, {"assessment": assessment_id, "item": item_id}).all()


def history_of(session: Session, assessment_id: int, item_id: str) -> Sequence[models.AnswerChange]:
    """The latest attempts to save the answer to one item, the last one first."""
    return session.scalars(_HISTORY_OF_ITEM, {"assessment": assessment_id, "item": item_id}).all()


def changed_after(session: Session, assessment_id: int, person_id: int) -> frozenset[str]:
    """The items on which somebody else tried to save something after this person last had."""
    return frozenset(session.scalars(_CHANGED_AFTER, {"assessment": assessment_id, "person": person_id}))


def answers_on(session: Session, assessment_id: int, bank: QuestionBank, *, on: date) -> Mapping[str, Answer]:
    """The answers of an assessment as values, with their evidence as it counts on a day."""
    return _values(session, assessment_id, bank, bank.items, on=on)


def extension_answers(
    session: Session, assessment_id: int, bank: QuestionBank, items: Sequence[Item], *, on: date
) -> Mapping[str, Answer]:
    """The answers to a sector's own questions, which no score takes in."""
    return _values(session, assessment_id, bank, items, on=on) if items else {}


def _values(
    session: Session, assessment_id: int, bank: QuestionBank, items: Sequence[Item], *, on: date
) -> Mapping[str, Answer]:
    evidence, wanted = evidence_rows(session, assessment_id), {item.id for item in items}
    return {
        item_id: answer_value(row, evidence.get(item_id, ()), bank, on=on)
        for item_id, row in answer_rows(session, assessment_id).items()
        if item_id in wanted
    }


def answer_value(
    row: models.Answer,
    evidence: Sequence[models.Evidence],
    bank: QuestionBank,
    *,
    on: date,
) -> Answer:
    """One answer as a value, with its evidence as it counts on a day."""
    pieces = [Piece(piece.grade, piece.dated_on, piece.lived_experience) for piece in evidence]
    best = support(bank.evidence, pieces, level=row.level, on=on)
    return Answer(
        level=row.level,
        evidence=best.grade,
        lived_experience=best.lived_experience,
        moderated=row.moderated_level,
        not_applicable=row.not_applicable,
    )
