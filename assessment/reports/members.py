"""One organisation as a comparison may show it: only those that agreed to be named have rows, lines and points."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from assessment.domain.area.sectors import SECTOR_NAMES, Sector
from assessment.domain.assessment.records import figures_over, scorecard_from
from assessment.domain.assessment.scorecard import Scores, State, basis_of
from assessment.domain.texts.names import reading_order

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from assessment.domain.area.published import NamedResult
    from assessment.domain.bank.question_bank import QuestionBank


@dataclass(frozen=True, slots=True)
class Member:
    """One organisation in a comparison, by name, with its published figures and the state that they rest on."""

    organisation_id: int
    label: str
    reference: str
    sector: str
    scores: Scores
    claimed: Scores
    basis: State
    stage: str | None
    result_id: int

    @property
    def heading(self) -> str:
        """Its label where its figures stand beside others, with the state that they rest on."""
        return f"{self.label}, {self.basis}"


def members_of(bank: QuestionBank, results: Sequence[NamedResult]) -> tuple[Member, ...]:
    """Organisations by sector and name, with their figures over the questions of a bank or of its core."""
    known = ((one, figures_over(one.figures, bank, full=one.full)) for one in sorted(results, key=_place))
    return tuple(_member(one, bank, figures) for one, figures in known if figures)


def _member(one: NamedResult, bank: QuestionBank, figures: Mapping[str, object]) -> Member:
    card, basis = scorecard_from(figures), basis_of(moderated=one.moderated)
    stage = next((stage.name for stage in bank.stages if stage.id == one.stage_id), None)
    return Member(
        organisation_id=one.organisation_id,
        label=one.name,
        reference=one.reference,
        sector=SECTOR_NAMES[one.sector],
        scores=card.state(basis),
        claimed=card.claimed,
        basis=basis,
        stage=stage,
        result_id=one.result_id,
    )


def _place(one: NamedResult) -> tuple[int, tuple[object, ...] | str]:
    return list(Sector).index(one.sector), reading_order(one.name)
