"""One organisation as a comparison may show it: by name where it agreed, else as a number."""

from __future__ import annotations

import hashlib
import hmac
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from assessment.domain.area.sectors import SECTOR_NAMES, Sector
from assessment.domain.assessment.records import scorecard_from
from assessment.domain.assessment.scorecard import Scores, State
from assessment.domain.texts.names import reading_order

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from assessment.domain.area.cycles import Cycle
    from assessment.domain.bank.question_bank import QuestionBank
    from assessment.store.area_results import KeptFigures


@dataclass(frozen=True, slots=True)
class Disclosure:
    """How small groups and consent are minded.

    `threshold` is the fewest that are shown, `shuffle_key` mixes those without a name, and consent is that of a day.
    """

    threshold: int
    shuffle_key: str
    on: date


@dataclass(frozen=True, slots=True)
class Member:
    """One organisation as a comparison may show it; reference and sector are None if it is anonymous here.

    `hidden` says that no other view names it either.
    """

    label: str
    reference: str | None
    sector: str | None
    scores: Scores
    basis: State
    stage: str | None
    hidden: bool = True

    @property
    def heading(self) -> str:
        """Its label where its figures stand beside others', with the state that they rest on."""
        return f"{self.label}, {self.basis}"

    @property
    def moderated(self) -> bool:
        """Whether its figures are those that a moderator agreed with."""
        return self.basis is State.MODERATED


def members_of(
    bank: QuestionBank,
    figures: Sequence[KeptFigures],
    cycle: Cycle,
    disclosure: Disclosure,
    partnership: int | None = None,
) -> tuple[Member, ...]:
    """The organisations as they may be shown in a partnership or in the area.

    Named ones come by sector and name, the others shuffled and numbered.
    """
    named = [_named(one, bank) for one in sorted(figures, key=_place_by_name) if one.named_in(partnership)]
    unnamed = sorted(
        (one for one in figures if not one.named_in(partnership)), key=lambda one: _shuffled(one, cycle, disclosure)
    )
    return (*named, *(_unnamed(one, bank, number) for number, one in enumerate(unnamed, start=1)))


def _named(one: KeptFigures, bank: QuestionBank) -> Member:
    stage = next((stage.name for stage in bank.stages if stage.id == one.stage_id), None)
    return Member(
        one.name, one.reference, SECTOR_NAMES[one.sector], _scores(one, bank), _basis(one), stage, one.unnamed
    )


def _unnamed(one: KeptFigures, bank: QuestionBank, number: int) -> Member:
    return Member(f"Organisation {number}", None, None, _scores(one, bank), _basis(one), None, one.unnamed)


def _place_by_name(one: KeptFigures) -> tuple[int, str]:
    return list(Sector).index(one.sector), reading_order(one.name)


def _shuffled(one: KeptFigures, cycle: Cycle, disclosure: Disclosure) -> bytes:
    message = f"{cycle.id}:{one.organisation_id}".encode()
    return hmac.digest(disclosure.shuffle_key.encode(), message, hashlib.sha256)


def compared_over(whole: QuestionBank, figures: Sequence[KeptFigures]) -> QuestionBank:
    """The items over which everybody is compared: the core ones where not everybody was asked more."""
    return whole if all(one.full for one in figures) else whole.core()


def figures_over(one: KeptFigures, bank: QuestionBank) -> Mapping[str, Any] | None:
    """What was kept over the items of this selection; an early result may have been kept without."""
    return one.figures.get("core") if one.full and not bank.full else one.figures


def _scores(one: KeptFigures, bank: QuestionBank) -> Scores:
    return scorecard_from(figures_over(one, bank) or one.figures).state(_basis(one))


def _basis(one: KeptFigures) -> State:
    return State.MODERATED if one.moderated else State.SUPPORTED
