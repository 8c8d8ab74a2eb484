"""Sums and counts from which scores are worked out, packed so that adding an answer is fast."""

from __future__ import annotations

from functools import cache, lru_cache
from struct import Struct
from typing import TYPE_CHECKING, NamedTuple

from assessment.domain.assessment.answers import Answer
from assessment.domain.assessment.levels import supported_level
from assessment.domain.assessment.scorecard import Scores
from assessment.domain.bank.question_bank import Axis, groups_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from assessment.domain.bank.question_bank import Item, QuestionBank


class _Entry(NamedTuple):
    """What one answer adds to the packed totals of each state."""

    claimed: int
    supported: int
    moderated: tuple[int, ...]


class TallySheet:
    """A bank's totals packed into one whole number, so that adding an answer is adding a number.

    Every group has two lanes of 16 bits, the sum of its levels and the count of its answers; two more
    lanes count what evidence confidence needs. Scoring an area of a thousand organisations stays cheap.
    """

    def __init__(self, bank: QuestionBank) -> None:
        self._bank = bank
        self._groups = [(axis, group.id) for axis, groups in bank.groups.items() for group in groups]
        self._lanes = Struct(f"<{2 * len(self._groups) + 2}H")
        sizes = [len(bank.groups[axis]) for axis in (Axis.DIMENSION, Axis.DOMAIN)]
        self._cuts = (sizes[0], sizes[0] + sizes[1])
        self._ids = tuple(group_id for _, group_id in self._groups)
        self.entries = {item.id: self._entries(item) for item in bank.items}

    def _pack(self, item: Item, level: int, *, confirmed: bool) -> int:
        weighty = level >= self._bank.evidence.confidence_from_level
        lanes = [
            amount
            for axis, group_id in self._groups
            for amount in ((level, 1) if group_id in groups_of(item, axis) else (0, 0))
        ]
        return int.from_bytes(self._lanes.pack(*lanes, weighty and confirmed, weighty), "little")

    def _entries(self, item: Item) -> dict[tuple[int, str | None, bool], _Entry]:
        bank = self._bank
        return {
            (level, grade, lived): self._entry(item, Answer(level, grade, lived))
            for level in range(len(bank.levels))
            for grade in (None, *(grade.id for grade in bank.evidence.grades))
            for lived in (False, True)
        }

    def _entry(self, item: Item, answer: Answer) -> _Entry:
        confirmed = self._bank.evidence.grade(answer.evidence).confirms
        packed = tuple(self._pack(item, level, confirmed=confirmed) for level in range(len(self._bank.levels)))
        supported = supported_level(self._bank, item, answer)
        assert answer.level is not None and supported is not None  # noqa: S101 PT018 - both follow from the call
        return _Entry(packed[answer.level], packed[supported], packed)

    def scores(self, total: int) -> Scores:
        """The figures of one state from its packed total."""
        *lanes, confirmed, weighty = self._lanes.unpack(total.to_bytes(self._lanes.size, "little"))
        top = self._bank.top_level
        sums, counts = lanes[::2], lanes[1::2]
        figures = [percentage(amount, count * top) for amount, count in zip(sums, counts, strict=True)]
        dimensions, domains = self._cuts
        return Scores(
            overall=_overall(tuple(zip(sums[:dimensions], counts[:dimensions], strict=True)), top),
            dimensions=dict(zip(self._ids[:dimensions], figures[:dimensions], strict=True)),
            domains=dict(
                zip(
                    self._ids[dimensions:domains],
                    figures[dimensions:domains],
                    strict=True,
                )
            ),
            lenses=dict(zip(self._ids[domains:], figures[domains:], strict=True)),
            evidence_confidence=percentage(confirmed, weighty),
        )


@lru_cache(maxsize=64)
def tally_sheet(bank: QuestionBank) -> TallySheet:
    """The tally sheet of a bank, which is made once and kept."""
    return TallySheet(bank)


@cache
def percentage(part: int, whole: int) -> float | None:
    """A share of a whole in per cent with one decimal; None where there is nothing to share."""
    return round(100 * part / whole, 1) if whole else None


def _overall(dimensions: Iterable[tuple[int, int]], top: int) -> float | None:
    means = [100 * amount / (count * top) if count else None for amount, count in dimensions]
    known = [mean for mean in means if mean is not None]
    return round(sum(known) / len(known), 1) if known and len(known) == len(means) else None
