"""A group at one glance: what its organisations share, and what moved in the area since the year before."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from assessment.domain.area.group_figures import group_from
from assessment.domain.area.groups import MOVED
from assessment.domain.area.shared import gaps, strengths
from assessment.reports.area import bank_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlalchemy.orm import Session

    from assessment.domain.area.cohort import Spread
    from assessment.domain.area.shared import Shared
    from assessment.domain.bank.question_bank import QuestionBank
    from assessment.reports.area import Group, Year


@dataclass(frozen=True, slots=True)
class Movement:
    """Points gained by dimension in the whole area, by those who answered the year before as well."""

    bank: QuestionBank
    count: int
    spreads: Mapping[str, Spread | None]

    @property
    def counted(self) -> int:
        """How many of them the points are about; some may have to be left out."""
        return max((one.count for one in self.spreads.values() if one), default=0)


@dataclass(frozen=True, slots=True)
class Overview:
    """A published group with what its organisations share; no movement where too few answered in both years."""

    group: Group
    strengths: Shared | None
    gaps: Shared | None
    movement: Movement | None


def overview(session: Session, year: Year, group: Group) -> Overview:
    """A group of a published year at one glance."""
    items = group.figures.items
    return Overview(group, strengths(group.bank, items), gaps(group.bank, items), _movement(session, year))


def _movement(session: Session, year: Year) -> Movement | None:
    kept = year.groups.get(MOVED)
    if kept is None or kept.figures is None:
        return None
    figures = group_from(kept.figures)
    return Movement(bank_of(session, year.publication, figures), figures.count, figures.moves)
