"""What the organisations of a group share: the questions that most of them stand high on, or low on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from assessment.domain.area.cohort import Spread
    from assessment.domain.bank.question_bank import Item, QuestionBank

    Clear = Callable[["Standing"], tuple[float, float]]

MOST_SHOWN = 5


@dataclass(frozen=True, slots=True)
class Standing:
    """A question with the levels of a group."""

    item: Item
    spread: Spread


@dataclass(frozen=True, slots=True)
class Shared:
    """The questions on which about three quarters stand on one side of a level, in the bank's order.

    Where there are many, the clearest are `shown` and the others are `more`.
    """

    level: int
    shown: tuple[Standing, ...]
    more: tuple[Standing, ...]

    @property
    def count(self) -> int:
        """How many questions there are."""
        return len(self.shown) + len(self.more)


def strengths(bank: QuestionBank, items: Mapping[str, Spread | None]) -> Shared | None:
    """The questions whose lower quartile is the level below the highest or above; where there is none, those whose
    lower quartile is at least in the middle of the scale.
    """
    top, known = bank.top_level, _known(bank, items)
    for level in range(max(top - 1, 1), 0, -1):
        found = [one for one in known if one.spread.lower_quartile >= level and 2 * one.spread.upper_quartile > top]
        if found and 2 * level >= top:
            return _shared(level, found, lambda one: (-one.spread.lower_quartile, -one.spread.median))
    return None


def gaps(bank: QuestionBank, items: Mapping[str, Spread | None]) -> Shared | None:
    """The questions whose upper quartile is the level above the lowest or below; where there is none, those whose upper
    quartile is at most in the middle of the scale.
    """
    top, known = bank.top_level, _known(bank, items)
    for level in range(min(1, top - 1), top):
        found = [one for one in known if one.spread.upper_quartile <= level and 2 * one.spread.lower_quartile < top]
        if found and 2 * level <= top:
            return _shared(level, found, lambda one: (one.spread.upper_quartile, one.spread.median))
    return None


def _known(bank: QuestionBank, items: Mapping[str, Spread | None]) -> list[Standing]:
    return [Standing(item, spread) for item in bank.items if (spread := items.get(item.id))]


def _shared(level: int, found: Sequence[Standing], clear: Clear) -> Shared:
    clearest = sorted(found, key=clear)[:MOST_SHOWN]
    return Shared(
        level,
        tuple(one for one in found if one in clearest),
        tuple(one for one in found if one not in clearest),
    )
