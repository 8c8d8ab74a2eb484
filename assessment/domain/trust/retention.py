"""How long each kind of data is kept, and why; the privacy page and the clean-up job both read it here."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

YEAR = 365


@dataclass(frozen=True, slots=True)
class Period:
    """One kind of data: how many days it is kept after it has served, and what it is kept for."""

    key: str
    what: str
    days: int
    why: str


PERIODS = (
    Period("attempts", "Failed attempts to sign in (not what was typed)", 2, "to slow down anyone guessing passwords"),
    Period("forms", "That a form was sent (as a digest), and the page that followed", 2, "so that it counts only once"),
    Period("sign-ins", "Past sign-ins, with network address and browser", 30, "so that you can look back at them"),
    Period(
        "links",
        "Links sent by email (as a digest), and roles that people were asked to take on but didn’t",
        90,
        "to answer questions about invitations",
    ),
    Period("addresses", "Network addresses in the activity log", 180, "to look into misuse"),
    Period("people", "Names and addresses of people who have left", 2 * YEAR, "so that colleagues know who to ask"),
    Period(
        "drafts",
        "Notes, evidence and personal views in assessments that were never signed off, after the year has closed",
        3 * YEAR,
        "so that an organisation can pick up where it left off",
    ),
    Period(
        "changes",
        "Earlier versions of notes, after the assessment was signed off",
        6 * YEAR,
        "so that a result can be explained later",
    ),
)


def periods(changed: Mapping[str, int]) -> tuple[Period, ...]:
    """All periods, with the days that this installation has changed; raises KeyError for a kind that is unknown."""
    known = {period.key for period in PERIODS}
    for key in changed:
        if key not in known:
            raise KeyError(key)
    return tuple(replace(period, days=changed.get(period.key, period.days)) for period in PERIODS)
