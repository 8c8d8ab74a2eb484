"""How figures, dates and levels are written on screens."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assessment.domain.area import SECTOR_NAMES, SIZE_NAMES
from assessment.web.clock import UK

if TYPE_CHECKING:
    from datetime import date, datetime

    from flask import Flask

    from assessment.domain.bank import QuestionBank

MISSING = "–"


def init_app(app: Flask) -> None:
    """Let templates use these as filters."""
    app.jinja_env.filters.update(
        figure=figure,
        points=points,
        day=day,
        moment=moment,
        level_name=level_name,
        count_of=count_of,
        sector_name=SECTOR_NAMES.__getitem__,
        size_name=SIZE_NAMES.__getitem__,
    )


def figure(value: float | None) -> str:
    """A score as a whole number, halves up; a dash where there is none."""
    return MISSING if value is None else str(int(value + 0.5))


def points(value: float) -> str:
    """A change with its sign."""
    rounded = int(abs(value) + 0.5)
    return "no change" if rounded == 0 else f"{'+' if value > 0 else '−'}{rounded}"


def day(value: date | None) -> str:
    """A date in words."""
    return MISSING if value is None else f"{value.day} {value:%B %Y}"


def moment(value: datetime) -> str:
    """A moment in words, as clocks in the United Kingdom show it."""
    local = value.astimezone(UK)
    return f"{local.day} {local:%B %Y at %H:%M}"


def level_name(bank: QuestionBank, level: int | None) -> str:
    """A level's number and name."""
    return MISSING if level is None else f"Level {level} – {bank.levels[level].name}"


def count_of(number: int, one: str, many: str | None = None) -> str:
    """A number with the right form of its noun."""
    return f"{number} {one if number == 1 else many or one + 's'}"
