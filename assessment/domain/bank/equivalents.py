"""Which items of two versions of a bank ask for the same thing, and what a level of one is worth in the other."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from assessment.domain.bank.lineage import Meaning

if TYPE_CHECKING:
    from collections.abc import Mapping

    from assessment.domain.bank.question_bank import Item, QuestionBank


@dataclass(frozen=True, slots=True)
class Equivalent:
    """An item of an earlier bank that asks for the same thing; `levels` is what each of its levels is worth now."""

    item: str
    reworded: bool
    levels: tuple[int, ...]


def same_words(earlier: Item, later: Item) -> bool:
    """Whether two versions of an item ask in the same words of their banks, whatever a sector calls things."""
    return earlier.asks == later.asks


@lru_cache(maxsize=64)
def equivalents(lineage: tuple[QuestionBank, ...]) -> Mapping[str, Equivalent]:
    """For every item of the last bank of a line of versions, its like in the first, if each step kept its meaning."""
    *steps, last = lineage
    found = {item.id: Equivalent(item.id, False, tuple(range(len(last.levels)))) for item in last.items}
    later = last
    for earlier in reversed(steps):
        step = _equivalents(earlier, later)
        found = {
            item_id: Equivalent(
                before.item, one.reworded or before.reworded, tuple(one.levels[n] for n in before.levels)
            )
            for item_id, one in found.items()
            if (before := step.get(one.item))
        }
        later = earlier
    return found


def _equivalents(earlier: QuestionBank, later: QuestionBank) -> Mapping[str, Equivalent]:
    levels = levels_between(earlier, later)
    if levels is None:
        return {}
    found = {}
    another = earlier.id != later.id
    for item in later.items:
        declared = [one for one in item.replaces if another and one.item in earlier.items_by_id]
        if not declared:
            before = earlier.items_by_id.get(item.id)
            if before and same_words(before, item):
                found[item.id] = Equivalent(item.id, False, levels)
        elif len(declared) == 1 and declared[0].meaning is Meaning.SAME:
            before = earlier.items_by_id[declared[0].item]
            found[item.id] = Equivalent(before.id, not same_words(before, item), levels)
    return found


def levels_between(earlier: QuestionBank, later: QuestionBank) -> tuple[int, ...] | None:
    """What each level of one bank is worth in the next; None where the scales differ and nothing was declared."""
    declared = later.replaces.levels if later.replaces and later.replaces.bank == earlier.id else None
    if declared is not None:
        return declared
    return tuple(range(len(later.levels))) if len(earlier.levels) == len(later.levels) else None
