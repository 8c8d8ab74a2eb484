"""What moved, like for like, for the few named organisations that somebody lays over one another."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from assessment.reports.years import kept_years
from assessment.store.publications import published_by_name

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from sqlalchemy.orm import Session

    from assessment.domain.area.published import Publication
    from assessment.reports.members import Member
    from assessment.reports.years import YearLine


@dataclass(frozen=True, slots=True)
class Move:
    """One organisation as a comparison shows it, and its year with what moved since the kept one before."""

    member: Member
    line: YearLine


def moves(session: Session, publication: Publication, members: Sequence[Member], *, on: date) -> tuple[Move, ...]:
    """What moved for each of these organisations, as it was published.

    Where the earlier year is not shown by name on a day, nothing is said of what moved since.
    """
    return tuple(_moves(session, publication, members, on)) if members else ()


def _moves(session: Session, publication: Publication, members: Sequence[Member], on: date) -> Iterator[Move]:
    by_name = published_by_name(session, [member.organisation_id for member in members], on)
    cycle = publication.cycle
    for member in members:
        lines = kept_years(session, member.organisation_id, until_year=cycle.year, kept_by=publication.at)
        if not lines or lines[-1].year != cycle.year:
            continue
        earlier = lines[-1].earlier
        if earlier is None or (member.organisation_id, earlier.id) in by_name:
            yield Move(member, lines[-1])
