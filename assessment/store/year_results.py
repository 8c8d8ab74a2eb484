"""The latest kept result of every organisation in a year."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import bindparam, select

from assessment.store import tables
from assessment.store.assessments import ORGANISATION
from assessment.store.models.base import UtcDateTime
from assessment.store.results import RESULT
from assessment.store.values import every, kind

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from sqlalchemy.orm import Session

    from assessment.domain.area.organisations import Organisation
    from assessment.domain.assessment.kept import KeptResult


@dataclass(frozen=True, slots=True)
class YearResult:
    """An organisation with its latest kept result of a year."""

    organisation: Organisation
    result: KeptResult


_YEAR_RESULT = kind(YearResult, tables.results, ORGANISATION, RESULT)
_OF_YEAR = (
    select(*_YEAR_RESULT.columns)
    .join_from(tables.results, tables.assessments, tables.results.c.assessment_id == tables.assessments.c.id)
    .join(tables.cycles, tables.assessments.c.cycle_id == tables.cycles.c.id)
    .join(tables.organisations, tables.assessments.c.organisation_id == tables.organisations.c.id)
    .where(
        tables.assessments.c.cycle_id == bindparam("cycle"),
        tables.results.c.kept_at <= bindparam("until", type_=UtcDateTime),
    )
    .order_by(tables.results.c.sequence)
)


def results_of_year(session: Session, cycle_id: int, *, until: datetime) -> Sequence[YearResult]:
    """The latest result of every organisation in a year, as far as it had been kept by a moment."""
    rows = every(session, _YEAR_RESULT, _OF_YEAR, {"cycle": cycle_id, "until": until})
    return tuple({one.organisation.id: one for one in rows}.values())
