"""What moved, like for like, for the few named organisations that somebody lays over one another."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from assessment.reports.years import kept_years
from assessment.store.publications import published_by_name

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sqlalchemy.orm import Session

    from assessment.domain.area.published import Publication
    from assessment.reports.members import Member
    from assessment.reports.years import YearLine


@dataclass(frozen=True, slots=True)
class Move:
    """One organisation as a comparison shows it, and its year with what moved since the kept one before."""

    member: Member
    line: YearLine


def moves(session: Session, publication: Publication, members: Sequence[Member]) -> tuple[Move, ...]:
    """What moved for each of these organisations, as it was published.

    A year in which an organisation had no name stays without one: then nothing is said of what moved since.
    """
    return tuple(_moves(session, publication, members)) if members else ()


def _moves(session: Session, publication: Publication, members: Sequence[Member]) -> Iterator[Move]:
    by_name = published_by_name(session, [member.organisation_id for member in members])
    cycle = publication.cycle
    for member in members:
        lines = kept_years(session, member.organisation_id, until_year=cycle.year, kept_by=publication.at)
        if not lines or lines[-1].year != cycle.year:
            continue
        earlier = lines[-1].earlier
        if earlier is None or (member.organisation_id, earlier.id) in by_name:
            yield Move(member, lines[-1])
