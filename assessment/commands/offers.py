"""Ask people to take roles: what they are asked to be counts once they accept, and never before."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import delete, update

from assessment.commands import links, people
from assessment.commands.audit import actor, record
from assessment.domain.errors import NotAllowedHere
from assessment.domain.people.accounts import LINK_LIFETIMES, LinkPurpose
from assessment.domain.people.addresses import address_as_kept
from assessment.domain.trust.audit import Kind
from assessment.store import models
from assessment.store.accounts import has_account
from assessment.store.offers import offers_to
from assessment.store.people import people_by_email, person_numbered
from assessment.store.people_lists import roles_by_person
from assessment.store.rows import row_of

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy.orm import Session

    from assessment.domain.people.permissions import Role
    from assessment.domain.people.person import Person, RoleOffer
    from assessment.store.rows import Numbered

GONE = "This invitation has been withdrawn or has expired."
YOURSELF = "This is your own address. You can’t give yourself a role: ask someone else who can."


@dataclass(frozen=True, slots=True)
class Asked:
    """Somebody who is asked to take a role; the token of an invitation where they have no way to sign in yet."""

    person: Person
    token: str


def offer(  # noqa: PLR0913 - who is to be what, and where
    session: Session, *, name: str, email: str, role: Role, place: Numbered | None, at: datetime
) -> Asked:
    """Ask whoever has an address to take a role; who is known by another name keeps it.

    Raises NotAllowedHere for oneself, for the forgotten, and for roles that are held already or kept apart.
    """
    email = address_as_kept(email)
    known = people_by_email(session, [email]).get(email)
    if known:
        _require_possible(session, known, role, place)
    row = row_of(session, models.Person, known or people.add_person(session, name=name, email=email, at=at))
    row.active, organisation_id = True, place.id if place else None
    same = {"person_id": row.id, "organisation_id": organisation_id, "role": role}
    session.execute(delete(models.RoleOffer).filter_by(**same))
    expires_at, by = at + LINK_LIFETIMES[LinkPurpose.INVITATION], actor(session).person_id
    session.add(models.RoleOffer(**same, name=name, offered_at=at, expires_at=expires_at, offered_by_id=by))
    _record(session, "role offered", row.id, organisation_id, role, at=at)
    return _asked(session, row.id, at=at)


def ask_again(session: Session, asked: RoleOffer, *, at: datetime) -> Asked:
    """Let an offer stand for as long as a new one."""
    row = _row(session, asked)
    row.expires_at, row.failed_at = at + LINK_LIFETIMES[LinkPurpose.INVITATION], None
    return _asked(session, asked.person_id, at=at)


def note_failure(session: Session, asked: Asked, *, at: datetime) -> None:
    """Keep that the letter to somebody did not go out, for whoever asked them."""
    mine = models.RoleOffer.person_id == asked.person.id
    session.execute(update(models.RoleOffer).where(mine).values(failed_at=at))
    if asked.token:
        links.note_failure(session, asked.token, at=at)


def accept(session: Session, asked: RoleOffer, *, at: datetime) -> None:
    """Let somebody hold the role that they were asked to take; raises NotAllowedHere where that cannot be."""
    row = _row(session, asked)
    place = session.get_one(models.Organisation, row.organisation_id) if row.organisation_id else None
    if place and place.closed_on:
        raise NotAllowedHere(GONE)
    person = session.get_one(models.Person, row.person_id)
    people.grant(session, person, row.role, place, by=row.offered_by_id, at=at)
    _end(session, asked, "role offer accepted", at=at)


def accept_all(session: Session, person: Numbered, *, at: datetime) -> None:
    """Accept everything that somebody is asked to be, as their invitation said; what cannot be stays an offer."""
    for one in offers_to(session, person.id, now=at):
        with suppress(NotAllowedHere):
            accept(session, one, at=at)


def decline(session: Session, asked: RoleOffer, *, at: datetime) -> None:
    """Turn an offer down, as whoever was asked wishes."""
    _end(session, asked, "role offer declined", at=at)


def withdraw(session: Session, asked: RoleOffer, *, at: datetime) -> None:
    """Take an offer back; who is asked for nothing else, and holds nothing, is let go."""
    _end(session, asked, "role offer withdrawn", at=at)
    people.let_go(session, row_of(session, models.Person, _Number(asked.person_id)), at=at)


@dataclass(frozen=True, slots=True)
class _Number:
    id: int


def _require_possible(session: Session, person: Person, role: Role, place: Numbered | None) -> None:
    if person.id == actor(session).person_id:
        raise NotAllowedHere(YOURSELF)
    if person.erased_at:
        raise NotAllowedHere("This address can’t be used.")
    held = roles_by_person(session, [person.id]).get(person.id, ())
    if any((one.role, one.organisation_id) == (role, place.id if place else None) for one in held):
        raise NotAllowedHere("They already have this role.")
    people.require_together(role, (one.role for one in held))


def _asked(session: Session, person_id: int, *, at: datetime) -> Asked:
    person = person_numbered(session, person_id)
    if person is None:
        raise NotAllowedHere(GONE)
    known = has_account(session, person)
    return Asked(person, "" if known else links.make_link(session, person, LinkPurpose.INVITATION, at=at))


def _row(session: Session, asked: RoleOffer) -> models.RoleOffer:
    row = session.get(models.RoleOffer, asked.id, with_for_update=True)
    if row is None:
        raise NotAllowedHere(GONE)
    return row


def _end(session: Session, asked: RoleOffer, done: str, *, at: datetime) -> None:
    row = _row(session, asked)
    session.delete(row)
    session.flush()
    _record(session, done, row.person_id, row.organisation_id, row.role, at=at)


def _record(  # noqa: PLR0913 - what happened to whom
    session: Session, done: str, person_id: int, organisation_id: int | None, role: Role, *, at: datetime
) -> None:
    subject = people.subject(_Number(person_id))
    record(session, Kind.ACCESS, subject, at=at, organisation=organisation_id, done=done, role=role.value)
