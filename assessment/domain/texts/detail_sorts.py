"""The kinds of personal details that are looked for."""

from __future__ import annotations

from enum import StrEnum


class Sort(StrEnum):
    """A kind of personal detail, in the words that people read."""

    NAME = "a name"
    EMAIL = "an email address"
    PHONE = "a phone number"
    NHS = "an NHS number"
    CASE = "a case or reference number"
    BIRTH = "a date of birth"
    POSTCODE = "a postcode"
    INSURANCE = "a National Insurance number"


Span = tuple[int, int, Sort]  # where a detail begins and ends, and of which sort it is
