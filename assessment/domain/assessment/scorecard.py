"""Scores of a set of answers in three states, by dimension, domain and lens."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from assessment.domain.bank.question_bank import Axis

if TYPE_CHECKING:
    from collections.abc import Mapping

    from assessment.domain.assessment.answers import Completeness


class State(StrEnum):
    """What a score rests on: the organisation's claim, its evidence, or a moderator's decision."""

    CLAIMED = "claimed"
    SUPPORTED = "supported"
    MODERATED = "moderated"


def basis_of(*, moderated: bool) -> State:
    """The state that a result stands on: moderated where a moderator has been through it, else supported."""
    return State.MODERATED if moderated else State.SUPPORTED


def basis_words(state: State, *, full: bool) -> str:
    """What a figure rests on, as every comparison says it: the state, and whether all questions were asked."""
    return f"{state}, {'all' if full else 'core'} questions"


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
    """The scores of one set of answers, by one version of the bank's rules and one arithmetic."""

    bank: str
    rules_version: str
    claimed: Scores
    supported: Scores
    moderated: Scores
    completeness: Completeness
    arithmetic: int

    def state(self, state: State) -> Scores:
        """The figures of one of the three states."""
        return {
            State.CLAIMED: self.claimed,
            State.SUPPORTED: self.supported,
            State.MODERATED: self.moderated,
        }[state]
