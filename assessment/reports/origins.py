"""Where an organisation came from: the lines of those that it goes on from, and what comparisons may say of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from assessment.domain.area.consent import Standing
from assessment.domain.area.succession import Change, Link, lineage
from assessment.reports.progress import YearLine, progress
from assessment.store import directory
from assessment.store.consent import standings_on

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from sqlalchemy.orm import Session

    from assessment.domain.area.organisations import Organisation, Succession
    from assessment.reports.members import Member


@dataclass(frozen=True, slots=True)
class Origin:
    """An organisation that another goes on from, since when, and the years that it had kept by then."""

    organisation: Organisation
    change: Change
    on: date
    lines: tuple[YearLine, ...]


def origins(session: Session, organisation: Organisation) -> tuple[Origin, ...]:
    """Everything that an organisation goes on from, the latest first, with its own line: nothing is added up."""
    rows = directory.links(session)
    earlier = {row.earlier_id: row.earlier for row in rows}
    return tuple(
        Origin(earlier[link.earlier], link.change, link.on, progress(session, earlier[link.earlier]).lines)
        for link in lineage(organisation.id, _links(rows))
    )


def said_in_comparisons(session: Session, members: Sequence[Member], *, on: date) -> tuple[str, ...]:
    """Where named organisations came from, a sentence each, as far as those were named themselves."""
    references = {member.reference for member in members}
    rows = [row for row in directory.links(session) if row.later.reference in references]
    if not rows:
        return ()
    standings = standings_on(session, on)
    return tuple(
        f"{row.later.name} goes on from {row.earlier.name} since {row.on:%-d %B %Y}; its line begins then."
        for row in sorted(rows, key=lambda row: (row.later.name, row.earlier.name))
        if standings[row.earlier_id][None] is Standing.NAMED
    )


def _links(rows: Sequence[Succession]) -> tuple[Link, ...]:
    return tuple(Link(row.earlier_id, row.later_id, row.change, row.on) for row in rows)
