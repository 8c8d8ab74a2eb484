"""What has been answered in a whole year, without what was written: enough to say how far everybody has come."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from sqlalchemy import bindparam, select

from assessment.domain.assessment.answers import Answer
from assessment.store import tables
from assessment.store.values import execute

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlalchemy.orm import Session

_GIVEN = (
    select(
        tables.answers.c.assessment_id,
        tables.answers.c.item_id,
        tables.answers.c.level,
        tables.answers.c.not_applicable.is_not(None),
    )
    .join_from(tables.answers, tables.assessments, tables.answers.c.assessment_id == tables.assessments.c.id)
    .where(tables.assessments.c.cycle_id == bindparam("cycle"))
)
_NO_REASON = ""  # that it does not apply is told here, and why it does not is not


def given_in_cycle(session: Session, cycle_id: int) -> Mapping[int, Mapping[str, Answer]]:
    """Which questions have a level or do not apply, by the number of the assessment and by item."""
    found: dict[int, dict[str, Answer]] = defaultdict(dict)
    for assessment_id, item_id, level, does_not_apply in execute(session, _GIVEN, {"cycle": cycle_id}):
        found[assessment_id][item_id] = Answer(level, not_applicable=_NO_REASON if does_not_apply else None)
    return found
