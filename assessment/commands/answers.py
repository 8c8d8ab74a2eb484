"""Save answers and evidence, so that nothing typed is lost when two people work on one item."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast

from sqlalchemy import bindparam, func, insert, select

from assessment.commands.assessments import require_open
from assessment.commands.audit import record
from assessment.domain.errors import ChangedMeanwhile, TooMuchEvidence
from assessment.domain.trust.audit import Kind
from assessment.store import models
from assessment.store.banks import bank
from assessment.store.models import Outcome
from assessment.store.session import upsert

if TYPE_CHECKING:
    from datetime import date, datetime

    from sqlalchemy import Table
    from sqlalchemy.orm import Session


@dataclass(frozen=True, slots=True)
class Said:
    """What somebody says about one item: a level or why it is not applicable, and a note."""

    level: int | None = None
    not_applicable: str | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class KeptFile:
    """A file that was checked and kept: by which token, under which name, and how many bytes it has."""

    token: str
    name: str
    size: int


@dataclass(frozen=True, slots=True)
class Shown:
    """A piece of evidence as somebody describes it."""

    title: str
    grade: str
    dated_on: date
    link: str = ""
    shows: str = ""
    lived_experience: bool = False


def save(  # noqa: PLR0913 - who says what, where, when and over which version
    session: Session,
    assessment: models.Assessment,
    item_id: str,
    said: Said,
    *,
    seen: int,
    by: int,
    at: datetime,
) -> None:
    """Save an answer over version `seen` of it, 0 for none.

    Raises ChangedMeanwhile if somebody else has saved another version since; what was said is then set aside in
    the history, which the caller has to commit all the same.
    """
    require_open(assessment)
    place = Place(assessment.id, item_id)
    before = _saved(session, place)
    if before and before.said == said:
        return
    attempt = Attempt(place, said, by, at)
    if (before.version if before else 0) == seen and _write(session, attempt, over=seen):
        _remember(session, attempt, before, Outcome.SAVED)
        _record(session, assessment, item_id, at, done="answer saved", version=seen + 1)
        return
    _remember(session, attempt, _saved(session, place), Outcome.SET_ASIDE)
    _record(session, assessment, item_id, at, done="answer set aside")
    raise ChangedMeanwhile


def add_evidence(  # noqa: PLR0913 - who shows what, where and when
    session: Session,
    assessment: models.Assessment,
    item_id: str,
    shown: Shown,
    *,
    by: int,
    at: datetime,
) -> None:
    """Add a piece of evidence, whose writer has confirmed that it identifies nobody."""
    require_open(assessment)
    most = bank(session, assessment.bank_id).evidence.pieces_per_item
    here = (
        models.Evidence.assessment_id == assessment.id,
        models.Evidence.item_id == item_id,
    )
    if (session.scalar(select(func.count()).where(*here)) or 0) >= most:
        raise TooMuchEvidence(most)
    session.add(
        models.Evidence(
            assessment_id=assessment.id,
            item_id=item_id,
            title=shown.title,
            link=shown.link,
            shows=shown.shows,
            grade=shown.grade,
            dated_on=shown.dated_on,
            lived_experience=shown.lived_experience,
            no_personal_details=True,
            added_at=at,
            added_by_id=by,
        )
    )
    _record(session, assessment, item_id, at, done="evidence added")


def attach_file(
    session: Session, assessment: models.Assessment, piece: models.Evidence, file: KeptFile | None, *, at: datetime
) -> None:
    """Attach a kept file to a piece of evidence, or take the one away that is there."""
    require_open(assessment)
    piece.file_token = file.token if file else None
    piece.file_name, piece.file_size = (file.name, file.size) if file else ("", 0)
    done = "file attached" if file else "file removed"
    _record(session, assessment, piece.item_id, at, done=done, evidence=piece.id)


def remove_evidence(
    session: Session, assessment: models.Assessment, evidence_id: int, *, at: datetime
) -> models.Evidence | None:
    """Remove a piece of evidence of this assessment, and give it if there was one."""
    require_open(assessment)
    found = session.get(models.Evidence, evidence_id)
    if found is None or found.assessment_id != assessment.id:
        return None
    session.delete(found)
    _record(session, assessment, found.item_id, at, done="evidence removed", evidence=evidence_id)
    return found


@dataclass(frozen=True, slots=True)
class Place:
    """Where an answer stands."""

    assessment_id: int
    item_id: str


@dataclass(frozen=True, slots=True)
class Attempt:
    """Somebody's attempt to save something at a place."""

    place: Place
    said: Said
    by: int
    at: datetime


@dataclass(frozen=True, slots=True)
class _Saved:
    said: Said
    version: int


# A save is the product's most frequent change, so what it says to the database is put together once.
_ANSWER = cast("Table", models.Answer.__table__)
_WRITTEN = ("level", "not_applicable", "note", "version", "saved_at", "saved_by_id")
_REMEMBER = insert(cast("Table", models.AnswerChange.__table__))
_STANDING = select(models.Answer.level, models.Answer.not_applicable, models.Answer.note, models.Answer.version).where(
    models.Answer.assessment_id == bindparam("assessment"), models.Answer.item_id == bindparam("item")
)


def _saved(session: Session, place: Place) -> _Saved | None:
    wanted = {"assessment": place.assessment_id, "item": place.item_id}
    row = session.connection().execute(_STANDING, wanted).one_or_none()
    return row and _Saved(Said(row.level, row.not_applicable, row.note), row.version)


def _write(session: Session, attempt: Attempt, *, over: int) -> bool:
    connection = session.connection()
    statement = upsert(connection.dialect.name, _ANSWER, ("assessment_id", "item_id"), _WRITTEN)
    row = connection.execute(
        statement,
        {
            "assessment_id": attempt.place.assessment_id,
            "item_id": attempt.place.item_id,
            "level": attempt.said.level,
            "not_applicable": attempt.said.not_applicable,
            "note": attempt.said.note,
            "version": over + 1,
            "saved_at": attempt.at,
            "saved_by_id": attempt.by,
            "over": over,
        },
    ).first()
    return row is not None


def _remember(session: Session, attempt: Attempt, before: _Saved | None, outcome: Outcome) -> None:
    earlier = before.said if before else Said()
    session.connection().execute(
        _REMEMBER,
        {
            "assessment_id": attempt.place.assessment_id,
            "item_id": attempt.place.item_id,
            "person_id": attempt.by,
            "at": attempt.at,
            "outcome": outcome,
            "level_before": earlier.level,
            "level_after": attempt.said.level,
            "not_applicable_before": earlier.not_applicable,
            "not_applicable_after": attempt.said.not_applicable,
            "note_before": earlier.note,
            "note_after": attempt.said.note,
        },
    )


def _record(session: Session, assessment: models.Assessment, item_id: str, at: datetime, **details: Any) -> None:
    record(
        session,
        Kind.ANSWER,
        f"assessment {assessment.id}",
        at=at,
        organisation=assessment.organisation_id,
        item=item_id,
        **details,
    )
