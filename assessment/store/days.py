"""The local day of a moment, for commands and reports: the time zone travels with the session."""

from __future__ import annotations

from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from assessment.domain.days import day_in

if TYPE_CHECKING:
    from datetime import date, datetime

    from sqlalchemy.orm import Session

HOME = ZoneInfo("Europe/London")


def day_of(session: Session, moment: datetime) -> date:
    """The day on which a moment falls for the people who use this installation."""
    return day_in(session.info.get("zone", HOME), moment)
