"""Keep results, and prove that what was kept is what the same answers still give."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assessment import banks
from assessment.domain.assessment.records import (
    answer_record,
    answers_from,
    context_from,
    context_record,
    kept_record,
    scorecard_from,
)
from assessment.store import models
from assessment.store.answers import answers_on, extension_answers
from assessment.store.assessments import assessment_with
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
    record = kept_record(bank, answers, context)
    extension = extension_answers(session, assessment.id, bank, questionnaire.extension, on=today)
    result = models.Result(
        assessment_id=assessment.id,
        sequence=latest_sequence(session, assessment.id) + 1,
        kept_at=at,
        bank_id=bank.id,
        rules_version=bank.rules_version,
        stage_id=record["stage"]["id"] if record["stage"] else None,
        moderated=context.moderated,
        journey={key: record.pop(key) for key in ("stage", "conditions")},
        figures=record,
        inputs={
            "answers": {item_id: answer_record(answer) for item_id, answer in answers.items()},
            "extension": {item_id: answer_record(answer) for item_id, answer in extension.items()},
            "context": context_record(context),
        },
    )
    session.add(result)
    session.flush()
    return kept_result(session, result.id)


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
                yield result, f"{key} was kept as {kept!r} and comes out as {value!r}"
