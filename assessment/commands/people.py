"""Add people, give and take roles, and let somebody leave without their work leaving with them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select, update

from assessment.commands.audit import record
from assessment.commands.sign_ins import end_all_sign_ins
from assessment.credentials import passwords
from assessment.domain.errors import NotAllowedHere
from assessment.domain.people.permissions import AREA_ROLES, Role
from assessment.domain.trust.audit import Kind
from assessment.store import models

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy.orm import Session

    from assessment.domain.people.accounts import LinkPurpose

NEEDED = (Role.ORGANISATION_LEAD, Role.SPONSOR)


def add_person(  # noqa: PLR0913 - what is known of a person
    session: Session,
    *,
    name: str,
    email: str,
    at: datetime,
    password: str | None = None,
    demonstration: str | None = None,
) -> models.Person:
    """Add somebody; without a password they cannot sign in until they have followed an invitation."""
    person = models.Person(
        name=name,
        email=email.strip().lower(),
        password_hash=passwords.hashed(password) if password else None,
        demonstration=demonstration,
        created_at=at,
    )
    session.add(person)
    record(session, Kind.ACCESS, subject(session, person), at=at, done="person added")
    return person


def rename(session: Session, person: models.Person, name: str, *, at: datetime) -> None:
    """Change how somebody is called."""
    person.name = name
    record(session, Kind.ACCOUNT, subject(session, person), at=at, done="name changed")


def set_password(session: Session, person: models.Person, password: str, *, at: datetime) -> None:
    """Give somebody a new password; links that were sent before open nothing any more."""
    person.password_hash = passwords.hashed(password)
    close_links(session, person, at=at)
    record(session, Kind.ACCOUNT, subject(session, person), at=at, done="password set")


def keep_outside_identity(session: Session, person: models.Person, identity: str, *, at: datetime) -> None:
    """Remember as whom a sign-in service knows somebody, so that a change of their address changes nothing."""
    person.outside_identity = identity
    record(session, Kind.ACCOUNT, subject(session, person), at=at, done="sign-in service linked")


def give_role(
    session: Session, person: models.Person, role: Role, place: models.Organisation | None = None, *, at: datetime
) -> None:
    """Give somebody a role in an organisation, or for the area where none is named; once is enough."""
    organisation_id = place.id if place else None
    if any(held.role is role and held.organisation_id == organisation_id for held in person.roles):
        return
    person.active, person.left_at = True, None
    person.roles.append(models.RoleHeld(role=role, organisation_id=organisation_id))
    record(
        session,
        Kind.ACCESS,
        subject(session, person),
        at=at,
        organisation=organisation_id,
        done="role given",
        role=role.value,
    )


def take_role(
    session: Session, person: models.Person, role: Role, place: models.Organisation | None = None, *, at: datetime
) -> None:
    """Take a role from somebody; the last lead or sponsor of an organisation, and the last administrator, stays."""
    organisation_id = place.id if place else None
    held = next((one for one in person.roles if (one.role, one.organisation_id) == (role, organisation_id)), None)
    if held is None:
        return
    needed = role is Role.ADMINISTRATOR or (role in NEEDED and place is not None and place.closed_on is None)
    if needed and not _others_hold(session, person, role, organisation_id):
        msg = f"Nothing was changed: somebody has to be the {role}. Give the role to somebody else first."
        raise NotAllowedHere(msg)
    _take(session, person, held, at=at)


def leave(
    session: Session, person: models.Person, place: models.Organisation, *, heir: models.Person | None, at: datetime
) -> None:
    """Let somebody leave an organisation; what they wrote stays, and an heir takes on what only they held.

    Raises NotAllowedHere where they are the only lead or sponsor and nobody is named to follow them.
    """
    held = [one for one in person.roles if one.organisation_id == place.id]
    needed = () if place.closed_on else NEEDED
    only = [one.role for one in held if one.role in needed and not _others_hold(session, person, one.role, place.id)]
    if only and heir is None:
        msg = f"{person.name} is the only {' and '.join(only)}. Say who takes over, so that nothing is left undone."
        raise NotAllowedHere(msg)
    for role in only:
        if heir:
            give_role(session, heir, role, place, at=at)
    for one in held:
        _take(session, person, one, at=at)
    record(
        session,
        Kind.ACCESS,
        subject(session, person),
        at=at,
        organisation=place.id,
        done="left",
        follows=heir.id if heir else None,
    )


def close_links(session: Session, person: models.Person, *, at: datetime, purpose: LinkPurpose | None = None) -> bool:
    """Make somebody's open links useless, of every kind or of one; says whether there were any."""
    link = models.MailedLink
    kind = () if purpose is None else (link.purpose == purpose,)
    open_links = (link.person_id == person.id, link.used_at.is_(None), link.revoked_at.is_(None), *kind)
    return bool(session.scalars(update(link).where(*open_links).values(revoked_at=at).returning(link.digest)).all())


def subject(session: Session, person: models.Person) -> str:
    """How the record names a person."""
    session.flush()
    return f"person {person.id}"


def _take(session: Session, person: models.Person, held: models.RoleHeld, *, at: datetime) -> None:
    person.roles.remove(held)
    record(
        session,
        Kind.ACCESS,
        subject(session, person),
        at=at,
        organisation=held.organisation_id,
        done="role taken",
        role=held.role.value,
    )
    if not person.roles:
        person.active, person.left_at = False, at
        close_links(session, person, at=at)
    end_all_sign_ins(session, person.id, at=at)


def _others_hold(session: Session, person: models.Person, role: Role, organisation_id: int | None) -> bool:
    held = models.RoleHeld
    place = held.organisation_id.is_(None) if role in AREA_ROLES else held.organisation_id == organisation_id
    query = select(held.id).where(held.role == role, held.person_id != person.id, place)
    return session.scalar(query.join(held.person).where(models.Person.active).limit(1)) is not None
