"""Saved comparisons as somebody may see them today."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING

from assessment.domain.area.comparisons import PAGE_NAMES
from assessment.domain.area.consent import Standing
from assessment.domain.area.groups import AREA as WHOLE_AREA
from assessment.domain.area.groups import partnership_of
from assessment.store.comparisons import comparisons_for
from assessment.store.consent import standings_on
from assessment.store.cycles import released_cycles
from assessment.store.organisations import organisations_with

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from datetime import date

    from sqlalchemy.orm import Session

    from assessment.domain.area.comparisons import SavedComparison

    Names = Callable[[SavedComparison], tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Kept:
    """A saved comparison with the names that may be read in it today, and how many may not.

    `year` is what its year is called, or None while that year cannot be compared.
    """

    comparison: SavedComparison
    page: str
    year: str | None
    names: tuple[str, ...]
    left_out: int


@dataclass(frozen=True, slots=True)
class KeptComparisons:
    """What somebody saved, and what others share with them."""

    own: tuple[Kept, ...]
    of_others: tuple[Kept, ...]


def kept_comparisons(session: Session, person_id: int, *, on: date) -> KeptComparisons:
    """Everything that somebody saved or that is shared with them, by name."""
    found = comparisons_for(session, person_id)
    years = {one.year: one.name for one in released_cycles(session)}
    named = _naming(session, found, on)
    kept = [_kept(one, years, named) for one in found]
    return KeptComparisons(
        own=tuple(one for one in kept if one.comparison.is_of(person_id)),
        of_others=tuple(one for one in kept if not one.comparison.is_of(person_id)),
    )


def _kept(comparison: SavedComparison, years: Mapping[int, str], named: Names) -> Kept:
    choice, names = comparison.choice, named(comparison)
    left_out = len(choice.organisations) - len(names)
    return Kept(comparison, PAGE_NAMES[choice.page], years.get(choice.year), names, left_out)


def _naming(session: Session, found: Iterable[SavedComparison], on: date) -> Names:
    """How to tell which organisations of a comparison are shown by name, where it looks, on this day."""
    references = set(chain.from_iterable(one.choice.organisations for one in found))
    if not references:
        return lambda _: ()
    known = {one.reference: one for one in organisations_with(session, references)}
    standings = standings_on(session, on)

    def named(comparison: SavedComparison) -> tuple[str, ...]:
        place = partnership_of(comparison.choice.chosen.get("group", WHOLE_AREA))
        here = [known[one] for one in comparison.choice.organisations if one in known]
        return tuple(one.name for one in here if standings[one.id].get(place) is Standing.NAMED)

    return named
