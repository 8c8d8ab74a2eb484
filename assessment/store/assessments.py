"""What is asked about organisations, cycles and assessments; what a person may reach is decided by a join."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import bindparam, select

from assessment.domain.area.cycles import Cycle, current
from assessment.domain.area.organisations import Organisation
from assessment.domain.assessment.assessment import Assessment
from assessment.domain.people.names import Named
from assessment.store import tables
from assessment.store.values import every, execute, first, kind

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from sqlalchemy import ColumnElement
    from sqlalchemy.orm import Session

    from assessment.domain.people.signed_in import SignedIn

NAMED = kind(Named, tables.people)
ORGANISATION = kind(Organisation, tables.organisations)
CYCLE = kind(Cycle, tables.cycles)
ASSESSMENT = kind(Assessment, tables.assessments, ORGANISATION, CYCLE)

_CYCLES = select(*CYCLE.columns).order_by(tables.cycles.c.year.desc())
_ASSESSMENTS = (
    select(*ASSESSMENT.columns)
    .join_from(
        tables.assessments, tables.organisations, tables.assessments.c.organisation_id == tables.organisations.c.id
    )
    .join(tables.cycles, tables.assessments.c.cycle_id == tables.cycles.c.id)
)
_HOLDS_A_ROLE: ColumnElement[bool] = (
    select(tables.roles_held.c.id)
    .where(
        tables.roles_held.c.person_id == bindparam("person_id"),
        tables.roles_held.c.organisation_id == tables.organisations.c.id,
    )
    .exists()
)

# What every page asks for is put together once.
_ASSESSMENT = _ASSESSMENTS.where(tables.assessments.c.id == bindparam("wanted"))
_OWN_ASSESSMENT = _ASSESSMENT.where(_HOLDS_A_ROLE)
_ORGANISATION = select(*ORGANISATION.columns).where(tables.organisations.c.reference == bindparam("wanted"))
_OWN_ORGANISATION = _ORGANISATION.where(_HOLDS_A_ROLE)
_ASSESSMENT_OF = _ASSESSMENTS.where(
    tables.assessments.c.organisation_id == bindparam("organisation"), tables.cycles.c.year == bindparam("year")
)
_ASSESSMENTS_OF = _ASSESSMENTS.where(tables.assessments.c.organisation_id == bindparam("organisation")).order_by(
    tables.cycles.c.year.desc()
)
_ASSESSMENTS_AMONG = _ASSESSMENTS.where(
    tables.assessments.c.organisation_id.in_(bindparam("organisations", expanding=True))
).order_by(tables.cycles.c.year)
_OWN_ORGANISATIONS = select(*ORGANISATION.columns).where(_HOLDS_A_ROLE).order_by(tables.organisations.c.sort_key)
_OWN_ASSESSMENTS = _ASSESSMENTS.where(_HOLDS_A_ROLE, tables.cycles.c.year == bindparam("year"))


def assessment_within_reach(
    session: Session, assessment_id: int, person: SignedIn, *, everywhere: bool
) -> Assessment | None:
    """The assessment, if the person holds a role in its organisation or may reach everywhere."""
    query = _ASSESSMENT if everywhere else _OWN_ASSESSMENT
    return first(session, ASSESSMENT, query, {"wanted": assessment_id, "person_id": person.id})


def organisation_within_reach(
    session: Session, reference: str, person: SignedIn, *, everywhere: bool
) -> Organisation | None:
    """The organisation, if the person holds a role in it or may reach everywhere."""
    query = _ORGANISATION if everywhere else _OWN_ORGANISATION
    return first(session, ORGANISATION, query, {"wanted": reference, "person_id": person.id})


def assessment_with(session: Session, assessment_id: int) -> Assessment:
    """The assessment with this number as it stands now; raises NoResultFound if there is none."""
    return ASSESSMENT.make(*execute(session, _ASSESSMENT, {"wanted": assessment_id}).one())


def assessment_of(session: Session, organisation_id: int, year: int) -> Assessment | None:
    """One organisation's assessment of one year, if it was started."""
    return first(session, ASSESSMENT, _ASSESSMENT_OF, {"organisation": organisation_id, "year": year})


def assessments_of(session: Session, organisation_id: int) -> Sequence[Assessment]:
    """Every assessment of an organisation, the latest year first."""
    return every(session, ASSESSMENT, _ASSESSMENTS_OF, {"organisation": organisation_id})


def latest_assessments(session: Session, organisation_ids: Sequence[int]) -> Mapping[int, Assessment]:
    """The latest assessment of each of these organisations, by the organisation's number."""
    found = every(session, ASSESSMENT, _ASSESSMENTS_AMONG, {"organisations": list(organisation_ids)})
    return {one.organisation_id: one for one in found}


def organisations_of(session: Session, person: SignedIn) -> Sequence[Organisation]:
    """The organisations in which a person holds a role, by name."""
    return every(session, ORGANISATION, _OWN_ORGANISATIONS, {"person_id": person.id})


def assessments_within_reach(session: Session, person: SignedIn, year: int) -> Sequence[Assessment]:
    """This year's assessments of the organisations in which a person holds a role."""
    return every(session, ASSESSMENT, _OWN_ASSESSMENTS, {"person_id": person.id, "year": year})


def submitter_of(session: Session, assessment_id: int) -> Named | None:
    """Who sent an assessment to the sponsor, or None while nobody has."""
    query = select(*NAMED.columns).join_from(
        tables.assessments, tables.people, tables.assessments.c.submitted_by_id == tables.people.c.id
    )
    return first(session, NAMED, query.where(tables.assessments.c.id == assessment_id))


def has_assessments(session: Session, cycle_id: int) -> bool:
    """Whether anybody has begun to answer in a cycle."""
    query = select(tables.assessments.c.id).where(tables.assessments.c.cycle_id == cycle_id).limit(1)
    return execute(session, query).first() is not None


def cycles(session: Session) -> Sequence[Cycle]:
    """All cycles, the latest first."""
    return every(session, CYCLE, _CYCLES)


def current_cycle(session: Session, *, on: date) -> Cycle | None:
    """The year that people mean on a day."""
    return current(cycles(session), on)


@dataclass(frozen=True, slots=True)
class Participation:
    """How far one organisation has come in one cycle."""

    organisation: Organisation
    assessment: Assessment | None


def participation(session: Session, cycle: Cycle) -> tuple[Participation, ...]:
    """Every organisation that was there when a cycle opened, with its assessment of it or None, by name."""
    there = tables.organisations.c.closed_on.is_(None) | (tables.organisations.c.closed_on > cycle.opens_on)
    asked = select(*ORGANISATION.columns).where(there).order_by(tables.organisations.c.sort_key)
    begun = _ASSESSMENTS.where(tables.assessments.c.cycle_id == cycle.id)
    by_organisation = {one.organisation.id: one for one in every(session, ASSESSMENT, begun)}
    return tuple(Participation(one, by_organisation.get(one.id)) for one in every(session, ORGANISATION, asked))
