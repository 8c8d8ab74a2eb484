"""What a publication of a year is made of: the results kept until now, and what is known of their organisations."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from sqlalchemy import bindparam, distinct, func, select

from assessment.domain.area.consent import Standing
from assessment.domain.area.crowds import settled
from assessment.domain.area.groups import AREA as WHOLE_AREA
from assessment.domain.area.groups import Facts, GroupKind, catalogue, groups_by_name, groups_of, key_of, partnership_of
from assessment.domain.area.publication import Entrant, changed, refusal
from assessment.domain.assessment.records import figures_over
from assessment.store import tables
from assessment.store.assessments import CYCLE
from assessment.store.banks import bank as bank_by_id
from assessment.store.consent import AREA, standings_on
from assessment.store.partnerships import partnerships
from assessment.store.published_before import Past
from assessment.store.values import execute, first
from assessment.store.year_results import results_of_year

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence
    from datetime import date, datetime

    from sqlalchemy.orm import Session

    from assessment.domain.area.cycles import Cycle
    from assessment.domain.area.publication import Cut, Disclosure, Figure
    from assessment.domain.assessment.kept import KeptResult
    from assessment.domain.bank.question_bank import QuestionBank
    from assessment.store.year_results import YearResult


@dataclass(frozen=True, slots=True)
class Candidate:
    """An organisation that may be published in some group: its result, the one a year before, and where it is named."""

    kept: YearResult
    earlier: KeptResult | None
    entrant: Entrant
    named_in: tuple[int | None, ...]

    def with_rows(self, entrant: Entrant, opened: Collection[str]) -> Candidate:
        """The same as it was decided about, named where a group that is opened shows it by name."""
        rows = entrant.rows & frozenset(opened) if entrant.named and entrant.groups else frozenset()
        places = {partnership_of(key) for key in rows}
        return replace(self, entrant=entrant, named_in=tuple(place for place in self.named_in if place in places))


@dataclass(frozen=True, slots=True)
class Candidates:
    """Everything that a publication of a year is decided by.

    `bank` has the questions over which everybody is compared, `whole` all of them; `before` holds the figures without
    a name in the groups of earlier publications, `in_area` whom the latest one counts in the area, with their results.
    `year_before` holds the same of the year before, and `by_name` its figures that were published by name.
    """

    everybody: tuple[Candidate, ...]
    bank: QuestionBank
    whole: QuestionBank
    catalogue: tuple[str, ...]
    number: int
    before: tuple[frozenset[Figure], ...]
    in_area: Mapping[int, int] | None
    year_before: tuple[frozenset[Figure], ...]
    by_name: frozenset[Figure]

    def settled(self, disclosure: Disclosure) -> tuple[tuple[Candidate, ...], tuple[Cut, ...]]:
        """Everybody with the places where they are really shown by name, and what is decided about every group."""
        entrants, decided = settled(
            [one.entrant for one in self.everybody], self.catalogue, disclosure, before=self.before
        )
        opened = {cut.key for cut in decided if cut.open}
        everybody = (one.with_rows(entrant, opened) for one, entrant in zip(self.everybody, entrants, strict=True))
        return tuple(everybody), decided

    def changed(self, decided: Sequence[Cut]) -> frozenset[int]:
        """Who would be shown differently since the latest publication."""
        return changed(decided[0], [one.entrant for one in self.everybody], self.in_area or {})

    def refusal(self, decided: Sequence[Cut], threshold: int) -> str | None:
        """Why the year cannot be published as it stands now, None if it can."""
        return refusal(decided[0], [one.entrant for one in self.everybody], self.in_area, threshold)


_YEARS = (
    select(tables.assessments.c.organisation_id, func.count(distinct(tables.assessments.c.cycle_id)))
    .join_from(tables.results, tables.assessments, tables.results.c.assessment_id == tables.assessments.c.id)
    .join(tables.cycles, tables.assessments.c.cycle_id == tables.cycles.c.id)
    .where(tables.cycles.c.year <= bindparam("year"))
    .group_by(tables.assessments.c.organisation_id)
)
_YEAR_BEFORE = (
    select(*CYCLE.columns)
    .where(tables.cycles.c.year < bindparam("year"))
    .order_by(tables.cycles.c.year.desc())
    .limit(1)
)


def candidates(session: Session, cycle: Cycle, *, until: datetime, on: date) -> Candidates:
    """Who may be published of a year with what was kept until a moment, as each wants to be shown on a day."""
    whole = bank_by_id(session, cycle.bank_id)
    standings = standings_on(session, on)
    kept = [
        one
        for one in results_of_year(session, cycle.id, until=until)
        if one.result.bank_id == whole.id
        and any(place is not Standing.NOT_SHOWN for place in standings[one.organisation.id].values())
    ]
    bank = whole if all(one.result.full for one in kept) else whole.core()
    past = Past.of(session, cycle)
    year_before = first(session, CYCLE, _YEAR_BEFORE, {"year": cycle.year})
    earlier = results_of_year(session, year_before.id, until=until) if year_before else ()
    facts = _Known(standings, _years(session, cycle), {one.organisation.id: one.result for one in earlier}, past)
    earlier_past = Past.of(session, year_before) if year_before else Past.of_nothing()
    everybody = tuple(
        facts.candidate(one) for one in kept if figures_over(one.result.figures, bank, full=one.result.full)
    )
    return Candidates(
        everybody=everybody,
        bank=bank,
        whole=whole,
        catalogue=catalogue(one.id for one in partnerships(session)),
        number=past.number + 1,
        before=past.groups,
        in_area=past.in_area if past.number else None,
        year_before=earlier_past.groups,
        by_name=earlier_past.by_name,
    )


def _years(session: Session, cycle: Cycle) -> Mapping[int, int]:
    rows = execute(session, _YEARS, {"year": cycle.year})
    return {row[0]: row[1] for row in rows}


@dataclass(frozen=True, slots=True)
class _Known:
    standings: Mapping[int, Mapping[int | None, Standing]]
    years: Mapping[int, int]
    earlier: Mapping[int, KeptResult]
    past: Past

    def candidate(self, kept: YearResult) -> Candidate:
        organisation, result = kept.organisation, kept.result
        standings = self.standings[organisation.id]
        named_in = tuple(place for place, standing in standings.items() if standing is Standing.NAMED)
        if organisation.id in self.past.unnamed:
            named_in = ()
        earlier = self.earlier.get(organisation.id)
        facts = Facts(
            sector=organisation.sector,
            size=organisation.size_band,
            years=self.years[organisation.id],
            full=result.full,
            moved=earlier is not None,
            partnerships=frozenset(
                place for place, standing in standings.items() if place and standing is not Standing.NOT_SHOWN
            ),
            in_area=standings[AREA] is not Standing.NOT_SHOWN,
        )
        known = organisation.id in self.past.named
        entrant = Entrant(
            organisation.id,
            result.id,
            bool(named_in) or known,
            groups_by_name(groups_of(facts), named_in, known=known),
            frozenset(WHOLE_AREA if place is None else key_of(GroupKind.PARTNERSHIP, place) for place in named_in),
            known,
        )
        return Candidate(kept, earlier, entrant, named_in)
