"""What waits for an organisation this year, in a sentence, and what somebody can do about it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from assessment.domain.days import day_in, in_words
from assessment.domain.people.permissions import Permission
from assessment.domain.texts.phrases import count_of, upper_first

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date, datetime, tzinfo

    from assessment.domain.assessment.assessment import Assessment
    from assessment.reports.home import OrganisationPage

    May = Callable[[Permission], bool]


class Action(StrEnum):
    """What somebody can do next with this year's assessment."""

    NOTHING = "nothing"
    START = "start"
    ANSWER = "answer"
    CHECK = "check"
    SIGN = "sign"
    READ = "read"
    RESULT = "result"


@dataclass(frozen=True, slots=True)
class ThisYear:
    """What waits this year, and the one thing to do about it."""

    waits: str
    action: Action = Action.NOTHING


def this_year(page: OrganisationPage, may: May, *, on: date, zone: tzinfo) -> ThisYear:
    """What waits for an organisation on a day, for somebody who may do some of it."""
    if page.cycle is None:
        return ThisYear("No assessment year is open yet. Your Project Lead will let you know when one is.")
    if page.this_year is None:
        return _not_started(page, may, on)
    return _begun(page.this_year, page, may, on, zone)


def _not_started(page: OrganisationPage, may: May, on: date) -> ThisYear:
    cycle, organisation = page.cycle, page.organisation
    if cycle is None:
        return ThisYear("")
    if organisation.is_closed(on):
        return ThisYear("This organisation has closed. Its results are kept.")
    if cycle.is_to_come(on):
        return ThisYear(f"{cycle.name} opens on {in_words(cycle.opens_on)}.")
    if not page.open_today:
        return ThisYear(f"{cycle.name} closed on {in_words(cycle.closes_on)}. No assessment was started.")
    until = f"{cycle.name} is open until {in_words(cycle.closes_on)}, and nothing has been answered yet."
    if may(Permission.START):
        return ThisYear(until, Action.START)
    return ThisYear(f"{until} Your organisation lead starts the assessment.")


def _begun(assessment: Assessment, page: OrganisationPage, may: May, on: date, zone: tzinfo) -> ThisYear:
    read = Action.READ if may(Permission.SEE_ASSESSMENT) else Action.NOTHING
    if assessment.is_final:
        signed = f"Signed off on {_day(assessment.signed_off_at, zone)}."
        return ThisYear(signed, Action.RESULT if may(Permission.SEE_RESULTS) else Action.NOTHING)
    if because := assessment.shut_because(on):
        return ThisYear(f"Nothing can be changed at the moment: {because}.", read)
    if assessment.is_with_sponsor:
        sent = f"Sent to the sponsor on {_day(assessment.submitted_at, zone)}"
        if may(Permission.SIGN_OFF):
            return ThisYear(f"{sent}. It is waiting for you to read and sign off.", Action.SIGN)
        return ThisYear(f"{sent}, and waiting to be signed off.", read)
    return _in_progress(assessment, page, may, read)


def _in_progress(assessment: Assessment, page: OrganisationPage, may: May, read: Action) -> ThisYear:
    until = f"open until {in_words(assessment.cycle.closes_on)}"
    if not page.done or not may(Permission.SEE_ASSESSMENT):
        return ThisYear(f"{upper_first(until)}.", read)
    returned = " Your sponsor returned it for changes." if assessment.returned_note else ""
    answered = page.done.total - page.done.left
    if not page.done.left:
        every = f"All {count_of(page.done.total, 'question')} answered, {until}.{returned}"
        return ThisYear(every, Action.CHECK if may(Permission.SUBMIT) else read)
    so_far = f"{answered} of {count_of(page.done.total, 'question')} answered, {until}.{returned}"
    return ThisYear(so_far, Action.ANSWER if may(Permission.ANSWER) else read)


def _day(moment: datetime | None, zone: tzinfo) -> str:
    return in_words(day_in(zone, moment)) if moment else "an earlier day"
