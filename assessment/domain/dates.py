"""How far apart two days are, so that what has grown too old never becomes young again."""

from __future__ import annotations

from calendar import monthrange
from datetime import date

_LAST = date.max.year * 12 + 11


def months_after(day: date, months: int) -> date:
    """The same day some months later, or the last one of a month that is shorter."""
    place = min(day.year * 12 + day.month - 1 + months, _LAST)
    year, month = place // 12, place % 12 + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def older_than(day: date, months: int, *, on: date) -> bool:
    """Whether more than so many months have gone by since a day."""
    return on > months_after(day, months)


def months_begun(earlier: date, later: date) -> int:
    """How many months it takes to get from one day to another, a month that has begun included; never below 0."""
    months = max(0, (later.year - earlier.year) * 12 + later.month - earlier.month)
    return months + older_than(earlier, months, on=later)
