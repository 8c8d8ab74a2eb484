"""Open and change years."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from assessment.commands.audit import record
from assessment.domain.errors import NotAllowedHere
from assessment.domain.trust.audit import Kind
from assessment.store import models
from assessment.store.rows import row_of

if TYPE_CHECKING:
    from datetime import date, datetime

    from sqlalchemy.orm import Session

    from assessment.store.rows import Numbered


def open_cycle(  # noqa: PLR0913 - what a year is
    session: Session, *, year: int, bank_id: str, opens_on: date, closes_on: date, at: datetime
) -> models.Cycle:
    """Open a year, named after the two calendar years that it touches."""
    _require_order(opens_on, closes_on)
    cycle = models.Cycle(
        year=year,
        name=f"{year}\N{EN DASH}{(year + 1) % 100:02}",
        bank_id=bank_id,
        opens_on=opens_on,
        closes_on=closes_on,
    )
    session.add(cycle)
    _record(session, cycle, at, done="year opened", bank=bank_id)
    return cycle


def move(session: Session, cycle: Numbered, *, opens_on: date, closes_on: date, at: datetime) -> None:
    """Change when organisations can answer."""
    _require_order(opens_on, closes_on)
    row = row_of(session, models.Cycle, cycle)
    row.opens_on, row.closes_on = opens_on, closes_on
    _record(session, row, at, done="dates changed", opens=opens_on.isoformat(), closes=closes_on.isoformat())


def _require_order(opens_on: date, closes_on: date) -> None:
    if closes_on < opens_on:
        raise NotAllowedHere("The closing date can’t be before the opening date.")


def _record(session: Session, cycle: models.Cycle, at: datetime, **details: Any) -> None:
    session.flush()
    record(session, Kind.CONFIGURATION, f"year {cycle.year}", at=at, **details)
