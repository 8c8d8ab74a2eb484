"""How figures, dates and levels are written on screens."""

from __future__ import annotations

from datetime import date, datetime
from functools import lru_cache
from typing import TYPE_CHECKING

from markupsafe import Markup, escape

from assessment.charts.layouts.sheet import sheet
from assessment.domain.area.sectors import SECTOR_NAMES, SIZE_NAMES
from assessment.domain.assessment.scorecard import basis_words
from assessment.domain.assessment.stand import stand_of
from assessment.domain.bank.glossary import pattern
from assessment.domain.days import in_words
from assessment.domain.people.permissions import ROLE_NAMES, Role, with_article
from assessment.domain.rounding import MISSING, figure, one_decimal, signed
from assessment.domain.texts.phrases import count_of, upper_first
from assessment.figures.changes import arrow
from assessment.figures.requirements import asks, has_now
from assessment.figures.stage import evidence_words
from assessment.web.frame import clock

if TYPE_CHECKING:
    from flask import Flask

    from assessment.domain.bank.question_bank import QuestionBank
    from assessment.domain.bank.references import Term


def init_app(app: Flask) -> None:
    """Let templates use these as filters."""
    app.jinja_env.filters.update(
        asks=asks,
        arrow=arrow,
        figure=figure,
        basis_words=basis_words,
        has_now=has_now,
        evidence_words=evidence_words,
        one_decimal=one_decimal,
        signed=signed,
        browser_name=browser_name,
        day=day,
        moment=moment,
        level_name=level_name,
        count_of=count_of,
        capitalize_first=upper_first,
        chart_sheet=sheet,
        role_name=role_name,
        a_role=a_role,
        explained=explained,
        sector_name=SECTOR_NAMES.__getitem__,
        stand=stand_of,
        span=span,
        size_name=SIZE_NAMES.__getitem__,
    )


def role_name(role: str) -> str:
    """What people call a role."""
    return ROLE_NAMES[Role(role)]


def a_role(role: str) -> str:
    """A role in a sentence, with its article."""
    return with_article(Role(role))


def day(value: date | None) -> str:
    """A date in words; of a moment, the day it was for the people who use this."""
    if isinstance(value, datetime):
        value = value.astimezone(clock.zone())
    return MISSING if value is None else in_words(value)


def moment(value: datetime) -> str:
    """A moment in words, as clocks show it where the people are who use this."""
    local = value.astimezone(clock.zone())
    return f"{local.day} {local:%B %Y at %H:%M}"


def level_name(bank: QuestionBank, level: int | None) -> str:
    """A level's number and name."""
    return MISSING if level is None else f"Level {level} – {bank.levels[level].name}"


@lru_cache(maxsize=5000)
def explained(text: str, words: tuple[Term, ...], before: str = "") -> Markup:
    """A text in which each word of the field leads to its meaning, where it turns up for the first time.

    The meanings stand on the same page as `word-1`, `word-2` and so on; `before` is what readers have read already.
    """
    spots: list[tuple[int, int, int]] = []
    for number, word in enumerate(words, start=1):
        match = None if pattern(word).search(before) else pattern(word).search(text)
        if match and not any(match.start() < end and begin < match.end() for begin, end, _ in spots):
            spots.append((match.start(), match.end(), number))
    parts, done = [], 0
    for begin, end, number in sorted(spots):
        link = Markup('<a class="ff-term" href="#word-{}">{}</a>').format(number, text[begin:end])
        parts += [escape(text[done:begin]), link]
        done = end
    return Markup("").join([*parts, escape(text[done:])])


def span(days: int) -> str:
    """A number of days as people say it."""
    for length, unit in ((365, "year"), (30, "month")):
        if days >= length and days % length == 0:
            count = days // length
            return f"{count} {unit}{'s' if count > 1 else ''}"
    return f"{days} day{'s' if days != 1 else ''}"


_BROWSERS = (("Edg", "Edge"), ("OPR", "Opera"), ("Firefox", "Firefox"), ("Chrome", "Chrome"), ("Safari", "Safari"))
_SYSTEMS = (
    ("Windows", "Windows"),
    ("Android", "Android"),
    ("iPhone", "an iPhone"),
    ("iPad", "an iPad"),
    ("Mac OS", "a Mac"),
    ("CrOS", "a Chromebook"),
    ("Linux", "Linux"),
)


def browser_name(agent: str) -> str:
    """What a browser calls itself, as people call it."""
    browser = next((name for sign, name in _BROWSERS if sign in agent), "A browser")
    system = next((name for sign, name in _SYSTEMS if sign in agent), "")
    return f"{browser} on {system}" if system else browser
