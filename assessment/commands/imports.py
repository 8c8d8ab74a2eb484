"""Import lists of organisations and people: first as a preview that changes nothing, then for real.

Taking over the same list twice changes nothing the second time: organisations are known by their reference, people
by their address.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, TypeVar

from assessment.commands import organisations, people
from assessment.commands.list_changes import changes_of, wanted
from assessment.domain.area.import_plan import CHANGED, NEW, SAME, Plan, Step
from assessment.domain.area.lists import MOST_ROWS, CheckedList, RowProblem, without_text
from assessment.domain.area.organisation_list import OrganisationRow, checked_organisations, organisation_column
from assessment.domain.area.people_list import PersonRow, checked_people, people_column
from assessment.domain.errors import NotAllowedHere
from assessment.domain.people.permissions import AREA_ROLES, ROLE_NAMES, Role, kept_apart
from assessment.domain.texts.names import sameness_key
from assessment.reading.tables import ListUnreadable, table
from assessment.store.organisations import organisations_by_reference
from assessment.store.partnerships import partnerships, partnerships_by_organisation
from assessment.store.people import people_by_email
from assessment.store.people_lists import roles_by_person

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
    from datetime import datetime

    from sqlalchemy.orm import Session

    from assessment.domain.area.organisations import Organisation, Partnership
    from assessment.domain.people.person import Person
    from assessment.store.rows import Numbered

Entry = TypeVar("Entry")


def read_organisations(content: bytes) -> CheckedList[OrganisationRow]:
    """The organisations that a CSV file or a workbook lists, and every problem in it."""
    return _read(content, organisation_column, checked_organisations)


def read_people(content: bytes) -> CheckedList[PersonRow]:
    """The people that a CSV file or a workbook lists, a row for each role, and every problem in it."""
    return _read(content, people_column, checked_people)


def plan_organisations(session: Session, rows: Sequence[OrganisationRow]) -> Plan:
    """What importing these organisations would do."""
    known, groups = organisations_by_reference(session), _partnerships(session)
    belonging = partnerships_by_organisation(session)
    names = {sameness_key(one.name): one.reference for one in known.values()}
    steps, problems = [], []
    for row in rows:
        problems += [
            RowProblem(row.row, "partnerships", f"There is no partnership called {missing}. Add it first.")
            for missing in row.partnerships
            if missing not in groups
        ]
        if names.get(sameness_key(row.name), row.reference) != row.reference:
            problems.append(RowProblem(row.row, "name", f"There is already an organisation called {row.name}."))
        place = known.get(row.reference)
        if place is None:
            steps.append(Step(row.row, row.name, NEW))
            continue
        changes = changes_of(row, place, belonging.get(place.id, ()))
        steps.append(Step(row.row, row.name, CHANGED if changes else SAME, changes))
    return Plan(tuple(steps), tuple(problems))


def take_organisations(session: Session, rows: Sequence[OrganisationRow], *, at: datetime) -> Plan:
    """Add and change organisations as a list says; those that it does not name, and what its cells leave empty, stay.

    What there is to do is looked at anew, since somebody else may have taken over a list since. Gives what was done,
    and raises NotAllowedHere where something stands in the way.
    """
    plan = plan_organisations(session, rows)
    if plan.problems:
        msg = "Something has changed since you previewed this list. Preview it again before you import it."
        raise NotAllowedHere(msg)
    known, groups = organisations_by_reference(session), _partnerships(session)
    belonging = partnerships_by_organisation(session)
    for row, step in zip(rows, plan.steps, strict=True):
        if step.does == SAME:
            continue
        there = known.get(row.reference)
        profile, belongs = wanted(row, there, belonging.get(there.id, ()) if there else ())
        place: Numbered | None = there
        if place is None:
            place = organisations.add_organisation(session, profile, at=at)
        else:
            organisations.change_organisation(session, place, profile, at=at)
        organisations.set_partnerships(session, place, [groups[one] for one in belongs], at=at)
    return plan


def plan_people(session: Session, rows: Sequence[PersonRow], *, may_give: Collection[Role], by: int | None) -> Plan:
    """What importing these people would do; roles that whoever imports, `by`, may not give are problems."""
    places, known = organisations_by_reference(session), people_by_email(session, [row.email for row in rows])
    held = _roles_held(session, known.values())
    would_hold = {email: {role for role, _ in held[one.id]} for email, one in known.items()}
    steps: list[Step] = []
    problems: list[RowProblem] = []
    for row in rows:
        person, place = known.get(row.email), places.get(row.organisation)
        problems += _problems(row, person, place, may_give)
        does = NEW if person is None else SAME if _role(row, place) in held[person.id] else CHANGED
        if does != SAME:
            problems += _role_problems(row, person, would_hold.setdefault(row.email, set()), by)
        would_hold[row.email].add(row.role)
        steps.append(Step(row.row, f"{row.name}, {row.email}", does, ("role",) if does == CHANGED else ()))
    return Plan(tuple(steps), tuple(problems))


def take_people(session: Session, rows: Sequence[PersonRow], *, at: datetime) -> tuple[tuple[Person, PersonRow], ...]:
    """Add people and give roles as a list says; names of those who are known stay. Gives whom to invite as what."""
    places, known = organisations_by_reference(session), people_by_email(session, [row.email for row in rows])
    held = _roles_held(session, known.values())
    numbered: dict[str, Numbered] = dict(known)
    fresh = {}
    for row in rows:
        place = places.get(row.organisation)
        if row.email not in numbered:
            numbered[row.email] = people.add_person(session, name=row.name, email=row.email, at=at)
            fresh[row.email] = row
        person = numbered[row.email]
        if _role(row, place) not in held[person.id]:
            people.give_role(session, person, row.role, place, at=at)
    added = people_by_email(session, tuple(fresh))
    return tuple((added[email], row) for email, row in fresh.items())


def _read(
    content: bytes, column_of: Callable[[str], str | None], check: Callable[..., CheckedList[Entry]]
) -> CheckedList[Entry]:
    try:
        found = table(content, column_of, most=MOST_ROWS + 2)
    except ListUnreadable as unreadable:
        return without_text(str(unreadable))
    return check(found.rows, broken_row=found.broken_row) if found else without_text()


def _partnerships(session: Session) -> Mapping[str, Partnership]:
    return {one.reference: one for one in partnerships(session)}


def _roles_held(session: Session, known: Iterable[Person]) -> dict[int, set[tuple[Role, int | None]]]:
    found: dict[int, set[tuple[Role, int | None]]] = defaultdict(set)
    for person_id, roles in roles_by_person(session, [one.id for one in known]).items():
        found[person_id] = {(held.role, held.organisation_id) for held in roles}
    return found


def _role(row: PersonRow, place: Numbered | None) -> tuple[Role, int | None]:
    return row.role, None if place is None or row.role in AREA_ROLES else place.id


def _problems(
    row: PersonRow, person: Person | None, place: Organisation | None, may_give: Collection[Role]
) -> Iterator[RowProblem]:
    if row.organisation and place is None:
        yield RowProblem(row.row, "organisation", f"There is no organisation with the reference {row.organisation}.")
    elif place and place.closed_on:
        yield RowProblem(row.row, "organisation", f"{place.name} has closed.")
    if row.role not in may_give:
        yield RowProblem(row.row, "role", f"You can’t give people the role of {ROLE_NAMES[row.role]}.")
    if person and person.erased_at:
        yield RowProblem(row.row, "email", "This address can’t be used.")


def _role_problems(
    row: PersonRow, person: Person | None, held: Collection[Role], by: int | None
) -> Iterator[RowProblem]:
    if person and person.id == by:
        yield RowProblem(row.row, "email", "This is your own address. You can’t give yourself a role.")
    if other := kept_apart(row.role, held):
        yield RowProblem(row.row, "role", f"One person can’t be both {ROLE_NAMES[row.role]} and {ROLE_NAMES[other]}.")
