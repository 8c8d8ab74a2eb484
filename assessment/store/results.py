"""Queries about the kept results of one organisation over the years."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import func, select
from sqlalchemy.orm import contains_eager, undefer

from assessment.domain.assessment.evidence import months_between
from assessment.domain.assessment.journey import Context
from assessment.store import models

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from sqlalchemy.orm import Session

    from assessment.domain.bank.question_bank import QuestionBank


def results_of(session: Session, organisation_id: int, *, until_year: int | None = None) -> Sequence[models.Result]:
    """The latest kept result of every year of an organisation with its inputs, the earliest year first."""
    query = (
        select(models.Result)
        .join(models.Result.assessment)
        .join(models.Assessment.cycle)
        .where(models.Assessment.organisation_id == organisation_id)
        .options(
            contains_eager(models.Result.assessment).contains_eager(models.Assessment.cycle),
            undefer(models.Result.inputs),
        )
        .order_by(models.Cycle.year, models.Result.sequence)
    )
    if until_year is not None:
        query = query.where(models.Cycle.year <= until_year)
    latest = {result.assessment_id: result for result in session.scalars(query)}
    return tuple(latest.values())


def stages_of(session: Session, organisation_id: int) -> Mapping[int, tuple[str, str | None]]:
    """The bank and the latest kept stage of every assessment of an organisation, by the assessment's id."""
    rows = session.execute(
        select(models.Result.assessment_id, models.Result.bank_id, models.Result.stage_id)
        .join_from(models.Result, models.Assessment, models.Result.assessment_id == models.Assessment.id)
        .where(models.Assessment.organisation_id == organisation_id)
        .order_by(models.Result.sequence)
    )
    return {assessment_id: (bank_id, stage_id) for assessment_id, bank_id, stage_id in rows}


def latest_sequence(session: Session, assessment_id: int) -> int:
    """The number of the latest kept result of an assessment, 0 if none was kept."""
    query = select(func.max(models.Result.sequence)).where(models.Result.assessment_id == assessment_id)
    return session.scalar(query) or 0


def context_of(session: Session, assessment: models.Assessment, bank: QuestionBank, *, on: date) -> Context:
    """What the stages may ask for beside the answers: earlier stage, staff pulse, moderation."""
    earlier = results_of(session, assessment.organisation_id, until_year=assessment.cycle.year - 1)
    known = {stage.id for stage in bank.stages}
    positions = [bank.stage_position(result.stage_id) for result in earlier if result.stage_id in known]
    held_on = assessment.pulse_held_on
    return Context(
        earlier_stage=max(positions, default=None),
        pulse_age_months=months_between(held_on, on) if held_on else None,
        pulse_favourable=assessment.pulse_favourable,
        moderated=assessment.moderated,
    )
