"""What somebody finds when they come in, and an organisation's years."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from assessment.domain.area.sectors import SizeBand
from assessment.store import assessments as stored
from assessment.store.banks import bank
from assessment.store.consent import standing_in_area
from assessment.store.organisations import former_names, links_of
from assessment.store.results import stages_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from sqlalchemy.orm import Session

    from assessment.domain.area.consent import Standing
    from assessment.domain.area.cycles import Cycle
    from assessment.domain.area.organisations import FormerName, Organisation, Succession
    from assessment.domain.assessment.assessment import Assessment
    from assessment.domain.bank.rules import Stage
    from assessment.domain.people.signed_in import SignedIn


SMALL = frozenset({SizeBand.UNDER_10, SizeBand.FROM_10})


@dataclass(frozen=True, slots=True)
class Task:
    """One organisation of a person with this year's assessment, if it was started."""

    organisation: Organisation
    assessment: Assessment | None


@dataclass(frozen=True, slots=True)
class HomePage:
    """What there is for one person this year."""

    cycle: Cycle | None
    open_today: bool
    tasks: tuple[Task, ...]


def home_page(session: Session, person: SignedIn, *, today: date) -> HomePage:
    """What there is for somebody this year."""
    cycle = stored.current_cycle(session, on=today)
    organisations = stored.organisations_of(session, person) if person.organisation_roles else ()
    begun = stored.assessments_within_reach(session, person, cycle.year) if cycle and organisations else ()
    by_organisation = {assessment.organisation_id: assessment for assessment in begun}
    return HomePage(
        cycle=cycle,
        open_today=is_open(cycle, today),
        tasks=tuple(Task(one, by_organisation.get(one.id)) for one in organisations),
    )


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

    @property
    def this_year(self) -> Assessment | None:
        """The assessment of this year, if it was started."""
        return next((one for one in self.assessments if self.cycle and one.cycle.id == self.cycle.id), None)


def organisation_page(session: Session, organisation: Organisation, *, today: date) -> OrganisationPage:
    """What there is to see of an organisation."""
    cycle = stored.current_cycle(session, on=today)
    kept = stages_of(session, organisation.id)
    return OrganisationPage(
        organisation=organisation,
        cycle=cycle,
        open_today=is_open(cycle, today),
        assessments=stored.assessments_of(session, organisation.id),
        suggests_core=not kept or organisation.size_band in SMALL,
        has_core=cycle is not None and has_core(session, cycle.bank_id),
        standing=standing_in_area(session, organisation.id, on=today),
        former_names=former_names(session, organisation.id),
        links=links_of(session, organisation.id),
        stages={
            assessment_id: next(stage for stage in bank(session, bank_id).stages if stage.id == stage_id)
            for assessment_id, (bank_id, stage_id) in kept.items()
            if stage_id
        },
    )


def has_core(session: Session, bank_id: str) -> bool:
    """Whether a bank offers a shorter selection."""
    whole = bank(session, bank_id)
    return whole.core() is not whole
