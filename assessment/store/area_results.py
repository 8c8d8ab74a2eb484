"""What is asked about the kept results of a whole area: the figures of a cycle, and the stages of every year."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, select

from assessment.domain.area.consent import Standing
from assessment.domain.bank.rules import Selection
from assessment.store import tables
from assessment.store.consent import AREA, standings_on
from assessment.store.models.base import UtcDateTime
from assessment.store.values import execute

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from sqlalchemy.orm import Session

    from assessment.domain.area.cycles import Cycle
    from assessment.domain.area.sectors import Sector

_organisation, _assessment, _cycle = tables.organisations.c, tables.assessments.c, tables.cycles.c
_result = tables.results.c
# The latest result of an organisation comes last.
_KEPT = (
    select(
        _organisation.id,
        _organisation.reference,
        _organisation.name,
        _organisation.sector,
        _result.stage_id,
        _result.moderated,
        _result.figures,
        _assessment.selection,
    )
    .join_from(tables.results, tables.assessments, _result.assessment_id == _assessment.id)
    .join(tables.organisations, _assessment.organisation_id == _organisation.id)
    .where(
        _assessment.cycle_id == bindparam("cycle"),
        _result.kept_at <= bindparam("released_at", type_=UtcDateTime),
    )
    .order_by(_result.sequence)
)
_STAGES = (
    select(_cycle.year, _result.assessment_id, _result.stage_id, _assessment.organisation_id)
    .join_from(tables.results, tables.assessments, _result.assessment_id == _assessment.id)
    .join(tables.cycles, _assessment.cycle_id == _cycle.id)
    .where(_result.kept_at <= _cycle.released_at, _result.stage_id.is_not(None))
    .order_by(_result.sequence)
)


@dataclass(frozen=True, slots=True)
class KeptFigures:
    """One organisation's kept figures in a cycle, with what the area needs to know about the organisation."""

    standings: Mapping[int | None, Standing]
    organisation_id: int
    reference: str
    name: str
    sector: Sector
    stage_id: str | None
    moderated: bool
    figures: dict[str, Any]
    selection: Selection

    @property
    def unnamed(self) -> bool:
        """Whether no view shows the organisation by name; figures that stand anywhere with a name are known by it."""
        return Standing.NAMED not in self.standings.values()

    def shown_in(self, partnership: int | None) -> bool:
        """Whether a partnership, or the area where none is named, may show the organisation."""
        return self.standings.get(partnership, Standing.NOT_SHOWN) is not Standing.NOT_SHOWN

    def named_in(self, partnership: int | None) -> bool:
        """Whether a partnership, or the area where none is named, may show it by name."""
        return self.standings.get(partnership) is Standing.NAMED

    @property
    def full(self) -> bool:
        """Whether the organisation was asked every item."""
        return self.selection is Selection.FULL


def area_figures(session: Session, cycle: Cycle, *, on: date) -> tuple[KeptFigures, ...]:
    """The figures of every organisation as they were kept when a cycle was released; none before that.

    How each may be shown is looked at on the day on which somebody reads, not on which it was released.
    """
    if cycle.released_at is None:
        return ()
    standings = standings_on(session, on)
    rows = execute(session, _KEPT, {"cycle": cycle.id, "released_at": cycle.released_at})
    latest = {row[0]: row for row in rows}
    return tuple(KeptFigures(standings[organisation], *row) for organisation, row in latest.items())


def stage_counts(session: Session, *, on: date) -> Mapping[int, Mapping[tuple[str, bool], int]]:
    """How many organisations that the area may show stood at each stage in each released year.

    They are counted by year, by stage and by whether any view names them.
    """
    standings = standings_on(session, on)
    latest = {
        (year, assessment): (str(stage), Standing.NAMED in standings[organisation].values())
        for year, assessment, stage, organisation in execute(session, _STAGES)
        if standings[organisation][AREA] is not Standing.NOT_SHOWN
    }
    counts: dict[int, Counter[tuple[str, bool]]] = defaultdict(Counter)
    for (year, _), stood in latest.items():
        counts[year][stood] += 1
    return counts
