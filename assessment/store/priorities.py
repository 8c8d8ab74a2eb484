"""What is asked about the priorities and notes that were agreed for a year."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import bindparam, select

from assessment.domain.area.priorities import AgreedPoint, AgreedPoints, PointWords
from assessment.domain.people.names import Named
from assessment.store import tables
from assessment.store.values import every, first, kind, or_none

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

_POINT = tables.agreed_points.c
_adder, _changer, _taker = (tables.people.alias(name) for name in ("adder", "changer", "taker"))
POINT = kind(
    AgreedPoint,
    tables.agreed_points,
    kind(PointWords, tables.agreed_points),
    kind(Named, _adder),
    or_none(kind(Named, _changer)),
    or_none(kind(Named, _taker)),
    year=tables.cycles.c.year,
)

_ALL = (
    select(*POINT.columns)
    .join_from(tables.agreed_points, tables.cycles, _POINT.cycle_id == tables.cycles.c.id)
    .join(_adder, _POINT.added_by_id == _adder.c.id)
    .outerjoin(_changer, _POINT.changed_by_id == _changer.c.id)
    .outerjoin(_taker, _POINT.taken_away_by_id == _taker.c.id)
    .order_by(_POINT.id)
)
_OF_YEAR = _ALL.where(tables.cycles.c.year == bindparam("year"))
_NUMBERED = _ALL.where(_POINT.id == bindparam("point"))


def agreed_for(session: Session, year: int) -> AgreedPoints:
    """Everything that was agreed for a year, in the order in which it was added."""
    return AgreedPoints(every(session, POINT, _OF_YEAR, {"year": year}))


def point_numbered(session: Session, point_id: int) -> AgreedPoint | None:
    """One priority or note by its number, taken away or not."""
    return first(session, POINT, _NUMBERED, {"point": point_id})
