"""What people want to be called, and the introduction that they have seen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assessment.commands.audit import record
from assessment.commands.names import kept_name
from assessment.commands.people import subject
from assessment.domain.trust.audit import Kind
from assessment.store import models
from assessment.store.rows import row_of

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy.orm import Session

    from assessment.store.rows import Numbered


def greet_as(session: Session, person: Numbered, called: str, *, at: datetime) -> None:
    """Keep what somebody wants to be called on the page; an empty text brings back their name."""
    row, wanted = row_of(session, models.Person, person), kept_name(called) if called else None
    if row.called != wanted:
        row.called = wanted
        record(session, Kind.ACCOUNT, subject(person), at=at, done="greeting changed")


def put_introduction_away(session: Session, person: Numbered, *, at: datetime) -> None:
    """Remember that somebody has seen the introduction; it stays on the help page."""
    row_of(session, models.Person, person).introduced_at = at
