"""Sums and counts from which scores are worked out, packed so that adding an answer is fast."""

from __future__ import annotations

from functools import cache, lru_cache
from struct import Struct
from typing import TYPE_CHECKING

from assessment.domain.assessment.answers import Answer
from assessment.domain.assessment.arithmetic import ARITHMETICS
from assessment.domain.assessment.levels import supported_level
from assessment.domain.assessment.scorecard import Scores, State
from assessment.domain.bank.question_bank import Axis, groups_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from assessment.domain.bank.question_bank import Item, QuestionBank

Said = tuple[int, str | None, bool, int | None]


class TallySheet:
    """A bank's totals in all three states packed into one whole number, so that adding an answer is adding a number.

    A state has two lanes of 16 bits for every group, the sum of its levels and the count of its answers; two more
    lanes count what evidence confidence needs. Scoring an area of a thousand organisations stays cheap.
    """

    def __init__(self, bank: QuestionBank, arithmetic: int) -> None:
        self.bank = bank
        self._arithmetic = ARITHMETICS[arithmetic]
        self._top = top = bank.top_level
        self._share = share = cache(self._arithmetic.share)
        self._mean = cache(lambda amount, count: share(amount, count * top))
        self._groups = [(axis, group.id) for axis, groups in bank.groups.items() for group in groups]
        self._wide = 2 * len(self._groups) + 2
        self._lanes = Struct(f"<{self._wide * len(State)}H")
        self._ids = [tuple(group.id for group in bank.groups[axis]) for axis in Axis]
        self.worth = {item.id: Worth(self, item) for item in bank.items}

    def pack(self, item: Item, levels: Iterable[int], *, confirmed: bool) -> int:
        """What an answer adds to the totals that reaches these levels in the three states."""
        lanes = [lane for level in levels for lane in self._state(item, level, confirmed=confirmed)]
        return int.from_bytes(self._lanes.pack(*lanes), "little")

    def confirms(self, grade: str | None) -> bool:
        """Whether the best evidence of an answer confirms it; where there is none, nothing does."""
        if grade is None and not self._arithmetic.silence_confirms:
            return False
        return self.bank.evidence.grade(grade).confirms

    def _state(self, item: Item, level: int, *, confirmed: bool) -> list[int]:
        within = [group_id in groups_of(item, axis) for axis, group_id in self._groups]
        weighty = level >= self.bank.evidence.confidence_from_level
        return [*(level * one for one in within), *within, weighty and confirmed, weighty]

    def scores(self, total: int) -> tuple[int, list[Scores]]:
        """How many items were answered, and the figures of the three states, from the packed total."""
        lanes = self._lanes.unpack(total.to_bytes(self._lanes.size, "little"))
        states = [self._scores(lanes[begin : begin + self._wide]) for begin in range(0, len(lanes), self._wide)]
        counts = lanes[len(self._groups) :]
        return sum(counts[: len(self.bank.dimensions)]), states

    def _scores(self, lanes: Sequence[int]) -> Scores:
        size, own = len(self._groups), len(self.bank.dimensions)
        sums, counts = lanes[:size], lanes[size:-2]
        figures = map(self._mean, sums, counts)
        dimensions, domains, lenses = [dict(zip(ids, figures)) for ids in self._ids]  # noqa: B905 - it goes on
        overall = self._arithmetic.overall(sums[:own], counts[:own], self._top)
        return Scores(overall, dimensions, domains, lenses, self._share(*lanes[-2:]))


class Worth(dict[Said, int]):
    """What each possible answer to one item adds to the totals, worked out when it is first given."""

    def __init__(self, sheet: TallySheet, item: Item) -> None:
        super().__init__()
        self._sheet, self._item = sheet, item

    def __missing__(self, said: Said) -> int:
        level, grade, lived, moderated = said
        sheet, item = self._sheet, self._item
        supported = supported_level(sheet.bank, item, Answer(level, grade, lived))
        assert supported is not None  # noqa: S101 - follows from the level
        levels = (level, supported, supported if moderated is None else moderated)
        found = self[said] = sheet.pack(item, levels, confirmed=sheet.confirms(grade))
        return found


@lru_cache(maxsize=64)
def tally_sheet(bank: QuestionBank, arithmetic: int) -> TallySheet:
    """The tally sheet of a bank, which is made once and kept."""
    return TallySheet(bank, arithmetic)
