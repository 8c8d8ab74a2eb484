"""Comparisons that somebody keeps under a name: which page, and what was chosen on it; never what it shows."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from assessment.domain.bank.question_bank import Axis

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import datetime

    from assessment.domain.people.names import Named

LONGEST_COMPARISON_NAME = 80
MOST_ORGANISATIONS = 3
BY_ITEM = "item"
MOST_SAVED = 50


class ComparisonPage(StrEnum):
    """The pages that compare, by the names of their views."""

    OVERVIEW = "overview"
    OVERLAY = "overlay"
    EVERYONE = "everyone"
    HEAT_MAP = "heat_map"
    STAGES = "stages"


PAGE_NAMES: Mapping[ComparisonPage, str] = {
    ComparisonPage.OVERVIEW: "Overview",
    ComparisonPage.OVERLAY: "Compare three",
    ComparisonPage.EVERYONE: "All organisations",
    ComparisonPage.HEAT_MAP: "Heat map",
    ComparisonPage.STAGES: "Stages",
}

_YEAR = re.compile(r"[12]\d{3}")
_KEY = re.compile(r"[A-Za-z0-9][A-Za-z0-9._:-]{0,79}")
_NARROWING: Mapping[str, re.Pattern[str]] = {
    "group": _KEY,
    "by": re.compile("|".join((*Axis, BY_ITEM))),
    "dimension": _KEY,
}
_ORGANISATION = "organisation"


@dataclass(frozen=True, slots=True)
class ComparisonChoice:
    """What somebody chose to compare, as it stands in the address of the page."""

    page: ComparisonPage
    year: int
    chosen: Mapping[str, Any]

    @property
    def query(self) -> dict[str, Any]:
        """The choice as the page is asked for it."""
        return {"year": self.year, **self.chosen}

    @property
    def organisations(self) -> tuple[str, ...]:
        """The references of the organisations that were chosen."""
        return tuple(self.chosen.get(_ORGANISATION, ()))


@dataclass(frozen=True, slots=True)
class SavedComparison:
    """A choice that somebody keeps, for themselves or for everybody who may compare.

    `saver_is_here` says that whoever saved it has not left.
    """

    id: int
    name: str
    shared: bool
    saved_at: datetime
    saver_is_here: bool
    choice: ComparisonChoice
    saved_by: Named

    def is_of(self, person_id: int) -> bool:
        """Whether this person saved it."""
        return self.saved_by.id == person_id

    def may_be_removed_by(self, person_id: int, *, for_the_group: bool) -> bool:
        """Whether this person may remove it: their own, or for the group what somebody left behind who has gone."""
        return self.is_of(person_id) or (for_the_group and self.shared and not self.saver_is_here)


def choice_of(page: str, typed: Iterable[tuple[str, str]]) -> ComparisonChoice | None:
    """What was chosen, of everything that came in; None where it cannot have come from a page that compares."""
    said = [(name, value) for name, value in typed if value]
    wanted = {name: value for name, value in said if name in _NARROWING}
    year = dict(said).get("year", "")
    references = list(dict.fromkeys(value for name, value in said if name == _ORGANISATION))
    fits = (
        page in set(ComparisonPage)
        and _YEAR.fullmatch(year)
        and all(_NARROWING[name].fullmatch(value) for name, value in wanted.items())
        and all(_KEY.fullmatch(one) for one in references)
    )
    if not fits:
        return None
    chosen = wanted | ({_ORGANISATION: references[:MOST_ORGANISATIONS]} if references else {})
    return ComparisonChoice(ComparisonPage(page), int(year), chosen)
