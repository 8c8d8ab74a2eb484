"""The spread of a group, without anybody whom it would give away."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assessment.domain.area.cohort import spread

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from assessment.domain.area.cohort import Spread
    from assessment.domain.assessment.scorecard import Scores
    from assessment.domain.bank.question_bank import Axis, QuestionBank
    from assessment.reports.members import Member


def spreads_of(
    bank: QuestionBank, axis: Axis, members: Sequence[Member], threshold: int
) -> Mapping[str, Spread | None]:
    """The spread of the members in every group of an axis."""
    return {
        group.id: spread_of(members, lambda scores, key=group.id: scores.of(axis).get(key), threshold)  # type: ignore[misc]
        for group in bank.groups[axis]
    }


def spread_of(members: Sequence[Member], of: Callable[[Scores], float | None], threshold: int) -> Spread | None:
    """The spread of one figure; those whom no view names are left out where few of them have it."""
    known = [(figure, one.hidden) for one in members if (figure := of(one.scores)) is not None]
    enough = sum(hidden for _, hidden in known) >= threshold
    return spread((figure for figure, hidden in known if enough or not hidden), threshold=threshold)
