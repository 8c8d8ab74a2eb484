"""Start an assessment, send it to the sponsor, return it, sign it off."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from assessment.commands import results
from assessment.commands.audit import record
from assessment.domain.assessment import life_cycle
from assessment.domain.assessment.answers import completeness, faults
from assessment.domain.assessment.life_cycle import Step, Term
from assessment.domain.bank.rules import Selection
from assessment.domain.errors import AnswersFaulty, AnswersMissing, NotAllowedHere
from assessment.domain.trust.audit import Kind
from assessment.store import models
from assessment.store.answers import answers_on
from assessment.store.assessments import assessment_of, assessment_with
from assessment.store.banks import selected
from assessment.store.changes import standing_of
from assessment.store.cycles import cycle_of
from assessment.store.days import day_of
from assessment.store.people import sponsors_of
from assessment.store.rows import row_of

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date, datetime

    from sqlalchemy.orm import Session

    from assessment.domain.area.cycles import Cycle
    from assessment.domain.area.organisations import Organisation
    from assessment.domain.assessment.assessment import Assessment
    from assessment.domain.assessment.kept import KeptResult
    from assessment.store.rows import Numbered


@dataclass(frozen=True, slots=True)
class Pulse:
    """What a staff survey found: its date, and the share of favourable answers by dimension, in per cent."""

    held_on: date | None
    favourable: Mapping[str, float]


def start(
    session: Session,
    organisation: Organisation,
    cycle: Cycle,
    *,
    selection: Selection = Selection.FULL,
    at: datetime,
) -> Assessment:
    """Start an organisation's assessment of a cycle, or give the one that was started already."""
    place, year = row_of(session, models.Organisation, organisation), cycle_of(session, cycle.year) or cycle
    if started := assessment_of(session, place.id, year.year):
        return started
    term = Term(year.name, year.opens_on, year.closes_on, place.closed_on)
    if because := term.shut_because(day_of(session, at)):
        msg = f"You can’t start an assessment, because {because}."
        raise NotAllowedHere(msg)
    row = models.Assessment(
        organisation_id=organisation.id,
        cycle_id=year.id,
        bank_id=year.bank_id,
        selection=selection,
        started_at=at,
        pulse_favourable={},
    )
    session.add(row)
    session.flush()
    _record(session, row, Kind.ANSWER, at, done="assessment started", selection=selection.value)
    return assessment_with(session, row.id)


def select_items(session: Session, assessment: Numbered, selection: Selection, *, at: datetime) -> None:
    """Switch between all questions and the core ones; the other answers are kept, and count again later."""
    row = _open_row(session, assessment, at)
    row.selection = selection
    _record(session, row, Kind.ANSWER, at, done="selection changed", selection=selection.value)


def record_pulse(session: Session, assessment: Numbered, pulse: Pulse, *, at: datetime) -> None:
    """Save the results of the organisation's staff survey that the stages need."""
    row = _open_row(session, assessment, at)
    row.pulse_held_on = pulse.held_on
    row.pulse_favourable = dict(pulse.favourable)
    _record(session, row, Kind.ANSWER, at, done="staff survey saved")


def submit(session: Session, assessment: Numbered, *, by: int, at: datetime) -> None:
    """Send a complete assessment to the sponsor; from then on its answers are closed.

    Raises NotAllowedHere where nobody is the sponsor.
    """
    if not sponsors_of(session, row_of(session, models.Assessment, assessment).organisation_id):
        raise NotAllowedHere("Your organisation doesn’t have a sponsor yet. Invite one, then send the assessment.")
    row = _take(session, assessment, Step.SUBMIT, at=at)
    row.submitted_at, row.submitted_by_id = at, by
    row.returned_note = ""


def take_back(session: Session, assessment: Numbered, *, at: datetime) -> None:
    """Take an assessment back from the sponsor, until it is signed, to go on with its answers."""
    _take(session, assessment, Step.TAKE_BACK, at=at)


def return_to_lead(session: Session, assessment: Numbered, *, note: str, at: datetime) -> None:
    """Return an assessment to its lead, with a note on what to change."""
    row = _take(session, assessment, Step.RETURN, at=at)
    row.returned_note = note


def sign_off(session: Session, assessment: Numbered, *, by: int, at: datetime) -> KeptResult:
    """Lock an assessment for good and store its result."""
    row = row_of(session, models.Assessment, assessment)
    row.signed_off_by_id = by
    _take(session, row, Step.SIGN_OFF, at=at)
    return results.keep(session, row, at=at)


def require_sound(session: Session, assessment: Numbered, *, on: date) -> None:
    """Refuse an assessment with unanswered questions or with answers that the bank does not allow."""
    found = assessment_with(session, assessment.id)
    bank = selected(session, found)
    answers = answers_on(session, found.id, bank, on=on)
    if left := completeness(bank.items, answers).left:
        raise AnswersMissing(left)
    if broken := faults(bank, answers, public_contact=found.organisation.public_contact):
        raise AnswersFaulty(broken)


def _open_row(session: Session, assessment: Numbered, at: datetime) -> models.Assessment:
    row = row_of(session, models.Assessment, assessment)
    life_cycle.require_open(*standing_of(session, row.id), day_of(session, at))
    return row


def _take(session: Session, assessment: Numbered, step: Step, *, at: datetime) -> models.Assessment:
    """Take a step of an assessment's life, if it leads anywhere and the answers allow it."""
    row = row_of(session, models.Assessment, assessment)
    today = day_of(session, at)
    transition = life_cycle.require_possible(step, *standing_of(session, row.id), today)
    if transition.needs_sound_answers:
        require_sound(session, row, on=today)
    row.state = transition.after
    if transition.after in life_cycle.FINAL:
        row.signed_off_at = at
    session.flush()
    _record(session, row, Kind.SIGN_OFF, at, done=transition.recorded_as)
    return row


def _record(session: Session, assessment: models.Assessment, kind: Kind, at: datetime, **details: Any) -> None:
    organisation = assessment.organisation_id
    record(session, kind, f"assessment {assessment.id}", at=at, organisation=organisation, **details)
