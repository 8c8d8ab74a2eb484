"""Queries about organisations, cycles and assessments; what a person may reach is decided by a join."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import bindparam, select
from sqlalchemy.orm import contains_eager

from assessment.store import models

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import ColumnElement, Select
    from sqlalchemy.orm import Session

    from assessment.store.people import SignedIn


def _with_parents() -> Select[models.Assessment]:
    return (
        select(models.Assessment)
        .join(models.Assessment.organisation)
        .join(models.Assessment.cycle)
        .options(
            contains_eager(models.Assessment.organisation),
            contains_eager(models.Assessment.cycle),
        )
    )


def _holds_a_role() -> ColumnElement[bool]:
    return (
        select(models.RoleHeld.id)
        .where(
            models.RoleHeld.person_id == bindparam("person_id"),
            models.RoleHeld.organisation_id == models.Organisation.id,
        )
        .exists()
    )


# These are asked on every page, so they are put together once.
_ASSESSMENT = _with_parents().where(models.Assessment.id == bindparam("wanted"))
_OWN_ASSESSMENT = _ASSESSMENT.where(_holds_a_role())
_ORGANISATION = select(models.Organisation).where(models.Organisation.reference == bindparam("wanted"))
_OWN_ORGANISATION = _ORGANISATION.where(_holds_a_role())


def assessment_within_reach(
    session: Session, assessment_id: int, person: SignedIn, *, everywhere: bool
) -> models.Assessment | None:
    """The assessment, if the person holds a role in its organisation or may reach everywhere."""
    query = _ASSESSMENT if everywhere else _OWN_ASSESSMENT
    return session.scalar(query, {"wanted": assessment_id, "person_id": person.id})


def organisation_within_reach(
    session: Session, reference: str, person: SignedIn, *, everywhere: bool
) -> models.Organisation | None:
    """The organisation, if the person holds a role in it or may reach everywhere."""
    query = _ORGANISATION if everywhere else _OWN_ORGANISATION
    return session.scalar(query, {"wanted": reference, "person_id": person.id})


def assessment_of(session: Session, organisation_id: int, year: int) -> models.Assessment | None:
    """One organisation's assessment of one year, if it was started."""
    return session.scalar(
        _with_parents().where(
            models.Assessment.organisation_id == organisation_id,
            models.Cycle.year == year,
        )
    )


def assessments_of(session: Session, organisation_id: int) -> Sequence[models.Assessment]:
    """Every assessment of an organisation, the latest year first."""
    return session.scalars(
        _with_parents().where(models.Assessment.organisation_id == organisation_id).order_by(models.Cycle.year.desc())
    ).all()


def organisations_of(session: Session, person: SignedIn) -> Sequence[models.Organisation]:
    """The organisations in which a person holds a role, by name."""
    return session.scalars(
        select(models.Organisation).where(_holds_a_role()).order_by(models.Organisation.name),
        {"person_id": person.id},
    ).all()


def assessments_within_reach(session: Session, person: SignedIn, year: int) -> Sequence[models.Assessment]:
    """This year's assessments of the organisations in which a person holds a role."""
    return session.scalars(
        _with_parents().where(_holds_a_role(), models.Cycle.year == year), {"person_id": person.id}
    ).all()


def has_assessments(session: Session, cycle_id: int) -> bool:
    """Whether anybody has begun to answer in a cycle."""
    return bool(
        session.scalar(select(select(models.Assessment.id).where(models.Assessment.cycle_id == cycle_id).exists()))
    )


def cycles(session: Session) -> Sequence[models.Cycle]:
    """All cycles, the latest first."""
    return session.scalars(select(models.Cycle).order_by(models.Cycle.year.desc())).all()


def current_cycle(session: Session) -> models.Cycle | None:
    """The latest cycle."""
    return session.scalar(select(models.Cycle).order_by(models.Cycle.year.desc()).limit(1))


@dataclass(frozen=True, slots=True)
class Standing:
    """How far one organisation has come in one cycle."""

    organisation: models.Organisation
    assessment: models.Assessment | None


def standings(session: Session, cycle_id: int) -> tuple[Standing, ...]:
    """Every organisation that stood when a cycle opened, with its assessment of it or None, by name."""
    rows = session.execute(
        select(models.Organisation, models.Assessment)
        .outerjoin(
            models.Assessment,
            (models.Assessment.organisation_id == models.Organisation.id) & (models.Assessment.cycle_id == cycle_id),
        )
        .where(
            models.Organisation.closed_on.is_(None)
            | (
                models.Organisation.closed_on
                > select(models.Cycle.opens_on).where(models.Cycle.id == cycle_id).scalar_subquery()
            )
        )
        .order_by(models.Organisation.name)
    )
    return tuple(Standing(organisation, assessment) for organisation, assessment in rows)
