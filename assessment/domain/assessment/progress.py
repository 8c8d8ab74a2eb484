"""Changes between two years, over items that mean the same only, and never between different states."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from assessment.domain.assessment.arithmetic import EXACT
from assessment.domain.assessment.levels import level_in
from assessment.domain.assessment.scorecard import State, basis_of
from assessment.domain.bank.equivalents import equivalents
from assessment.domain.bank.question_bank import Axis, groups_of
from assessment.domain.rounding import shown

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from assessment.domain.assessment.answers import Answer
    from assessment.domain.bank.question_bank import Item, QuestionBank
    from assessment.domain.bank.rules import ChangeRules


@dataclass(frozen=True, slots=True)
class Year:
    """One year's answers with the bank that asked for them, and whether a moderator has been through them."""

    bank: QuestionBank
    answers: Mapping[str, Answer]
    moderated: bool = False


@dataclass(frozen=True, slots=True)
class Change:
    """One figure in two years over the same items, both 0 to 100; `little` marks a change too small to mean much.

    What is said of the two follows from them as they are shown, so that everybody can work it out.
    """

    before: float
    after: float
    items: int
    rules: ChangeRules

    @property
    def difference(self) -> int:
        """Points gained between the figures as they are shown, negative where it is lower than before."""
        return shown(self.after) - shown(self.before)

    @property
    def little(self) -> bool:
        """Whether the move is so small, for so many items, that it is called little change."""
        return self.rules.is_little(self.difference, self.items)


@dataclass(frozen=True, slots=True)
class ItemChange:
    """An item whose level differs between two years."""

    item: str
    before: int
    after: int


@dataclass(frozen=True, slots=True)
class Changes:
    """What moved between two years over the items that both asked alike; a group without one is missing.

    The two figures of every change are the like-for-like scores of the two years; `reworded` says how many of the
    like items were written anew with the same meaning.
    """

    state: State
    like_items: int
    reworded: int
    total_before: int
    total_now: int
    overall: Change | None
    groups: Mapping[Axis, Mapping[str, Change]]
    items: tuple[ItemChange, ...]


@dataclass(frozen=True, slots=True)
class _Pair:
    """A later item that both years asked alike and answered, with both levels in terms of the later scale."""

    item: Item
    before: int
    after: int
    reworded: bool


def changes(earlier: Year, later: Year, *, between: Sequence[QuestionBank] = ()) -> Changes:
    """What moved from one year to the next, moderated against moderated or else supported against supported.

    Items count as alike where their meaning is the same in both banks and in every version `between` them.
    """
    state = basis_of(moderated=earlier.moderated and later.moderated)
    pairs = tuple(_pairs(earlier, later, (earlier.bank, *between, later.bank), state))
    bank = later.bank
    return Changes(
        state=state,
        like_items=len(pairs),
        reworded=sum(pair.reworded for pair in pairs),
        total_before=len(earlier.bank.items),
        total_now=len(bank.items),
        overall=_overall(bank, pairs),
        groups={
            axis: {
                group.id: change
                for group in bank.groups[axis]
                if (change := _change(bank, [pair for pair in pairs if group.id in groups_of(pair.item, axis)]))
            }
            for axis in Axis
        },
        items=tuple(ItemChange(pair.item.id, pair.before, pair.after) for pair in pairs if pair.before != pair.after),
    )


def _pairs(earlier: Year, later: Year, lineage: tuple[QuestionBank, ...], state: State) -> Iterator[_Pair]:
    for item_id, like in equivalents(lineage).items():
        item = later.bank.items_by_id[item_id]
        before, after = _level(earlier, earlier.bank.items_by_id[like.item], state), _level(later, item, state)
        if before is not None and after is not None:
            yield _Pair(item, like.levels[before], after, like.reworded)


def _level(year: Year, item: Item, state: State) -> int | None:
    answer = year.answers.get(item.id)
    return level_in(state, year.bank, item, answer) if answer else None


def _change(bank: QuestionBank, pairs: Sequence[_Pair]) -> Change | None:
    return _changed(bank, [pairs]) if pairs else None


def _overall(bank: QuestionBank, pairs: Sequence[_Pair]) -> Change | None:
    return _changed(bank, [[pair for pair in pairs if pair.item.dimension == one.id] for one in bank.dimensions])


def _changed(bank: QuestionBank, sets: Sequence[Sequence[_Pair]]) -> Change | None:
    counts = tuple(map(len, sets))
    before = EXACT.overall([sum(pair.before for pair in one) for one in sets], counts, bank.top_level)
    after = EXACT.overall([sum(pair.after for pair in one) for one in sets], counts, bank.top_level)
    return None if before is None or after is None else Change(before, after, sum(counts), bank.change)
