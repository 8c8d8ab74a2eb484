"""Queries about the kept results of one organisation over the years."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from sqlalchemy import bindparam, func, select

from assessment.domain.assessment.conditions import Context
from assessment.domain.assessment.kept import KeptResult
from assessment.domain.dates import months_begun
from assessment.store import tables
from assessment.store.assessments import CYCLE
from assessment.store.values import every, execute, kind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from datetime import date, datetime

    from sqlalchemy.orm import Session

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
_INPUTS_OF = select(tables.results.c.id, tables.results.c.inputs).where(
    tables.results.c.id.in_(bindparam("results", expanding=True))
)
_STAGES_OF = (
    select(tables.results.c.assessment_id, tables.results.c.bank_id, tables.results.c.stage_id)
    .join_from(tables.results, tables.assessments, tables.results.c.assessment_id == tables.assessments.c.id)
    .where(tables.assessments.c.organisation_id == bindparam("organisation"))
    .order_by(tables.results.c.sequence)
)
_LATEST_AMONG = (
    select(
        tables.assessments.c.organisation_id,
        tables.results.c.assessment_id,
        tables.cycles.c.name,
        tables.results.c.bank_id,
        tables.results.c.stage_id,
    )
    .join_from(tables.results, tables.assessments, tables.results.c.assessment_id == tables.assessments.c.id)
    .join(tables.cycles, tables.assessments.c.cycle_id == tables.cycles.c.id)
    .where(tables.assessments.c.organisation_id.in_(bindparam("organisations", expanding=True)))
    .order_by(tables.cycles.c.year, tables.results.c.sequence)
)
_LATEST_SEQUENCE = select(func.max(tables.results.c.sequence)).where(
    tables.results.c.assessment_id == bindparam("assessment")
)


def results_of(
    session: Session, organisation_id: int, *, until_year: int | None = None, kept_by: datetime | None = None
) -> Sequence[KeptResult]:
    """The latest kept result of every year of an organisation with its inputs, the earliest year first.

    A moment leaves out what was kept later than that.
    """
    until = _FOR_EVER if until_year is None else until_year
    found = every(session, RESULT, _RESULTS_OF, {"organisation": organisation_id, "until": until})
    in_time = (one for one in found if kept_by is None or one.kept_at <= kept_by)
    return tuple({result.assessment_id: result for result in in_time}.values())


def kept_result(session: Session, result_id: int) -> KeptResult:
    """The kept result with this number; raises NoResultFound if there is none."""
    return RESULT.make(*execute(session, _RESULTS.where(tables.results.c.id == result_id)).one())


def inputs_of(session: Session, results: Sequence[int]) -> Mapping[int, Mapping[str, Any]]:
    """The answers and the context that these kept results rest on, by the result's number."""
    rows = execute(session, _INPUTS_OF, {"results": list(results)})
    return {row[0]: row[1] for row in rows}


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


class LatestStage(NamedTuple):
    """The latest kept result of an organisation: of which assessment and year, and the stage that its bank names."""

    organisation_id: int
    assessment_id: int
    year: str
    bank_id: str
    stage_id: str | None


def latest_stages(session: Session, organisation_ids: Iterable[int]) -> Mapping[int, LatestStage]:
    """The latest kept result of each of these organisations, by the organisation's id."""
    rows = execute(session, _LATEST_AMONG, {"organisations": list(organisation_ids)})
    return {row[0]: LatestStage(*row) for row in rows}


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
        pulse_age_months=months_begun(held_on, on) if held_on else None,
        pulse_favourable=assessment.pulse_favourable,
        moderated=assessment.moderated,
    )
