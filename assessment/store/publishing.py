"""What a publication of a year is made of: the results kept until now, and what is known of their organisations."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import bindparam, distinct, func, select

from assessment.domain.area.consent import Standing
from assessment.domain.area.groups import AREA as WHOLE_AREA
from assessment.domain.area.groups import Facts, catalogue, groups_of
from assessment.domain.area.publication import Entrant, changed
from assessment.domain.assessment.records import figures_over
from assessment.domain.bank.rules import Selection
from assessment.store import publications, tables
from assessment.store.assessments import CYCLE, ORGANISATION
from assessment.store.banks import bank as bank_by_id
from assessment.store.consent import AREA, standings_on
from assessment.store.models.base import UtcDateTime
from assessment.store.partnerships import partnerships
from assessment.store.results import RESULT
from assessment.store.values import every, execute, first, kind

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date, datetime

    from sqlalchemy.orm import Session

    from assessment.domain.area.cycles import Cycle
    from assessment.domain.area.organisations import Organisation
    from assessment.domain.area.publication import Figure
    from assessment.domain.area.published import PublishedOrganisation
    from assessment.domain.assessment.kept import KeptResult
    from assessment.domain.bank.question_bank import QuestionBank


@dataclass(frozen=True, slots=True)
class YearResult:
    """An organisation with its latest kept result of a year."""

    organisation: Organisation
    result: KeptResult


@dataclass(frozen=True, slots=True)
class Candidate:
    """An organisation that may be published in some group: its result, the one a year before, and where it is named."""

    kept: YearResult
    earlier: KeptResult | None
    entrant: Entrant
    named_in: tuple[int | None, ...]


@dataclass(frozen=True, slots=True)
class Candidates:
    """Everything that a publication of a year is decided by.

    `bank` has the questions over which everybody is compared, `whole` all of them; `before` holds the figures without
    a name in the groups of earlier publications, and `changed` who would be shown differently since the latest one.
    """

    everybody: tuple[Candidate, ...]
    bank: QuestionBank
    whole: QuestionBank
    catalogue: tuple[str, ...]
    number: int
    before: tuple[frozenset[Figure], ...]
    changed: frozenset[int]


_YEAR_RESULT = kind(YearResult, tables.results, ORGANISATION, RESULT)
_OF_YEAR = (
    select(*_YEAR_RESULT.columns)
    .join_from(tables.results, tables.assessments, tables.results.c.assessment_id == tables.assessments.c.id)
    .join(tables.cycles, tables.assessments.c.cycle_id == tables.cycles.c.id)
    .join(tables.organisations, tables.assessments.c.organisation_id == tables.organisations.c.id)
    .where(
        tables.assessments.c.cycle_id == bindparam("cycle"),
        tables.results.c.kept_at <= bindparam("until", type_=UtcDateTime),
    )
    .order_by(tables.results.c.sequence)
)
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
    bank = whole if all(one.result.selection is Selection.FULL for one in kept) else whole.core()
    past = _Past.of(session, cycle)
    facts = _Known(standings, _years(session, cycle), _year_before(session, cycle, until), past)
    everybody = tuple(
        facts.candidate(one) for one in kept if figures_over(one.result.figures, bank, full=_full(one.result))
    )
    in_area = {one.entrant.organisation: one.entrant.result for one in everybody if WHOLE_AREA in one.entrant.groups}
    return Candidates(
        everybody=everybody,
        bank=bank,
        whole=whole,
        catalogue=catalogue(one.id for one in partnerships(session)),
        number=past.number + 1,
        before=past.groups,
        changed=changed(past.in_area, in_area),
    )


def results_of_year(session: Session, cycle_id: int, *, until: datetime) -> Sequence[YearResult]:
    """The latest result of every organisation in a year, as far as it had been kept by a moment."""
    rows = every(session, _YEAR_RESULT, _OF_YEAR, {"cycle": cycle_id, "until": until})
    return tuple({one.organisation.id: one for one in rows}.values())


def _full(result: KeptResult) -> bool:
    return result.selection is Selection.FULL


def _years(session: Session, cycle: Cycle) -> Mapping[int, int]:
    rows = execute(session, _YEARS, {"year": cycle.year})
    return {row[0]: row[1] for row in rows}


def _year_before(session: Session, cycle: Cycle, until: datetime) -> Mapping[int, KeptResult]:
    before = first(session, CYCLE, _YEAR_BEFORE, {"year": cycle.year})
    rows = results_of_year(session, before.id, until=until) if before else ()
    return {one.organisation.id: one.result for one in rows}


@dataclass(frozen=True, slots=True)
class _Past:
    """What earlier publications of a year hold. Whoever had a name once keeps counting as known, and the reverse."""

    number: int
    named: frozenset[int]
    unnamed: frozenset[int]
    groups: tuple[frozenset[Figure], ...]
    in_area: Mapping[int, int]

    @classmethod
    def of(cls, session: Session, cycle: Cycle) -> _Past:
        found = publications.publications_of(session, cycle.id)
        taken_in = [publications.organisations_of(session, one.id) for one in found]
        rows = [row for rows in taken_in for row in rows]
        return cls(
            number=found[-1].number if found else 0,
            named=frozenset(row.organisation_id for row in rows if row.named),
            unnamed=frozenset(row.organisation_id for row in rows if not row.named),
            groups=tuple(group for rows in taken_in for group in _groups(rows)),
            in_area={row.organisation_id: row.result_id for row in (taken_in[-1] if taken_in else ()) if _in_area(row)},
        )


def _groups(rows: Sequence[PublishedOrganisation]) -> list[frozenset[Figure]]:
    keys = sorted({key for row in rows for key in row.counted_in})
    return [
        frozenset((row.organisation_id, row.result_id) for row in rows if not row.named and key in row.counted_in)
        for key in keys
    ]


def _in_area(row: PublishedOrganisation) -> bool:
    return WHOLE_AREA in row.belongs_to


@dataclass(frozen=True, slots=True)
class _Known:
    standings: Mapping[int, Mapping[int | None, Standing]]
    years: Mapping[int, int]
    earlier: Mapping[int, KeptResult]
    past: _Past

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
            full=_full(result),
            moved=earlier is not None,
            partnerships=frozenset(
                place for place, standing in standings.items() if place and standing is not Standing.NOT_SHOWN
            ),
            in_area=standings[AREA] is not Standing.NOT_SHOWN,
        )
        named = bool(named_in) or organisation.id in self.past.named
        entrant = Entrant(organisation.id, result.id, named, groups_of(facts))
        return Candidate(kept, earlier, entrant, named_in)
