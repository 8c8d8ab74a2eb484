"""Queries about kept results: of one organisation over the years, and of a whole area in a cycle."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, select
from sqlalchemy.orm import contains_eager, undefer

from assessment.domain.area.consent import Standing
from assessment.domain.assessment.conditions import Context
from assessment.domain.assessment.evidence import months_between
from assessment.domain.bank.rules import Selection
from assessment.store import models
from assessment.store.consent import standings_on

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from sqlalchemy.orm import Session

    from assessment.domain.area.sectors import Sector
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


@dataclass(frozen=True, slots=True)
class KeptFigures:
    """One organisation's kept figures in a cycle, with what the area needs to know about the organisation."""

    organisation_id: int
    reference: str
    name: str
    sector: Sector
    standings: Mapping[int | None, Standing]
    stage_id: str | None
    moderated: bool
    figures: dict[str, Any]
    selection: Selection

    @property
    def unnamed(self) -> bool:
        """Whether no view shows the organisation by name; figures that stand anywhere with a name are known by it."""
        return Standing.NAMED not in self.standings.values()

    def shown_in(self, partnership: int | None) -> bool:
        """Whether a partnership, or the area where none is named, may show the organisation."""
        return self.standings.get(partnership, Standing.NOT_SHOWN) is not Standing.NOT_SHOWN

    def named_in(self, partnership: int | None) -> bool:
        """Whether a partnership, or the area where none is named, may show it by name."""
        return self.standings.get(partnership) is Standing.NAMED

    @property
    def full(self) -> bool:
        """Whether the organisation was asked every item."""
        return self.selection is Selection.FULL


def area_figures(session: Session, cycle: models.Cycle, *, on: date) -> tuple[KeptFigures, ...]:
    """The figures of every organisation as they were kept when a cycle was released; none before that.

    How each may be shown is looked at on the day on which somebody reads, not on which it was released.
    """
    if cycle.released_at is None:
        return ()
    standings = standings_on(session, on)
    organisation, result = models.Organisation, models.Result
    rows = session.execute(
        select(
            organisation.id,
            organisation.reference,
            organisation.name,
            organisation.sector,
            result.stage_id,
            result.moderated,
            result.figures,
            models.Assessment.selection,
        )
        .join_from(result, models.Assessment, result.assessment_id == models.Assessment.id)
        .join(organisation, models.Assessment.organisation_id == organisation.id)
        .where(models.Assessment.cycle_id == cycle.id, result.kept_at <= cycle.released_at)
        .order_by(result.sequence)
    )
    latest = {row.id: row for row in rows}
    return tuple(
        KeptFigures(
            row[0],
            row[1],
            row[2],
            row[3],
            standings[row[0]],
            *row[4:],
        )
        for row in latest.values()
    )


def stage_counts(session: Session, *, on: date) -> Mapping[int, Mapping[tuple[str, bool], int]]:
    """How many organisations that the area may show stood at each stage in each released year.

    They are counted by year, by stage and by whether any view names them.
    """
    standings = standings_on(session, on)
    rows = session.execute(
        select(
            models.Cycle.year,
            models.Result.assessment_id,
            models.Result.stage_id,
            models.Assessment.organisation_id,
        )
        .join_from(models.Result, models.Assessment, models.Result.assessment_id == models.Assessment.id)
        .join(models.Assessment.cycle)
        .where(models.Result.kept_at <= models.Cycle.released_at, models.Result.stage_id.is_not(None))
        .order_by(models.Result.sequence)
    )
    latest = {
        (year, assessment): (str(stage), Standing.NAMED in standings[organisation].values())
        for year, assessment, stage, organisation in rows
        if standings[organisation][None] is not Standing.NOT_SHOWN
    }
    counts: dict[int, Counter[tuple[str, bool]]] = defaultdict(Counter)
    for (year, _), place in latest.items():
        counts[year][place] += 1
    return counts
