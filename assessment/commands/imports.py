"""Take over lists of organisations and people: first as a plan that changes nothing, then for good.

Taking over the same list twice changes nothing the second time: organisations are known by their reference, people
by their address.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import func, select
from sqlalchemy.orm import selectinload

from assessment.commands import organisations, people
from assessment.commands.organisations import Profile
from assessment.domain.area.lists import OrganisationRow, PersonRow, RowProblem
from assessment.domain.errors import NotAllowedHere
from assessment.domain.people.permissions import AREA_ROLES, Role
from assessment.store import models
from assessment.store.organisations import organisations_by_reference
from assessment.store.partnerships import partnerships, partnerships_by_organisation

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence
    from datetime import datetime

    from sqlalchemy.orm import Session

    from assessment.domain.area.organisations import Organisation, Partnership
    from assessment.store.rows import Numbered

NEW, CHANGED, SAME = "new", "changed", "as it is"


@dataclass(frozen=True, slots=True)
class Step:
    """What taking over one row would do: its number, whom or what it is about, and whether that is new or changed."""

    row: int
    what: str
    does: str


@dataclass(frozen=True, slots=True)
class Plan:
    """What taking over a list would do, row by row, and what stands in its way."""

    steps: tuple[Step, ...]
    problems: tuple[RowProblem, ...]

    def count(self, does: str) -> int:
        """How many rows would do this."""
        return sum(step.does == does for step in self.steps)


def plan_organisations(session: Session, rows: Sequence[OrganisationRow]) -> Plan:
    """What taking over these organisations would do."""
    known, groups = organisations_by_reference(session), _partnerships(session)
    belonging = partnerships_by_organisation(session)
    names = {one.name.casefold(): one.reference for one in known.values()}
    steps, problems = [], []
    for row in rows:
        problems += [
            RowProblem(row.row, "partnerships", f"There is no partnership {missing}; add it first.")
            for missing in row.partnerships
            if missing not in groups
        ]
        if names.get(row.name.casefold(), row.reference) != row.reference:
            problems.append(RowProblem(row.row, "name", f"Another organisation is called {row.name} already."))
        place = known.get(row.reference)
        does = NEW if place is None else SAME if _says_so(row, place, belonging.get(place.id, ())) else CHANGED
        steps.append(Step(row.row, row.name, does))
    return Plan(tuple(steps), tuple(problems))


def take_organisations(session: Session, rows: Sequence[OrganisationRow], *, at: datetime) -> Plan:
    """Add and change organisations as a list says; those that it does not name stay as they are.

    What there is to do is looked at anew, since somebody else may have taken over a list since. Gives what was done,
    and raises NotAllowedHere where something stands in the way.
    """
    plan = plan_organisations(session, rows)
    if plan.problems:
        msg = "Something has changed since you looked at this list. Look at it again before you take it over."
        raise NotAllowedHere(msg)
    known, groups = organisations_by_reference(session), _partnerships(session)
    for row, step in zip(rows, plan.steps, strict=True):
        if step.does == SAME:
            continue
        place: Numbered | None = known.get(row.reference)
        if place is None:
            place = organisations.add_organisation(session, _profile(row), at=at)
        else:
            organisations.change_organisation(session, place, _profile(row), at=at)
        organisations.set_partnerships(session, place, [groups[one] for one in row.partnerships], at=at)
    return plan


def plan_people(session: Session, rows: Sequence[PersonRow], *, may_give: Collection[Role]) -> Plan:
    """What taking over these people would do; roles that whoever imports may not give are problems."""
    places, known = organisations_by_reference(session), _people(session, rows)
    steps, problems = [], []
    for row in rows:
        if row.organisation and row.organisation not in places:
            problems.append(RowProblem(row.row, "organisation", f"There is no organisation {row.organisation}."))
        elif row.organisation and places[row.organisation].closed_on:
            problems.append(RowProblem(row.row, "organisation", f"{places[row.organisation].name} is closed."))
        if row.role not in may_give:
            problems.append(RowProblem(row.row, "role", f"You cannot give the role {row.role}."))
        person = known.get(row.email)
        if person and person.erased_at:
            problems.append(RowProblem(row.row, "email", "This address cannot be used."))
        does = NEW if person is None else SAME if _holds(person, row, places) else CHANGED
        steps.append(Step(row.row, f"{row.name}, {row.email}", does))
    return Plan(tuple(steps), tuple(problems))


def take_people(session: Session, rows: Sequence[PersonRow], *, at: datetime) -> list[tuple[models.Person, PersonRow]]:
    """Add people and give roles as a list says; names of those who are known stay. Gives whom to invite."""
    places, known = organisations_by_reference(session), _people(session, rows)
    fresh = []
    for row in rows:
        person = known.get(row.email)
        if person is None:
            person = known[row.email] = people.add_person(session, name=row.name, email=row.email, at=at)
            fresh.append((person, row))
        people.give_role(session, person, row.role, places.get(row.organisation), at=at)
    return fresh


def _partnerships(session: Session) -> Mapping[str, Partnership]:
    return {one.reference: one for one in partnerships(session)}


def _people(session: Session, rows: Sequence[PersonRow]) -> dict[str, models.Person]:
    one = models.Person
    wanted = func.lower(one.email).in_({row.email for row in rows})
    return {row.email: row for row in session.scalars(select(one).where(wanted).options(selectinload(one.roles)))}


def _profile(row: OrganisationRow) -> Profile:
    return Profile(row.reference, row.name, row.sector, row.size_band, row.area, row.public_contact)


def _says_so(row: OrganisationRow, place: Organisation, belongs: Sequence[Partnership]) -> bool:
    """Whether an organisation is already as a row says."""
    as_known = Profile(place.reference, place.name, place.sector, place.size_band, place.area, place.public_contact)
    return as_known == _profile(row) and {one.reference for one in belongs} == set(row.partnerships)


def _holds(person: models.Person, row: PersonRow, places: Mapping[str, Organisation]) -> bool:
    place = None if row.role in AREA_ROLES else places.get(row.organisation)
    return any((held.role, held.organisation_id) == (row.role, place.id if place else None) for held in person.roles)
