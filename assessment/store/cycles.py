"""What is asked about single years, and which of them may be compared."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import bindparam, select

from assessment.store import tables
from assessment.store.assessments import CYCLE
from assessment.store.values import every, execute, first

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy.orm import Session

    from assessment.domain.area.cycles import Cycle

_OF_YEAR = select(*CYCLE.columns).where(tables.cycles.c.year == bindparam("year"))
_WITH_ID = select(*CYCLE.columns).where(tables.cycles.c.id == bindparam("id"))
_RELEASED = select(*CYCLE.columns).where(tables.cycles.c.released_at.is_not(None)).order_by(tables.cycles.c.year.desc())


def cycle_with(session: Session, cycle_id: int) -> Cycle:
    """The cycle with this number; raises NoResultFound if there is none."""
    return CYCLE.make(*execute(session, _WITH_ID, {"id": cycle_id}).one())


def released_cycles(session: Session) -> Sequence[Cycle]:
    """The years that were released for comparison, the latest first."""
    return every(session, CYCLE, _RELEASED)


def cycle_of(session: Session, year: int) -> Cycle | None:
    """The cycle that begins in a year."""
    return first(session, CYCLE, _OF_YEAR, {"year": year})
