"""Save answers and evidence, without losing anything when two people work on the same question."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import insert

from assessment.commands.audit import record
from assessment.domain.assessment import life_cycle
from assessment.domain.assessment.saved import Outcome
from assessment.domain.errors import ChangedMeanwhile, TooMuchEvidence
from assessment.domain.trust.audit import Kind
from assessment.store import models, tables
from assessment.store.answers import count_evidence, evidence_of, evidence_piece
from assessment.store.banks import bank
from assessment.store.changes import answer_to_change, standing_of
from assessment.store.days import day_of
from assessment.store.rows import row_of
from assessment.store.session import upsert

if TYPE_CHECKING:
    from datetime import date, datetime

    from sqlalchemy.orm import Session

    from assessment.domain.assessment.assessment import Assessment
    from assessment.domain.assessment.life_cycle import AssessmentState, Term
    from assessment.domain.assessment.saved import Evidence
    from assessment.store.rows import Numbered


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
    assessment: Assessment,
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
    place = Place(assessment.id, item_id)
    before = _saved(session, place)
    life_cycle.require_open(before.state, before.term, day_of(session, at))
    if before.version and before.said == said:
        return
    attempt = Attempt(place, said, by, at)
    if before.version == seen and _write(session, attempt, over=seen):
        _remember(session, attempt, before.said, Outcome.SAVED)
        _record(session, assessment, item_id, at, done="answer saved", version=seen + 1)
        return
    _remember(session, attempt, _saved(session, place).said, Outcome.SET_ASIDE)
    _record(session, assessment, item_id, at, done="answer clashed, both versions kept")
    raise ChangedMeanwhile


def add_evidence(  # noqa: PLR0913 - who shows what, where and when
    session: Session,
    assessment: Assessment,
    item_id: str,
    shown: Shown,
    *,
    by: int,
    at: datetime,
) -> None:
    """Add a piece of evidence, whose writer has confirmed that it identifies nobody; the same piece is added once."""
    _require_open(session, assessment, at)
    if _shows_already(session, assessment, item_id, shown):
        return
    most = bank(session, assessment.bank_id).evidence.pieces_per_item
    if count_evidence(session, assessment.id, item_id) >= most:
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
    session: Session, assessment: Assessment, piece: Evidence, file: KeptFile | None, *, at: datetime
) -> str | None:
    """Attach a kept file to a piece of evidence, or take the one away that is there; gives the token of that one."""
    _require_open(session, assessment, at)
    row = row_of(session, models.Evidence, piece)
    before = row.file_token
    row.file_token = file.token if file else None
    row.file_name, row.file_size = (file.name, file.size) if file else ("", 0)
    done = "file attached" if file else "file removed"
    _record(session, assessment, piece.item_id, at, done=done, evidence=piece.id)
    return before


def remove_evidence(session: Session, assessment: Assessment, evidence_id: int, *, at: datetime) -> Evidence | None:
    """Remove a piece of evidence of this assessment, and give it if there was one."""
    _require_open(session, assessment, at)
    found = evidence_piece(session, assessment.id, evidence_id)
    if found is None:
        return None
    session.delete(row_of(session, models.Evidence, found))
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
    state: AssessmentState
    term: Term
    said: Said
    version: int


# A save is the product's most frequent change, so what it says to the database is put together once.
_WRITTEN = ("level", "not_applicable", "note", "version", "saved_at", "saved_by_id")
_REMEMBER = insert(tables.answer_changes)


def _saved(session: Session, place: Place) -> _Saved:
    state, term, level, not_applicable, note, version = answer_to_change(session, place.assessment_id, place.item_id)
    return _Saved(state, term, Said(level, not_applicable, note or ""), version or 0)


def _shows_already(session: Session, assessment: Assessment, item_id: str, shown: Shown) -> bool:
    there = evidence_of(session, assessment.id, item_id)
    return any(
        Shown(one.title, one.grade, one.dated_on, one.link, one.shows, one.lived_experience) == shown for one in there
    )


def _require_open(session: Session, assessment: Numbered, at: datetime) -> None:
    life_cycle.require_open(*standing_of(session, assessment.id), day_of(session, at))


def _write(session: Session, attempt: Attempt, *, over: int) -> bool:
    connection = session.connection()
    statement = upsert(connection.dialect.name, tables.answers, ("assessment_id", "item_id"), _WRITTEN)
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


def _remember(session: Session, attempt: Attempt, earlier: Said, outcome: Outcome) -> None:
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


def _record(session: Session, assessment: Assessment, item_id: str, at: datetime, **details: Any) -> None:
    record(
        session,
        Kind.ANSWER,
        f"assessment {assessment.id}",
        at=at,
        organisation=assessment.organisation_id,
        item=item_id,
        **details,
    )
