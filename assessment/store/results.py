"""Queries about kept results: of one organisation over the years, and of a whole area in a cycle."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, func, select

from assessment.domain.area.consent import Standing
from assessment.domain.assessment.conditions import Context
from assessment.domain.assessment.evidence import months_between
from assessment.domain.assessment.kept import KeptResult
from assessment.domain.bank.rules import Selection
from assessment.store import models, tables
from assessment.store.assessments import CYCLE
from assessment.store.consent import standings_on
from assessment.store.values import every, execute, kind

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date

    from sqlalchemy.orm import Session

    from assessment.domain.area.sectors import Sector
    from assessment.domain.assessment.assessment import Assessment
    from assessment.domain.bank.question_bank import QuestionBank


_AT_ONCE = 500
_FOR_EVER = 9999

RESULT = kind(KeptResult, tables.results, CYCLE, selection=tables.assessments.c.selection)
_RESULTS = (
    select(*RESULT.columns)
    .join_from(tables.results, tables.assessments, tables.results.c.assessment_id == tables.assessments.c.id)
    .join(tables.cycles, tables.assessments.c.cycle_id == tables.cycles.c.id)
)
_RESULTS_OF = _RESULTS.where(
    tables.assessments.c.organisation_id == bindparam("organisation"), tables.cycles.c.year <= bindparam("until")
).order_by(tables.cycles.c.year, tables.results.c.sequence)
_RESULTS_AFTER = _RESULTS.where(tables.results.c.id > bindparam("id")).order_by(tables.results.c.id).limit(_AT_ONCE)
_STAGES_OF = (
    select(tables.results.c.assessment_id, tables.results.c.bank_id, tables.results.c.stage_id)
    .join_from(tables.results, tables.assessments, tables.results.c.assessment_id == tables.assessments.c.id)
    .where(tables.assessments.c.organisation_id == bindparam("organisation"))
    .order_by(tables.results.c.sequence)
)
_LATEST_SEQUENCE = select(func.max(tables.results.c.sequence)).where(
    tables.results.c.assessment_id == bindparam("assessment")
)


def results_of(session: Session, organisation_id: int, *, until_year: int = _FOR_EVER) -> Sequence[KeptResult]:
    """The latest kept result of every year of an organisation with its inputs, the earliest year first."""
    found = every(session, RESULT, _RESULTS_OF, {"organisation": organisation_id, "until": until_year})
    return tuple({result.assessment_id: result for result in found}.values())


def kept_result(session: Session, result_id: int) -> KeptResult:
    """The kept result with this number; raises NoResultFound if there is none."""
    return RESULT.make(*execute(session, _RESULTS.where(tables.results.c.id == result_id)).one())


def every_result(session: Session) -> Iterator[KeptResult]:
    """Every kept result there is, in the order in which they were kept, read some hundreds at a time."""
    number = 0
    while found := every(session, RESULT, _RESULTS_AFTER, {"id": number}):
        yield from found
        number = found[-1].id


def stages_of(session: Session, organisation_id: int) -> Mapping[int, tuple[str, str | None]]:
    """The bank and the latest kept stage of every assessment of an organisation, by the assessment's id."""
    rows = execute(session, _STAGES_OF, {"organisation": organisation_id})
    return {assessment_id: (bank_id, stage_id) for assessment_id, bank_id, stage_id in rows}


def latest_sequence(session: Session, assessment_id: int) -> int:
    """The number of the latest kept result of an assessment, 0 if none was kept."""
    return execute(session, _LATEST_SEQUENCE, {"assessment": assessment_id}).scalar() or 0


def context_of(session: Session, assessment: Assessment, bank: QuestionBank, *, on: date) -> Context:
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
