"""Which day a moment falls on where an organisation lives: a day does not begin everywhere at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date, datetime, tzinfo


def day_in(zone: tzinfo, moment: datetime) -> date:
    """The day on which a moment falls in a time zone."""
    return moment.astimezone(zone).date()


def in_words(day: date) -> str:
    """A day as people write it."""
    return f"{day.day} {day:%B %Y}"
