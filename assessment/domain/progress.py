"""Changes between two years, over like items only, and never between different kinds of figure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from assessment.domain.bank import Axis, groups_of
from assessment.domain.scoring import State, level_in, percentage, score

if TYPE_CHECKING:
    from collections.abc import Mapping

    from assessment.domain.answers import Answer
    from assessment.domain.bank import ChangeRules, Item, QuestionBank


@dataclass(frozen=True, slots=True)
class Year:
    """One year's answers with the bank that asked for them, and whether a moderator has been through them."""

    bank: QuestionBank
    answers: Mapping[str, Answer]
    moderated: bool = False


@dataclass(frozen=True, slots=True)
class Change:
    """One figure in two years over the same items, both 0 to 100; `little` says that it is hardly a move."""

    before: float
    after: float
    items: int
    little: bool

    @property
    def difference(self) -> float:
        """Points gained, negative where the figure is lower than before."""
        return round(self.after - self.before, 1)


@dataclass(frozen=True, slots=True)
class ItemChange:
    """An item whose level differs between two years."""

    item: str
    before: int
    after: int


@dataclass(frozen=True, slots=True)
class Changes:
    """What moved between two years; a group is missing where it has no like item."""

    state: State
    like_items: int
    overall: Change | None
    groups: Mapping[Axis, Mapping[str, Change]]
    items: tuple[ItemChange, ...]


def same_meaning(earlier: Item, later: Item) -> bool:
    """Whether two versions of an item ask for the same thing in the same words."""
    return (earlier.question, earlier.levels) == (later.question, later.levels)


def like_items(earlier: Year, later: Year) -> tuple[Item, ...]:
    """The later year's items that both years asked alike and answered with a level."""
    return tuple(
        item
        for item in later.bank.items
        if (before := earlier.bank.items_by_id.get(item.id))
        and earlier.bank.top_level == later.bank.top_level
        and same_meaning(before, item)
        and all(_level(year, item, State.CLAIMED) is not None for year in (earlier, later))
    )


def changes(earlier: Year, later: Year) -> Changes:
    """What moved from one year to the next, moderated against moderated or else supported against supported."""
    state = State.MODERATED if earlier.moderated and later.moderated else State.SUPPORTED
    items = like_items(earlier, later)
    return Changes(
        state=state,
        like_items=len(items),
        overall=_overall(earlier, later, items, state),
        groups={
            axis: {
                group.id: change
                for group in later.bank.groups[axis]
                if (
                    change := _change(
                        earlier,
                        later,
                        tuple(i for i in items if group.id in groups_of(i, axis)),
                        state,
                    )
                )
            }
            for axis in Axis
        },
        items=tuple(_moves(earlier, later, items, state)),
    )


def _level(year: Year, item: Item, state: State) -> int | None:
    answer = year.answers.get(item.id)
    return level_in(state, year.bank, item, answer) if answer else None


def _moves(earlier: Year, later: Year, items: tuple[Item, ...], state: State) -> list[ItemChange]:
    levels = [(item.id, _level(earlier, item, state), _level(later, item, state)) for item in items]
    return [
        ItemChange(item_id, before, after)
        for item_id, before, after in levels
        if before is not None and after is not None and before != after
    ]


def _mean(year: Year, items: tuple[Item, ...], state: State) -> float | None:
    return percentage(
        sum(_level(year, item, state) or 0 for item in items),
        len(items) * year.bank.top_level,
    )


def _change(earlier: Year, later: Year, items: tuple[Item, ...], state: State) -> Change | None:
    before, after = _mean(earlier, items, state), _mean(later, items, state)
    if before is None or after is None:
        return None
    return Change(
        before,
        after,
        len(items),
        is_little(later.bank.change, after - before, items=len(items)),
    )


def _overall(earlier: Year, later: Year, items: tuple[Item, ...], state: State) -> Change | None:
    wanted = {item.id for item in items}
    before, after = (
        score(
            year.bank,
            {item_id: answer for item_id, answer in year.answers.items() if item_id in wanted},
        )
        .state(state)
        .overall
        for year in (earlier, later)
    )
    if before is None or after is None:
        return None
    return Change(
        before,
        after,
        len(items),
        is_little(later.bank.change, after - before, items=len(items)),
    )


def is_little(rules: ChangeRules, difference: float, *, items: int) -> bool:
    """Whether a move is so small, for so many items, that it is called little change."""
    limit = rules.little_for_few_items if items <= rules.few_items else rules.little
    return abs(round(difference, 1)) < limit
