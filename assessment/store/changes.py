"""What a command looks at just before it changes something, held against others who change it at the same time."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from sqlalchemy import and_, bindparam, select

from assessment.store import tables
from assessment.store.values import execute

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from assessment.domain.assessment.life_cycle import AssessmentState

_STATE = (
    select(tables.assessments.c.state)
    .where(tables.assessments.c.id == bindparam("assessment"))
    .with_for_update(read=True, of=tables.assessments)
)
_ANSWER_TO_CHANGE = (
    select(
        tables.assessments.c.state,
        tables.answers.c.level,
        tables.answers.c.not_applicable,
        tables.answers.c.note,
        tables.answers.c.version,
    )
    .outerjoin_from(
        tables.assessments,
        tables.answers,
        and_(tables.answers.c.assessment_id == tables.assessments.c.id, tables.answers.c.item_id == bindparam("item")),
    )
    .where(tables.assessments.c.id == bindparam("assessment"))
    .with_for_update(read=True, of=tables.assessments)
)


def state_of(session: Session, assessment_id: int) -> AssessmentState:
    """Where an assessment stands, and stays until the commit."""
    return cast("AssessmentState", execute(session, _STATE, {"assessment": assessment_id}).scalar_one())


def answer_to_change(session: Session, assessment_id: int, item_id: str) -> tuple[Any, ...]:
    """State of the assessment; level, reason, note and version of the answer to an item, None where there is none."""
    return execute(session, _ANSWER_TO_CHANGE, {"assessment": assessment_id, "item": item_id}).one()
