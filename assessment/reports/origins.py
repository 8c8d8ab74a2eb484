"""Where an organisation came from: the lines of those that it goes on from, and what comparisons may say of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from assessment.domain.area.consent import Standing
from assessment.domain.area.succession import Change, Link, lineage
from assessment.domain.texts.names import reading_order
from assessment.reports.years import YearLine, kept_years
from assessment.store.consent import AREA, standings_on
from assessment.store.organisations import links

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
    successions = links(session)
    earlier = {one.earlier_id: one.earlier for one in successions}
    return tuple(
        Origin(earlier[link.earlier], link.change, link.on, kept_years(session, link.earlier))
        for link in lineage(organisation.id, _links(successions))
    )


def said_in_comparisons(session: Session, members: Sequence[Member], *, on: date) -> tuple[str, ...]:
    """Where named organisations came from, a sentence each, as far as those were named themselves."""
    references = {member.reference for member in members}
    successions = [one for one in links(session) if one.later.reference in references]
    if not successions:
        return ()
    standings = standings_on(session, on)
    return tuple(
        f"{one.later.name} took over from {one.earlier.name} on {one.on:%-d %B %Y}, so its line starts then."
        for one in sorted(successions, key=_by_names)
        if standings[one.earlier_id][AREA] is Standing.NAMED
    )


def _by_names(one: Succession) -> tuple[str, str]:
    return reading_order(one.later.name), reading_order(one.earlier.name)


def _links(successions: Sequence[Succession]) -> tuple[Link, ...]:
    return tuple(Link(one.earlier_id, one.later_id, one.change, one.on) for one in successions)
