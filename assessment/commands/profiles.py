"""What of every organisation goes into the figures of groups, drawn up once for a publication."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from assessment.domain.area.alibis import Alibis
from assessment.domain.area.crowds import crowds_of, linked
from assessment.domain.area.group_figures import Profile
from assessment.domain.area.groups import MOVED
from assessment.domain.assessment.levels import level_in
from assessment.domain.assessment.records import figures_over, scorecard_from
from assessment.domain.assessment.scorecard import basis_of
from assessment.domain.bank.question_bank import Axis
from assessment.store.kept_years import changes_since, kept_year

if TYPE_CHECKING:
    from collections.abc import Hashable, Mapping, Sequence

    from sqlalchemy.orm import Session

    from assessment.domain.area.publication import Cut, Figure
    from assessment.domain.bank.question_bank import QuestionBank
    from assessment.store.publishing import Candidate, Candidates


@dataclass(frozen=True, slots=True)
class CrowdsNow:
    """The crowd of every figure without a name, whose moves may be counted, and what has been said of all until now."""

    of: Mapping[Figure, Hashable]
    moving: frozenset[Figure]
    alibis: Alibis


def crowds_in(found: Candidates, decided: Sequence[Cut], threshold: int) -> CrowdsNow:
    """The crowds once all groups are decided."""
    crowds = crowds_of([*found.before, *(cut.counted for cut in decided)])
    moved = next(cut.counted for cut in decided if cut.key == MOVED)
    before = {
        one.entrant.figure: (one.entrant.organisation, one.earlier.id)
        for one in found.everybody
        if one.earlier and one.entrant.figure in moved
    }
    year_before, hidden = crowds_of(found.year_before), _hidden(found)
    moving = linked(
        {figure: crowd for figure, crowd in crowds.items() if figure in hidden},
        {
            figure: year_before.get(earlier)
            for figure, earlier in before.items()
            if figure in hidden and earlier not in found.by_name
        },
        threshold,
    )
    by_name = frozenset(figure for figure, one in before.items() if figure not in hidden and one in found.by_name)
    return CrowdsNow(crowds, moving | by_name, Alibis())


def _hidden(found: Candidates) -> frozenset[Figure]:
    return frozenset(one.entrant.figure for one in found.everybody if not one.entrant.named)


@dataclass(slots=True)
class Profiles:
    """What goes into groups of every organisation, drawn up once for all groups over the same questions."""

    session: Session
    found: Candidates
    crowds: CrowdsNow
    _drawn: dict[tuple[int, bool], Profile] = field(default_factory=dict)

    def of(self, one: Candidate, bank: QuestionBank, *, moved: bool) -> Profile:
        """What goes into a group over the questions of this bank; with what moved, where that may be counted."""
        key = one.entrant.organisation, bank.full
        if key not in self._drawn:
            self._drawn[key] = _profile(self.session, one, bank, self.crowds.of[one.entrant.figure])
        if moved and one.entrant.figure in self.crowds.moving:
            return replace(self._drawn[key], moves=_moves(self.session, one))
        return self._drawn[key]


def _profile(session: Session, one: Candidate, bank: QuestionBank, crowd: Hashable) -> Profile:
    result = one.kept.result
    basis = basis_of(moderated=result.moderated)
    card = scorecard_from(figures_over(result.figures, bank, full=result.full) or result.figures)
    answers, items = kept_year(session, result).answers, bank.items_by_id
    levels = {key: level_in(basis, bank, items[key], answer) for key, answer in answers.items() if key in items}
    known = {stage.id: position for position, stage in enumerate(bank.stages)}
    return Profile(
        hidden=not one.entrant.named,
        basis=basis,
        scores=card.state(basis),
        claimed=card.claimed,
        levels={key: level for key, level in levels.items() if level is not None},
        stage=known.get(result.stage_id or ""),
        moves={},
        crowd=crowd,
    )


def _moves(session: Session, one: Candidate) -> Mapping[str, int]:
    if one.earlier is None:
        return {}
    found = changes_since(session, one.earlier, kept_year(session, one.kept.result))
    return {key: change.difference for key, change in found.groups[Axis.DIMENSION].items()}
