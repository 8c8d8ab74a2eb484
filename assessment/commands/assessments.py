"""Start an assessment, send it to the sponsor, return it, sign it off."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from assessment.commands import results
from assessment.commands.audit import record
from assessment.domain.assessment.answers import completeness, faults
from assessment.domain.assessment.life_cycle import AssessmentState
from assessment.domain.bank.rules import Selection
from assessment.domain.errors import (
    AnswersFaulty,
    AnswersMissing,
    AssessmentLocked,
    NotAllowedHere,
)
from assessment.domain.trust.audit import Kind
from assessment.store import models
from assessment.store.answers import answers_on
from assessment.store.assessments import assessment_of
from assessment.store.banks import selected

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date, datetime

    from sqlalchemy.orm import Session


@dataclass(frozen=True, slots=True)
class Pulse:
    """What a staff survey found: its date, and the share of favourable answers by dimension, in per cent."""

    held_on: date | None
    favourable: Mapping[str, float]


def start(
    session: Session,
    organisation: models.Organisation,
    cycle: models.Cycle,
    *,
    selection: Selection = Selection.FULL,
    at: datetime,
) -> models.Assessment:
    """Start an organisation's assessment of a cycle, or give the one that was started already."""
    started = assessment_of(session, organisation.id, cycle.year)
    if started:
        return started
    if not cycle.opens_on <= at.date() <= cycle.closes_on:
        msg = f"The year {cycle.name} is not open for answers today."
        raise NotAllowedHere(msg)
    if organisation.closed_on and organisation.closed_on <= at.date():
        msg = f"{organisation.name} is closed, so no assessment is started."
        raise NotAllowedHere(msg)
    assessment = models.Assessment(
        organisation=organisation,
        cycle=cycle,
        bank_id=cycle.bank_id,
        selection=selection,
        started_at=at,
        pulse_favourable={},
    )
    session.add(assessment)
    session.flush()
    _record(session, assessment, Kind.ANSWER, at, done="assessment started", selection=selection.value)
    return assessment


def select_items(session: Session, assessment: models.Assessment, selection: Selection, *, at: datetime) -> None:
    """Make an assessment longer or shorter; answers that are asked no longer are kept, and count again later on."""
    require_open(assessment)
    assessment.selection = selection
    _record(session, assessment, Kind.ANSWER, at, done="selection changed", selection=selection.value)


def record_pulse(session: Session, assessment: models.Assessment, pulse: Pulse, *, at: datetime) -> None:
    """Record what the organisation's staff survey found, as far as the stages ask for it."""
    require_open(assessment)
    assessment.pulse_held_on = pulse.held_on
    assessment.pulse_favourable = dict(pulse.favourable)
    _record(session, assessment, Kind.ANSWER, at, done="staff survey saved")


def submit(session: Session, assessment: models.Assessment, *, by: int, at: datetime) -> None:
    """Send a complete assessment to the sponsor; from then on its answers are closed."""
    require_open(assessment)
    require_sound(session, assessment, on=at.date())
    assessment.state = AssessmentState.WITH_SPONSOR
    assessment.submitted_at, assessment.submitted_by_id = at, by
    assessment.returned_note = ""
    _record(session, assessment, Kind.SIGN_OFF, at, done="sent to the sponsor")


def return_to_lead(session: Session, assessment: models.Assessment, *, note: str, at: datetime) -> None:
    """Give an assessment back to its lead with a word on what should be looked at again."""
    _require_with_sponsor(assessment)
    assessment.state = AssessmentState.OPEN
    assessment.returned_note = note
    _record(session, assessment, Kind.SIGN_OFF, at, done="returned to the lead")


def sign_off(session: Session, assessment: models.Assessment, *, by: int, at: datetime) -> models.Result:
    """Lock an assessment for good and keep its result."""
    _require_with_sponsor(assessment)
    require_sound(session, assessment, on=at.date())
    assessment.state = AssessmentState.SIGNED_OFF
    assessment.signed_off_at, assessment.signed_off_by_id = at, by
    session.flush()
    _record(session, assessment, Kind.SIGN_OFF, at, done="signed off")
    return results.keep(session, assessment, at=at)


def require_open(assessment: models.Assessment) -> None:
    """Refuse a change to an assessment whose answers are closed, and say why."""
    if assessment.state is AssessmentState.OPEN:
        return
    raise AssessmentLocked(
        "this assessment was signed off and its result is kept"
        if assessment.state is AssessmentState.SIGNED_OFF
        else "this assessment is with the sponsor"
    )


def require_sound(session: Session, assessment: models.Assessment, *, on: date) -> None:
    """Refuse an assessment with items left over or with answers that the bank does not allow."""
    bank = selected(session, assessment)
    answers = answers_on(session, assessment.id, bank, on=on)
    if left := completeness(bank.items, answers).left:
        raise AnswersMissing(left)
    if found := faults(bank, answers, public_contact=assessment.organisation.public_contact):
        raise AnswersFaulty(found)


def _require_with_sponsor(assessment: models.Assessment) -> None:
    if assessment.state is not AssessmentState.WITH_SPONSOR:
        msg = "This assessment is not with the sponsor, so there is nothing to sign off or return."
        raise NotAllowedHere(msg)


def _record(session: Session, assessment: models.Assessment, kind: Kind, at: datetime, **details: Any) -> None:
    organisation = assessment.organisation_id
    record(session, kind, f"assessment {assessment.id}", at=at, organisation=organisation, **details)
