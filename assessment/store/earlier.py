"""What an organisation said about a question in the last year that it signed off, beside this year's evidence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import and_, bindparam, or_, select

from assessment.domain.assessment.life_cycle import FINAL
from assessment.store import tables
from assessment.store.answers import ANSWER, EVIDENCE, of_item
from assessment.store.assessments import ASSESSMENT
from assessment.store.values import every, execute

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy.orm import Session

    from assessment.domain.assessment.assessment import Assessment
    from assessment.domain.assessment.saved import Evidence, SavedAnswer

_ANSWER_BEFORE = (
    select(*ANSWER.columns, *ASSESSMENT.columns)
    .join_from(tables.answers, tables.assessments, tables.answers.c.assessment_id == tables.assessments.c.id)
    .join(tables.cycles, tables.assessments.c.cycle_id == tables.cycles.c.id)
    .join(tables.organisations, tables.assessments.c.organisation_id == tables.organisations.c.id)
    .where(
        or_(tables.answers.c.item_id == bindparam("item"), tables.answers.c.item_id == bindparam("former")),
        tables.assessments.c.organisation_id == bindparam("organisation"),
        tables.assessments.c.state.in_(FINAL),
        tables.cycles.c.year < bindparam("year"),
    )
    .order_by(tables.cycles.c.year.desc())
    .limit(1)
)
_EVIDENCE_OF_YEARS = (
    select(*EVIDENCE.columns)
    .where(
        or_(
            and_(*of_item(tables.evidence)),
            and_(
                tables.evidence.c.assessment_id == bindparam("earlier"),
                tables.evidence.c.item_id == bindparam("former"),
            ),
        )
    )
    .order_by(tables.evidence.c.id)
)


def answer_before(
    session: Session, assessment: Assessment, item_id: str, former_id: str | None = None
) -> tuple[SavedAnswer, Assessment] | None:
    """What the organisation last signed off about an item, or about the one it replaced, and in which assessment."""
    wanted = {
        "item": item_id,
        "former": former_id or item_id,
        "organisation": assessment.organisation_id,
        "year": assessment.cycle.year,
    }
    row = execute(session, _ANSWER_BEFORE, wanted).first()
    if row is None:
        return None
    own = len(ANSWER.columns)
    return ANSWER.make(*row[:own]), ASSESSMENT.make(*row[own:])


def evidence_of_years(
    session: Session, now: tuple[int, str], before: tuple[int, str]
) -> tuple[Sequence[Evidence], Sequence[Evidence]]:
    """The evidence of one item this year and in an earlier one, each named by its assessment and its item."""
    wanted = {"assessment": now[0], "item": now[1], "earlier": before[0], "former": before[1]}
    found = every(session, EVIDENCE, _EVIDENCE_OF_YEARS, wanted)
    return (
        tuple(one for one in found if one.assessment_id == now[0]),
        tuple(one for one in found if one.assessment_id == before[0]),
    )
