"""What somebody finds when they come in, and an organisation's years."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from assessment.domain.area.sectors import SizeBand
from assessment.domain.people.permissions import Permission, may
from assessment.reports.task_list import completeness_of
from assessment.store import assessments as stored
from assessment.store.banks import bank
from assessment.store.consent import standing_in_area
from assessment.store.organisations import former_names, links_of
from assessment.store.publications import latest_publications
from assessment.store.results import latest_stages, stages_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from sqlalchemy.orm import Session

    from assessment.domain.area.consent import Standing
    from assessment.domain.area.cycles import Cycle
    from assessment.domain.area.organisations import FormerName, Organisation, Succession
    from assessment.domain.area.published import Publication
    from assessment.domain.assessment.answers import Completeness
    from assessment.domain.assessment.assessment import Assessment
    from assessment.domain.bank.rules import Stage
    from assessment.domain.people.signed_in import SignedIn
    from assessment.store.results import LatestStage


SMALL = frozenset({SizeBand.UNDER_10, SizeBand.FROM_10})


@dataclass(frozen=True, slots=True)
class LastResult:
    """The latest result of an organisation that was signed off, with its stage where it has one."""

    assessment_id: int
    year: str
    stage: Stage | None


@dataclass(frozen=True, slots=True)
class Task:
    """One organisation of a person with this year's assessment, if it was started, and its latest result."""

    organisation: Organisation
    assessment: Assessment | None
    last: LastResult | None
    done: Completeness | None = None


@dataclass(frozen=True, slots=True)
class HomePage:
    """What there is for one person this year."""

    cycle: Cycle | None
    open_today: bool
    tasks: tuple[Task, ...]
    published: Publication | None


def home_page(session: Session, person: SignedIn, *, today: date) -> HomePage:
    """What there is for somebody this year."""
    cycle = stored.current_cycle(session, on=today)
    organisations = stored.organisations_of(session, person) if person.organisation_roles else ()
    begun = stored.assessments_within_reach(session, person, cycle.year) if cycle and organisations else ()
    last = last_results(session, person)
    of_one = len(begun) == 1  # several are listed without, since each would have to be read
    by_organisation = {assessment.organisation_id: assessment for assessment in begun}
    return HomePage(
        cycle=cycle,
        open_today=is_open(cycle, today),
        tasks=tuple(
            Task(
                one,
                by_organisation.get(one.id),
                last.get(one.id),
                completeness_of(session, by_organisation[one.id]) if of_one and one.id in by_organisation else None,
            )
            for one in organisations
        ),
        published=next(iter(latest_publications(session)), None) if may(Permission.COMPARE, person.all_roles) else None,
    )


def last_results(session: Session, person: SignedIn) -> Mapping[int, LastResult]:
    """The latest result of every organisation in which somebody holds a role, by the organisation's id."""
    found = latest_stages(session, person.organisation_roles) if person.organisation_roles else {}
    return {number: LastResult(one.assessment_id, one.year, _stage(session, one)) for number, one in found.items()}


def _stage(session: Session, one: LatestStage) -> Stage | None:
    return bank(session, one.bank_id).stage(one.stage_id) if one.stage_id else None


def is_open(cycle: Cycle | None, today: date) -> bool:
    """Whether an assessment can be started today."""
    return cycle is not None and cycle.is_open(today)


@dataclass(frozen=True, slots=True)
class OrganisationPage:
    """An organisation with its years, the latest first."""

    organisation: Organisation
    cycle: Cycle | None
    open_today: bool
    assessments: Sequence[Assessment]
    stages: Mapping[int, Stage]

    suggests_core: bool
    has_core: bool
    standing: Standing
    former_names: Sequence[FormerName]
    links: Sequence[Succession]
    done: Completeness | None

    @property
    def this_year(self) -> Assessment | None:
        """The assessment of this year, if it was started."""
        return _of(self.cycle, self.assessments)

    @property
    def latest(self) -> Assessment | None:
        """The latest assessment that was signed off."""
        return next((one for one in self.assessments if one.is_final), None)


def _of(cycle: Cycle | None, assessments: Sequence[Assessment]) -> Assessment | None:
    return next((one for one in assessments if cycle and one.cycle.id == cycle.id), None)


def organisation_page(session: Session, organisation: Organisation, *, today: date) -> OrganisationPage:
    """What there is to see of an organisation."""
    cycle = stored.current_cycle(session, on=today)
    kept = stages_of(session, organisation.id)
    assessments = stored.assessments_of(session, organisation.id)
    now = _of(cycle, assessments)
    return OrganisationPage(
        organisation=organisation,
        cycle=cycle,
        open_today=is_open(cycle, today),
        assessments=assessments,
        suggests_core=not kept or organisation.size_band in SMALL,
        has_core=cycle is not None and has_core(session, cycle.bank_id),
        standing=standing_in_area(session, organisation.id, on=today),
        former_names=former_names(session, organisation.id),
        links=links_of(session, organisation.id),
        done=completeness_of(session, now) if now and not now.is_final else None,
        stages={
            assessment_id: bank(session, bank_id).stage(stage_id)
            for assessment_id, (bank_id, stage_id) in kept.items()
            if stage_id
        },
    )


def has_core(session: Session, bank_id: str) -> bool:
    """Whether a bank offers a shorter selection."""
    whole = bank(session, bank_id)
    return whole.core() is not whole
