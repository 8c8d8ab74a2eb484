"""What moved, like for like, for the few named organisations that somebody lays over one another."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from assessment.reports.years import kept_years
from assessment.store.organisations import organisation_with

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sqlalchemy.orm import Session

    from assessment.domain.area.cycles import Cycle
    from assessment.reports.members import Member
    from assessment.reports.years import YearLine


@dataclass(frozen=True, slots=True)
class Move:
    """One organisation as a comparison shows it, and its year with what moved since the kept one before."""

    member: Member
    line: YearLine


def moves(session: Session, cycle: Cycle, members: Sequence[Member]) -> tuple[Move, ...]:
    """What moved for each of these named organisations, as far as it had been kept when the year was released."""
    return tuple(_moves(session, cycle, members))


def _moves(session: Session, cycle: Cycle, members: Sequence[Member]) -> Iterator[Move]:
    for member in members:
        organisation = organisation_with(session, member.reference or "")
        if organisation is None or cycle.released_at is None:
            continue
        lines = kept_years(session, organisation.id, until_year=cycle.year, kept_by=cycle.released_at)
        if lines and lines[-1].year == cycle.year:
            yield Move(member, lines[-1])
