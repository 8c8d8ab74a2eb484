"""What is asked about saved comparisons: which somebody may see."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import bindparam, func, select

from assessment.domain.area.comparisons import ComparisonChoice, SavedComparison
from assessment.store import tables
from assessment.store.assessments import NAMED
from assessment.store.values import every, execute, first, kind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy.orm import Session

_SAVED = tables.saved_comparisons.c
_CHOICE = kind(ComparisonChoice, tables.saved_comparisons)
SAVED = kind(SavedComparison, tables.saved_comparisons, _CHOICE, NAMED, saver_is_here=tables.people.c.active)

_VISIBLE = (
    select(*SAVED.columns)
    .join_from(tables.saved_comparisons, tables.people, _SAVED.saved_by_id == tables.people.c.id)
    .where((_SAVED.saved_by_id == bindparam("person")) | _SAVED.shared)
    .order_by(_SAVED.sort_key, _SAVED.id)
)
_ONE_VISIBLE = _VISIBLE.where(_SAVED.id == bindparam("comparison"))
_COUNT = select(func.count()).select_from(tables.saved_comparisons).where(_SAVED.saved_by_id == bindparam("person"))


def comparisons_for(session: Session, person_id: int) -> Sequence[SavedComparison]:
    """What somebody saved and what others share, by name."""
    return every(session, SAVED, _VISIBLE, {"person": person_id})


def comparison_for(session: Session, person_id: int, comparison_id: int) -> SavedComparison | None:
    """One of them by its number."""
    return first(session, SAVED, _ONE_VISIBLE, {"person": person_id, "comparison": comparison_id})


def count_saved_by(session: Session, person_id: int) -> int:
    """How many somebody saved."""
    return int(execute(session, _COUNT, {"person": person_id}).scalar_one())
