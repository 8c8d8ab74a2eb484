"""Add people and roles, sign in and out."""

from __future__ import annotations

import secrets
from datetime import timedelta
from hashlib import sha256
from typing import TYPE_CHECKING

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from sqlalchemy import delete, update

from assessment.store import models

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy.orm import Session

    from assessment.domain.permissions import Role

MOST_PASSWORD_CHARACTERS = 200
_hasher = PasswordHasher()
_nobodys_hash = _hasher.hash(secrets.token_urlsafe())


def add_person(  # noqa: PLR0913 - what is known of a person
    session: Session,
    *,
    name: str,
    email: str,
    password: str | None,
    at: datetime,
    demonstration: str | None = None,
) -> models.Person:
    """Add somebody who can sign in; without a password they cannot yet."""
    person = models.Person(
        name=name,
        email=email.strip().lower(),
        password_hash=_hasher.hash(password) if password else None,
        demonstration=demonstration,
        created_at=at,
    )
    session.add(person)
    return person


def set_password(person: models.Person, password: str) -> None:
    """Give somebody a new password."""
    person.password_hash = _hasher.hash(password)


def give_role(person: models.Person, role: Role, organisation: models.Organisation | None = None) -> None:
    """Give somebody a role in an organisation, or for the area where none is named."""
    person.roles.append(models.RoleHeld(role=role, organisation_id=organisation.id if organisation else None))


def password_matches(person: models.Person | None, password: str) -> bool:
    """Whether this is the person's password; it takes as long for nobody as for somebody."""
    known = person.password_hash if person and person.password_hash else _nobodys_hash
    try:
        return _hasher.verify(known, password) and known is not _nobodys_hash
    except (VerificationError, InvalidHashError):
        return False


def sign_in(session: Session, person_id: int, *, at: datetime, hours: int) -> str:
    """Sign somebody in and give the token that their browser keeps; sign-ins that have ended are cleared away."""
    session.execute(delete(models.SignIn).where(models.SignIn.person_id == person_id, models.SignIn.ends_at <= at))
    token = secrets.token_urlsafe(32)
    session.add(
        models.SignIn(
            token_digest=token_digest(token),
            person_id=person_id,
            started_at=at,
            ends_at=at + timedelta(hours=hours),
        )
    )
    return token


def sign_out(session: Session, digest: str) -> None:
    """End one sign-in at once."""
    session.execute(delete(models.SignIn).where(models.SignIn.token_digest == digest))


def end_all_sign_ins(session: Session, person_id: int, *, at: datetime) -> None:
    """End every sign-in of a person, wherever it is."""
    session.execute(update(models.SignIn).where(models.SignIn.person_id == person_id).values(ends_at=at))


def token_digest(token: str) -> str:
    """What is kept of a token, so that a copy of the database signs nobody in."""
    return sha256(token.encode()).hexdigest()
