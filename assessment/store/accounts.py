"""Queries about somebody's account: how they can sign in, and where they are signed in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import func, select
from sqlalchemy.orm import selectinload

from assessment.store import models

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime, timedelta

    from sqlalchemy.orm import Session


@dataclass(frozen=True, slots=True)
class AccountPage:
    """A person with what they hold: roles with the organisations' names, passkeys, codes left, sign-ins that last."""

    person: models.Person
    roles: Sequence[tuple[str, str | None]]
    passkeys: Sequence[models.Passkey]
    codes_left: int
    sign_ins: Sequence[models.SignIn]


def account_page(session: Session, person_id: int, *, now: datetime, idle: timedelta) -> AccountPage:
    """Everything about one account."""
    person = session.get_one(models.Person, person_id, options=[selectinload(models.Person.roles)])
    return AccountPage(
        person=person,
        roles=roles_of(session, person_id),
        passkeys=passkeys_of(session, person_id),
        codes_left=session.scalar(
            select(func.count()).where(
                models.RecoveryCode.person_id == person_id, models.RecoveryCode.used_at.is_(None)
            )
        )
        or 0,
        sign_ins=session.scalars(
            select(models.SignIn)
            .where(
                models.SignIn.person_id == person_id, models.SignIn.ends_at > now, models.SignIn.seen_at > now - idle
            )
            .order_by(models.SignIn.seen_at.desc())
        ).all(),
    )


def has_account(session: Session, person: models.Person) -> bool:
    """Whether somebody has a way to sign in."""
    return bool(person.password_hash or person.outside_identity or passkeys_of(session, person.id))


def has_second_factor(session: Session, person: models.Person) -> bool:
    """Whether somebody's account asks for more than an e-mail address or a password."""
    return bool(person.authenticator_sealed or passkeys_of(session, person.id))


def roles_of(session: Session, person_id: int) -> Sequence[tuple[str, str | None]]:
    """Somebody's roles, each with the name of its organisation or None for the area."""
    rows = session.execute(
        select(models.RoleHeld.role, models.Organisation.name)
        .outerjoin(models.Organisation, models.Organisation.id == models.RoleHeld.organisation_id)
        .where(models.RoleHeld.person_id == person_id)
        .order_by(models.Organisation.name, models.RoleHeld.role)
    )
    return tuple((role.value, name) for role, name in rows)


def passkeys_of(session: Session, person_id: int) -> Sequence[models.Passkey]:
    """Somebody's passkeys, the oldest first."""
    query = select(models.Passkey).where(models.Passkey.person_id == person_id).order_by(models.Passkey.id)
    return session.scalars(query).all()
