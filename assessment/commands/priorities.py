"""Keep what the Leadership Group agrees for a year, so that nothing is lost when two people write at once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from assessment.commands.audit import record
from assessment.domain.errors import NotAllowedHere, PointChanged
from assessment.domain.trust.audit import Kind
from assessment.store import models
from assessment.store.cycles import released_cycles
from assessment.store.rows import row_of

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy.orm import Session

    from assessment.domain.area.priorities import AgreedPoint, PointSort, PointWords

NOT_RELEASED = "You can agree priorities once the year has been published."


def add(  # noqa: PLR0913 - what is agreed, for which year, by whom
    session: Session, year: int, sort: PointSort, words: PointWords, *, by: int, at: datetime
) -> int:
    """Add a priority or a note to a year that can be compared, after those that are there. Gives its number."""
    cycle = next((one for one in released_cycles(session) if one.year == year), None)
    if cycle is None:
        raise NotAllowedHere(NOT_RELEASED)
    row = models.AgreedPoint(
        cycle_id=cycle.id, sort=sort, title=words.title, text=words.text, version=1, added_at=at, added_by_id=by
    )
    session.add(row)
    session.flush()
    _record(session, year, at, done=f"{sort} added", number=row.id)
    return row.id


def change(  # noqa: PLR0913 - who says what, over which version
    session: Session, point: AgreedPoint, words: PointWords, *, seen: int, by: int, at: datetime
) -> None:
    """Change what a point says over version `seen` of it; raises PointChanged where it does not stand so any more."""
    row = _as_seen(session, point, seen)
    if (row.title, row.text) == (words.title, words.text):
        return
    row.title, row.text, row.version = words.title, words.text, seen + 1
    row.changed_at, row.changed_by_id = at, by
    _record(session, point.year, at, done=f"{point.sort} changed", number=point.id)


def take_away(session: Session, point: AgreedPoint, *, seen: int, by: int, at: datetime) -> None:
    """Mark a point as taken away; raises PointChanged where it says something else than the page showed."""
    row = _as_seen(session, point, seen)
    row.taken_away_at, row.taken_away_by_id = at, by
    _record(session, point.year, at, done=f"{point.sort} removed", number=point.id)


def _as_seen(session: Session, point: AgreedPoint, seen: int) -> models.AgreedPoint:
    row = row_of(session, models.AgreedPoint, point)
    if row.version != seen or row.taken_away_at is not None:
        raise PointChanged
    return row


def _record(session: Session, year: int, at: datetime, **details: Any) -> None:
    record(session, Kind.CONFIGURATION, f"year {year}", at=at, **details)
