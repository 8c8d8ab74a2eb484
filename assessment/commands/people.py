"""Add people, their ways in, and their roles."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import update

from assessment.commands.audit import actor, record
from assessment.commands.names import kept_name
from assessment.commands.sign_ins import end_all_sign_ins
from assessment.domain.errors import NotAllowedHere
from assessment.domain.people.addresses import address_as_kept
from assessment.domain.people.announcing import RoleChange
from assessment.domain.people.permissions import ROLE_NAMES, Role, kept_apart
from assessment.domain.trust.audit import Kind
from assessment.store import models
from assessment.store.accounts import account_numbered
from assessment.store.days import day_of
from assessment.store.offers import is_offered_any
from assessment.store.people import others_hold
from assessment.store.rows import row_of

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date, datetime

    from sqlalchemy.orm import Session

    from assessment.domain.people.accounts import LinkPurpose
    from assessment.domain.people.credentials import Account
    from assessment.store.rows import Numbered

CHANGES = "role changes"  # that were made in a session, for those who are to be told
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
        name=kept_name(name),
        email=address_as_kept(email),
        password_hash=password_hash,
        demonstration=demonstration,
        created_at=at,
    )
    session.add(person)
    session.flush()
    record(session, Kind.ACCESS, subject(person), at=at, done="person added")
    return person


def rename(session: Session, person: Numbered, name: str, *, at: datetime) -> None:
    """Change how somebody is called."""
    row_of(session, models.Person, person).name = kept_name(name)
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
        raise NotAllowedHere("Someone has changed this account. Please sign in again.")


def keep_outside_identity(session: Session, person: Numbered, identity: str, *, at: datetime) -> None:
    """Remember as whom a sign-in service knows somebody; raises NotAllowedHere where it knows them as somebody else."""
    row = row_of(session, models.Person, person)
    if row.outside_identity not in {None, identity} or not row.active:
        raise NotAllowedHere("Nothing has changed: this account is already linked to a sign-in service.")
    row.outside_identity = identity
    record(session, Kind.ACCOUNT, subject(person), at=at, done="sign-in service linked")


def give_role(session: Session, person: Numbered, role: Role, place: Numbered | None = None, *, at: datetime) -> None:
    """Give somebody a role in an organisation, or for the area where none is named; once is enough.

    Raises NotAllowedHere where somebody gives it to themselves, or holds a role that is kept apart from it.
    """
    by = actor(session).person_id
    if by == person.id:
        raise NotAllowedHere("You can’t give yourself a role. Ask someone else who can.")
    grant(session, person, role, place, by=by, at=at)


def grant(  # noqa: PLR0913 - who gets what, where, and who saw to it
    session: Session, person: Numbered, role: Role, place: Numbered | None, *, by: int | None, at: datetime
) -> None:
    """Let somebody hold a role that somebody else, `by`, has given or offered them."""
    row, organisation_id = row_of(session, models.Person, person), place.id if place else None
    if any(held.role is role and held.organisation_id == organisation_id for held in row.roles):
        return
    require_together(role, (held.role for held in row.roles))
    row.active, row.left_at = True, None
    row.roles.append(models.RoleHeld(role=role, organisation_id=organisation_id))
    _note_change(session, RoleChange(row.id, role, organisation_id, given=True, by_id=by))
    record(
        session,
        Kind.ACCESS,
        subject(person),
        at=at,
        organisation=organisation_id,
        done="role given",
        role=role.value,
    )


def require_together(role: Role, held: Iterable[Role]) -> None:
    """Raise NotAllowedHere where one person may not hold a role beside those held."""
    if other := kept_apart(role, held):
        both = f"{ROLE_NAMES[role]} and {ROLE_NAMES[other]}"
        msg = f"One person can’t be both {both}, because advisers read confidential answers."
        raise NotAllowedHere(msg)


def take_role(session: Session, person: Numbered, role: Role, place: Numbered | None = None, *, at: datetime) -> None:
    """Take a role from somebody; the last lead or sponsor of an organisation, and the last administrator, stays."""
    row, organisation = row_of(session, models.Person, person), organisation_row(session, place)
    organisation_id = organisation.id if organisation else None
    held = next((one for one in row.roles if (one.role, one.organisation_id) == (role, organisation_id)), None)
    if held is None:
        return
    needed = role is Role.ADMINISTRATOR or role in needed_in(organisation, day_of(session, at))
    if needed and not others_hold(session, row.id, role, organisation_id):
        msg = f"Nothing has changed: there must always be at least one {ROLE_NAMES[role]}. "
        msg += "Give someone else the role first."
        raise NotAllowedHere(msg)
    end_role(session, row, held, at=at)


def end_role(session: Session, person: models.Person, held: models.RoleHeld, *, at: datetime) -> None:
    """Take one role from somebody; what they are elsewhere, and where they are signed in, is not touched."""
    person.roles.remove(held)
    by = actor(session).person_id
    _note_change(session, RoleChange(person.id, held.role, held.organisation_id, given=False, by_id=by))
    record(
        session,
        Kind.ACCESS,
        subject(person),
        at=at,
        organisation=held.organisation_id,
        done="role removed",
        role=held.role.value,
    )
    let_go(session, person, at=at)


def let_go(session: Session, person: models.Person, *, at: datetime) -> None:
    """Let nobody in any more who holds no role and is offered none; who holds one elsewhere stays signed in."""
    if not person.roles and not is_offered_any(session, person.id, now=at):
        person.active, person.left_at = False, at
        close_links(session, person, at=at)
        end_all_sign_ins(session, person.id, at=at)


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


def organisation_row(session: Session, place: Numbered | None) -> models.Organisation | None:
    """The row of an organisation, where one is named."""
    return row_of(session, models.Organisation, place) if place else None


def needed_in(organisation: models.Organisation | None, on: date) -> tuple[Role, ...]:
    """The roles that an organisation cannot be without; a closed one needs nobody."""
    return NEEDED if organisation and (organisation.closed_on is None or organisation.closed_on > on) else ()


def _note_change(session: Session, change: RoleChange) -> None:
    """Remember what was given or taken until the commit, when those whom it concerns are told."""
    session.info.setdefault(CHANGES, []).append(change)
