"""How far every organisation has come in a year: its state, and how many of its questions are answered."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from assessment.domain.assessment.answers import Completeness, completeness
from assessment.domain.assessment.stand import Stand, stand_of
from assessment.domain.rounding import percentage
from assessment.store.assessments import current_cycle, participation
from assessment.store.banks import selected
from assessment.store.given import given_in_cycle

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date, datetime

    from sqlalchemy.orm import Session

    from assessment.domain.area.cycles import Cycle
    from assessment.domain.area.organisations import Organisation
    from assessment.domain.area.sectors import Sector
    from assessment.domain.assessment.assessment import Assessment
    from assessment.domain.bank.question_bank import Item
    from assessment.domain.bank.rules import Selection


@dataclass(frozen=True, slots=True)
class StatusLine:
    """How far one organisation has come; no stand where it closed before it started, no count before it starts."""

    organisation: Organisation
    assessment: Assessment | None
    stand: Stand | None
    answered: Completeness | None

    @property
    def since(self) -> datetime | None:
        """When it took the last step, None before it has started."""
        one = self.assessment
        return None if one is None else one.signed_off_at or one.submitted_at or one.started_at

    @property
    def done(self) -> int | None:
        """How many questions are answered, None before it has started."""
        return None if self.answered is None else self.answered.total - self.answered.left

    @property
    def percent(self) -> int | None:
        """How much of what it is asked is answered, None before it has started."""
        return None if self.answered is None or self.done is None else percentage(self.done, self.answered.total)


@dataclass(frozen=True, slots=True)
class StatusPage:
    """The organisations that were looked for, and how many of all of them have come how far."""

    cycle: Cycle | None
    lines: tuple[StatusLine, ...]
    counts: Mapping[Stand, int]

    @property
    def total(self) -> int:
        """How many organisations take part, those included that were not looked for."""
        return sum(self.counts.values())


def status_page(
    session: Session, *, today: date, stand: Stand | None = None, sector: Sector | None = None
) -> StatusPage:
    """How far every organisation has come this year, or those with one state or of one sector."""
    cycle = current_cycle(session, on=today)
    lines = _lines(session, cycle, today) if cycle else ()
    found = Counter(line.stand for line in lines)
    wanted = (one for one in lines if stand in {None, one.stand} and sector in {None, one.organisation.sector})
    return StatusPage(cycle, tuple(wanted), {one: found[one] for one in Stand})


def _lines(session: Session, cycle: Cycle, today: date) -> tuple[StatusLine, ...]:
    given = given_in_cycle(session, cycle.id)
    asked: dict[tuple[str, Selection], tuple[Item, ...]] = {}
    lines = []
    for one in participation(session, cycle):
        begun, answered = one.assessment, None
        if begun:
            key = begun.bank_id, begun.selection
            asked[key] = asked.get(key) or selected(session, begun).items
            answered = completeness(asked[key], given.get(begun.id, {}))
        gone = begun is None and one.organisation.is_closed(today)
        lines.append(StatusLine(one.organisation, begun, None if gone else stand_of(begun), answered))
    return tuple(lines)
