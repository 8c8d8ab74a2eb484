"""What a command looks at just before it changes something, held against others who change it at the same time."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from sqlalchemy import and_, bindparam, select

from assessment.domain.assessment.life_cycle import Term
from assessment.store import tables
from assessment.store.values import execute

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from assessment.domain.assessment.life_cycle import AssessmentState

_TERM = (
    tables.cycles.c.name,
    tables.cycles.c.opens_on,
    tables.cycles.c.closes_on,
    tables.organisations.c.closed_on,
)
_WITH_TERM = tables.assessments.join(tables.cycles, tables.assessments.c.cycle_id == tables.cycles.c.id).join(
    tables.organisations, tables.assessments.c.organisation_id == tables.organisations.c.id
)
_STATE = (
    select(tables.assessments.c.state, *_TERM)
    .select_from(_WITH_TERM)
    .where(tables.assessments.c.id == bindparam("assessment"))
    .with_for_update(read=True, of=tables.assessments)
)
_ANSWER_TO_CHANGE = (
    select(
        tables.assessments.c.state,
        *_TERM,
        tables.answers.c.level,
        tables.answers.c.not_applicable,
        tables.answers.c.note,
        tables.answers.c.version,
    )
    .outerjoin_from(
        _WITH_TERM,
        tables.answers,
        and_(tables.answers.c.assessment_id == tables.assessments.c.id, tables.answers.c.item_id == bindparam("item")),
    )
    .where(tables.assessments.c.id == bindparam("assessment"))
    .with_for_update(read=True, of=tables.assessments)
)


def standing_of(session: Session, assessment_id: int) -> tuple[AssessmentState, Term]:
    """Where an assessment stands, and stays until the commit, with the dates between which it is worked on."""
    state, *term = execute(session, _STATE, {"assessment": assessment_id}).one()
    return cast("AssessmentState", state), Term(*term)


def answer_to_change(session: Session, assessment_id: int, item_id: str) -> tuple[Any, ...]:
    """State and term of the assessment; level, reason, note and version of the answer, None where there is none."""
    row = execute(session, _ANSWER_TO_CHANGE, {"assessment": assessment_id, "item": item_id}).one()
    state, *rest = row
    return state, Term(*rest[: len(_TERM)]), *rest[len(_TERM) :]
