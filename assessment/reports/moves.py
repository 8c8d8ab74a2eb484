"""What moved, like for like, for the few named organisations that somebody lays over one another."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from assessment.reports.results import changes_between, kept_year
from assessment.store.organisations import organisation_with
from assessment.store.results import results_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sqlalchemy.orm import Session

    from assessment.domain.area.cycles import Cycle
    from assessment.domain.assessment.progress import Changes
    from assessment.reports.members import Member


@dataclass(frozen=True, slots=True)
class Move:
    """One organisation's score of a year, and what moved since the kept year before over the items alike."""

    label: str
    overall: float | None
    since: str | None
    changes: Changes | None


def moves(session: Session, cycle: Cycle, members: Sequence[Member]) -> tuple[Move, ...]:
    """What moved for each of these named organisations, as far as it had been kept when the year was released."""
    return tuple(_moves(session, cycle, members))


def _moves(session: Session, cycle: Cycle, members: Sequence[Member]) -> Iterator[Move]:
    for member in members:
        organisation = organisation_with(session, member.reference or "")
        if organisation is None or cycle.released_at is None:
            continue
        kept = [
            one
            for one in results_of(session, organisation.id, until_year=cycle.year)
            if one.kept_at <= cycle.released_at
        ]
        if not kept or kept[-1].cycle.year != cycle.year:
            continue
        if len(kept) == 1:
            yield Move(member.label, member.scores.overall, None, None)
            continue
        earlier, year = kept[-2], kept_year(session, kept[-1])
        found = changes_between(session, earlier, year.bank, year)
        yield Move(member.label, member.scores.overall, earlier.cycle.name, found)
