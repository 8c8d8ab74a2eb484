"""Score a set of answers: claimed, supported and moderated, by dimension, domain and lens.

The rules are those of docs/scoring.md. Scores run from 0 to 100 with one decimal and are None where
nothing was answered; overall is None while any dimension is.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cache, lru_cache
from struct import Struct
from typing import TYPE_CHECKING, NamedTuple

from assessment.domain.assessment.answers import Answer, Completeness
from assessment.domain.bank.question_bank import Axis, groups_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from assessment.domain.bank.question_bank import Item, QuestionBank


class State(StrEnum):
    """Whose word a score is: the organisation's, the evidence's, or the moderator's."""

    CLAIMED = "claimed"
    SUPPORTED = "supported"
    MODERATED = "moderated"


@dataclass(frozen=True, slots=True)
class Scores:
    """The figures of one state, 0 to 100 with one decimal; None means that nothing was answered."""

    overall: float | None
    dimensions: Mapping[str, float | None]
    domains: Mapping[str, float | None]
    lenses: Mapping[str, float | None]
    evidence_confidence: float | None

    @property
    def lowest_dimension(self) -> str | None:
        """The dimension with the lowest score, the first in the bank's order if several share it."""
        scored = {name: figure for name, figure in self.dimensions.items() if figure is not None}
        return min(scored, key=scored.__getitem__, default=None)

    def of(self, axis: Axis) -> Mapping[str, float | None]:
        """The figures of one axis by group id, in the bank's order."""
        return {
            Axis.DIMENSION: self.dimensions,
            Axis.DOMAIN: self.domains,
            Axis.LENS: self.lenses,
        }[axis]


@dataclass(frozen=True, slots=True)
class Scorecard:
    """Everything that is said about one set of answers under one version of the rules."""

    bank: str
    rules_version: str
    claimed: Scores
    supported: Scores
    moderated: Scores
    completeness: Completeness

    def state(self, state: State) -> Scores:
        """The figures of one of the three states."""
        return {
            State.CLAIMED: self.claimed,
            State.SUPPORTED: self.supported,
            State.MODERATED: self.moderated,
        }[state]


def supported_level(bank: QuestionBank, item: Item, answer: Answer) -> int | None:
    """The claimed level, or the highest that its evidence carries if that is lower."""
    if answer.level is None:
        return None
    cap = bank.evidence.grade(answer.evidence).cap
    lived_cap = bank.evidence.lived_experience_cap
    if item.lived_experience and not answer.lived_experience and lived_cap is not None:
        cap = min(cap, lived_cap)
    return min(answer.level, cap)


def level_in(state: State, bank: QuestionBank, item: Item, answer: Answer) -> int | None:
    """The level of one answer in one state; moderated is the supported level until a moderator says otherwise."""
    if state is State.CLAIMED or answer.level is None:
        return answer.level
    if state is State.MODERATED and answer.moderated is not None:
        return answer.moderated
    return supported_level(bank, item, answer)


def score(bank: QuestionBank, answers: Mapping[str, Answer]) -> Scorecard:
    """Score a set of answers, complete or not, against its own bank; other banks' items are left out."""
    sheet = tally_sheet(bank)
    claimed = supported = moderated = answered = not_applicable = 0
    entries = sheet.entries
    for item_id, answer in answers.items():
        by_claim = entries.get(item_id)
        if by_claim is None:
            continue
        if answer.level is None:
            not_applicable += answer.not_applicable is not None
            continue
        entry = by_claim[answer.level, answer.evidence, answer.lived_experience]
        answered += 1
        claimed += entry.claimed
        supported += entry.supported
        moderated += entry.supported if answer.moderated is None else entry.moderated[answer.moderated]
    return Scorecard(
        bank=bank.id,
        rules_version=bank.rules_version,
        claimed=sheet.scores(claimed),
        supported=sheet.scores(supported),
        moderated=sheet.scores(moderated),
        completeness=Completeness(len(bank.items), answered, not_applicable),
    )


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
        """Read the figures of one state off its packed total."""
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
    """The bank's tally sheet, made once."""
    return TallySheet(bank)


@cache
def percentage(part: int, whole: int) -> float | None:
    """A share of a whole in per cent with one decimal; None where there is nothing to share."""
    return round(100 * part / whole, 1) if whole else None


def _overall(dimensions: Iterable[tuple[int, int]], top: int) -> float | None:
    means = [100 * amount / (count * top) if count else None for amount, count in dimensions]
    known = [mean for mean in means if mean is not None]
    return round(sum(known) / len(known), 1) if known and len(known) == len(means) else None
