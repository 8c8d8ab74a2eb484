"""Keep results, and prove that what was kept is what the same answers still give."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assessment import banks
from assessment.commands.audit import record
from assessment.domain.assessment.records import (
    answer_record,
    answers_from,
    context_from,
    context_record,
    kept_record,
    scorecard_from,
)
from assessment.domain.trust.audit import Kind
from assessment.store import models
from assessment.store.answers import answers_on, extension_answers
from assessment.store.assessments import assessment_with
from assessment.store.audit import RESULT, results_vouched_for
from assessment.store.banks import questionnaire_of, selected
from assessment.store.days import day_of
from assessment.store.results import context_of, every_result, kept_result, latest_sequence

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from sqlalchemy.orm import Session

    from assessment.domain.assessment.kept import KeptResult
    from assessment.store.rows import Numbered


def keep(session: Session, assessed: Numbered, *, at: datetime) -> KeptResult:
    """Keep what an assessment says today as a result of its own; earlier results stay as they are."""
    assessment = assessment_with(session, assessed.id)
    questionnaire = questionnaire_of(session, assessment)
    bank, today = selected(session, assessment), day_of(session, at)
    answers = answers_on(session, assessment.id, bank, on=today)
    context = context_of(session, assessment, bank, on=today)
    written = kept_record(bank, answers, context)
    extension = extension_answers(session, assessment.id, bank, questionnaire.extension, on=today)
    result = models.Result(
        assessment_id=assessment.id,
        sequence=latest_sequence(session, assessment.id) + 1,
        kept_at=at,
        bank_id=bank.id,
        rules_version=bank.rules_version,
        stage_id=written["stage"]["id"] if written["stage"] else None,
        moderated=context.moderated,
        journey={key: written.pop(key) for key in ("stage", "conditions")},
        figures=written,
        inputs={
            "answers": {item_id: answer_record(answer) for item_id, answer in answers.items()},
            "extension": {item_id: answer_record(answer) for item_id, answer in extension.items()},
            "context": context_record(context),
        },
    )
    session.add(result)
    session.flush()
    kept = kept_result(session, result.id)
    _vouch(session, kept, "result saved", organisation=assessment.organisation_id, at=at)
    return kept


def vouch_for_earlier(session: Session, *, at: datetime) -> None:
    """Put the digests of results into the record that were kept before it held any; once, when that is introduced."""
    if not results_vouched_for(session):
        for result in every_result(session):
            _vouch(session, result, "earlier result saved", organisation=None, at=at)


def altered(session: Session) -> Iterator[str]:
    """Every kept result that is not what the record says was kept, a sentence each; none is what there should be."""
    known = dict(results_vouched_for(session))
    for result in every_result(session):
        digest = known.pop(result.id, None)
        if digest is None:
            yield f"Result {result.id} is not in the activity log, so Fourfold did not save it."
        elif digest != result.digest:
            yield f"Result {result.id} was changed after it was saved."
    yield from (f"Result {number} was saved and is now missing." for number in sorted(known))


def recompute(session: Session) -> Iterator[tuple[KeptResult, str]]:
    """Every kept result that the same answers no longer give, with what differs; none is what there should be."""
    for result in every_result(session):
        try:
            bank = selected(session, result)
        except banks.UnknownBank:
            yield result, f"its bank {result.bank_id} is not installed"
            continue
        answers = answers_from(result.inputs["answers"])
        arithmetic = scorecard_from(result.figures).arithmetic
        again = kept_record(bank, answers, context_from(bank, result.inputs["context"]), arithmetic=arithmetic)
        for key, value in again.items():
            kept = (result.figures | result.journey).get(key)
            if kept != value and (kept is not None or key != "core"):
                yield result, f"{key} was saved as {kept!r} and is now worked out as {value!r}"


def _vouch(session: Session, kept: KeptResult, done: str, *, organisation: int | None, at: datetime) -> None:
    subject = f"{RESULT}{kept.id}"
    record(session, Kind.SIGN_OFF, subject, at=at, organisation=organisation, done=done, digest=kept.digest)
