"""Add people, give and take roles, and let somebody leave without their work leaving with them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import update

from assessment.commands.audit import record
from assessment.commands.sign_ins import end_all_sign_ins
from assessment.domain.errors import NotAllowedHere
from assessment.domain.people.permissions import Role
from assessment.domain.trust.audit import Kind
from assessment.store import models
from assessment.store.accounts import account_numbered
from assessment.store.days import day_of
from assessment.store.people import others_hold, people_by_email
from assessment.store.rows import row_of

if TYPE_CHECKING:
    from datetime import date, datetime

    from sqlalchemy.orm import Session

    from assessment.domain.people.accounts import LinkPurpose
    from assessment.domain.people.credentials import Account
    from assessment.domain.people.person import Person
    from assessment.store.rows import Numbered

NEEDED = (Role.ORGANISATION_LEAD, Role.SPONSOR)


def add_person(  # noqa: PLR0913 - what is known of a person
    session: Session,
    *,
    name: str,
    email: str,
    at: datetime,
    password_hash: str | None = None,
    demonstration: str | None = None,
) -> models.Person:
    """Add somebody; without a password they cannot sign in until they have followed an invitation."""
    person = models.Person(
        name=name,
        email=email.strip().lower(),
        password_hash=password_hash,
        demonstration=demonstration,
        created_at=at,
    )
    session.add(person)
    session.flush()
    record(session, Kind.ACCESS, subject(person), at=at, done="person added")
    return person


def welcome(  # noqa: PLR0913 - who is to be what, and where
    session: Session, *, name: str, email: str, role: Role, place: Numbered | None, at: datetime
) -> Person:
    """Give a role to whoever has this address, and add them if nobody has; raises NotAllowedHere for the forgotten."""
    email = email.strip().lower()
    known = people_by_email(session, [email]).get(email)
    if known and known.erased_at:
        raise NotAllowedHere("This address cannot be used.")
    give_role(session, known or add_person(session, name=name, email=email, at=at), role, place, at=at)
    return people_by_email(session, [email])[email]


def rename(session: Session, person: Numbered, name: str, *, at: datetime) -> None:
    """Change how somebody is called."""
    row_of(session, models.Person, person).name = name
    record(session, Kind.ACCOUNT, subject(person), at=at, done="name changed")


def set_password(session: Session, person: Numbered, password_hash: str, *, at: datetime) -> None:
    """Give somebody a new password; links that were sent before open nothing any more."""
    row_of(session, models.Person, person).password_hash = password_hash
    close_links(session, person, at=at)
    record(session, Kind.ACCOUNT, subject(person), at=at, done="password set")


def require_unchanged(session: Session, account: Account) -> None:
    """Raise NotAllowedHere where somebody's ways in are not those any more by which they have shown who they are."""
    now = account_numbered(session, account.id)
    if now is None or _ways_in(now) != _ways_in(account):
        raise NotAllowedHere("This account was changed in the meantime. Sign in once more.")


def keep_outside_identity(session: Session, person: Numbered, identity: str, *, at: datetime) -> None:
    """Remember as whom a sign-in service knows somebody, so that a change of their address changes nothing.

    Raises NotAllowedHere where the service knows them as somebody else.
    """
    row = row_of(session, models.Person, person)
    if row.outside_identity not in {None, identity} or not row.active:
        raise NotAllowedHere("Nothing was changed: this account is linked to a sign-in service already.")
    row.outside_identity = identity
    record(session, Kind.ACCOUNT, subject(person), at=at, done="sign-in service linked")


def give_role(session: Session, person: Numbered, role: Role, place: Numbered | None = None, *, at: datetime) -> None:
    """Give somebody a role in an organisation, or for the area where none is named; once is enough."""
    row, organisation_id = row_of(session, models.Person, person), place.id if place else None
    if any(held.role is role and held.organisation_id == organisation_id for held in row.roles):
        return
    row.active, row.left_at = True, None
    row.roles.append(models.RoleHeld(role=role, organisation_id=organisation_id))
    record(
        session,
        Kind.ACCESS,
        subject(person),
        at=at,
        organisation=organisation_id,
        done="role given",
        role=role.value,
    )


def take_role(session: Session, person: Numbered, role: Role, place: Numbered | None = None, *, at: datetime) -> None:
    """Take a role from somebody; the last lead or sponsor of an organisation, and the last administrator, stays."""
    row, organisation = row_of(session, models.Person, person), _organisation(session, place)
    organisation_id = organisation.id if organisation else None
    held = next((one for one in row.roles if (one.role, one.organisation_id) == (role, organisation_id)), None)
    if held is None:
        return
    needed = role is Role.ADMINISTRATOR or role in _needed_in(organisation, day_of(session, at))
    if needed and not others_hold(session, row.id, role, organisation_id):
        msg = f"Nothing was changed: somebody has to be the {role}. Give the role to somebody else first."
        raise NotAllowedHere(msg)
    _take(session, row, held, at=at)


def leave(session: Session, person: Numbered, place: Numbered, *, heir: Numbered | None, at: datetime) -> None:
    """Let somebody leave an organisation; what they wrote stays, and an heir takes on what only they held.

    Raises NotAllowedHere where they are the only lead or sponsor and nobody is named to follow them.
    """
    row, needed = row_of(session, models.Person, person), _needed_in(_organisation(session, place), day_of(session, at))
    held = [one for one in row.roles if one.organisation_id == place.id]
    only = [one.role for one in held if one.role in needed and not others_hold(session, row.id, one.role, place.id)]
    if only and heir is None:
        msg = f"{row.name} is the only {' and '.join(only)}. Say who takes over, so that nothing is left undone."
        raise NotAllowedHere(msg)
    for role in only:
        if heir:
            give_role(session, heir, role, place, at=at)
    for one in held:
        _take(session, row, one, at=at)
    record(
        session,
        Kind.ACCESS,
        subject(person),
        at=at,
        organisation=place.id,
        done="left",
        follows=heir.id if heir else None,
    )


def close_links(session: Session, person: Numbered, *, at: datetime, purpose: LinkPurpose | None = None) -> bool:
    """Make somebody's open links useless, of every kind or of one; says whether there were any."""
    link = models.MailedLink
    kind = () if purpose is None else (link.purpose == purpose,)
    open_links = (link.person_id == person.id, link.used_at.is_(None), link.revoked_at.is_(None), *kind)
    return bool(session.scalars(update(link).where(*open_links).values(revoked_at=at).returning(link.digest)).all())


def subject(person: Numbered) -> str:
    """How the record names a person."""
    return f"person {person.id}"


def _ways_in(account: Account) -> tuple[str | None, ...]:
    return account.password_hash, account.authenticator_sealed, account.outside_identity


def _organisation(session: Session, place: Numbered | None) -> models.Organisation | None:
    return row_of(session, models.Organisation, place) if place else None


def _needed_in(organisation: models.Organisation | None, on: date) -> tuple[Role, ...]:
    """The roles that an organisation cannot be without; a closed one needs nobody."""
    return NEEDED if organisation and (organisation.closed_on is None or organisation.closed_on > on) else ()


def _take(session: Session, person: models.Person, held: models.RoleHeld, *, at: datetime) -> None:
    person.roles.remove(held)
    record(
        session,
        Kind.ACCESS,
        subject(person),
        at=at,
        organisation=held.organisation_id,
        done="role taken",
        role=held.role.value,
    )
    if not person.roles:
        person.active, person.left_at = False, at
        close_links(session, person, at=at)
    end_all_sign_ins(session, person.id, at=at)
