"""Queries about people, their roles and their sign-ins."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from sqlalchemy import bindparam, or_, select, update

from assessment.domain.people.signed_in import SignedIn
from assessment.store import models
from assessment.store.models.base import UtcDateTime

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime, timedelta

    from sqlalchemy.orm import Session

    from assessment.domain.people.permissions import Role


_SIGNED_IN = (
    select(
        models.Person.id,
        models.Person.name,
        models.SignIn.strong,
        models.SignIn.seen_at,
        models.RoleHeld.organisation_id,
        models.RoleHeld.role,
    )
    .join_from(models.SignIn, models.Person, models.SignIn.person_id == models.Person.id)
    .outerjoin(models.RoleHeld, models.RoleHeld.person_id == models.Person.id)
    .where(
        models.Person.active,
        models.SignIn.token_digest == bindparam("digest"),
        models.SignIn.ends_at > bindparam("now", type_=UtcDateTime),
        models.SignIn.seen_at > bindparam("seen", type_=UtcDateTime),
    )
)


def signed_in(session: Session, token_digest: str, *, now: datetime, idle: timedelta) -> SignedIn | None:
    """The person signed in with this token, if the sign-in has not ended and they were seen within `idle`."""
    rows = session.execute(_SIGNED_IN, {"digest": token_digest, "now": now, "seen": now - idle}).all()
    if not rows:
        return None
    held: dict[int | None, set[Role]] = defaultdict(set)
    for *_, organisation_id, role in rows:
        if role is not None:
            held[organisation_id].add(role)
    return SignedIn(
        id=rows[0].id,
        name=rows[0].name,
        token_digest=token_digest,
        strong=rows[0].strong,
        seen_at=rows[0].seen_at,
        area_roles=frozenset(held.pop(None, set())),
        organisation_roles={one: frozenset(roles) for one, roles in held.items() if one is not None},
    )


def note_seen(session: Session, token_digest: str, now: datetime) -> None:
    """Note that somebody is still here."""
    session.execute(update(models.SignIn).where(models.SignIn.token_digest == token_digest).values(seen_at=now))


def person_by_email(session: Session, email: str) -> models.Person | None:
    """The active person with this e-mail address, in whatever letter case it was typed."""
    return session.scalar(
        select(models.Person).where(models.Person.email == email.strip().lower(), models.Person.active)
    )


def person_by_identity(session: Session, identity: str) -> models.Person | None:
    """The active person who signs in through a service as this."""
    return session.scalar(select(models.Person).where(models.Person.outside_identity == identity, models.Person.active))


def person_with(session: Session, email: str) -> models.Person | None:
    """Whoever has this e-mail address, active or not."""
    return session.scalar(select(models.Person).where(models.Person.email == email.strip().lower()))


def organisation_by_reference(session: Session, reference: str) -> models.Organisation | None:
    """The organisation with this reference."""
    return session.scalar(select(models.Organisation).where(models.Organisation.reference == reference))


def demonstration_people(session: Session) -> Sequence[models.Person]:
    """The people whom a visitor of the demonstration may continue as."""
    return session.scalars(
        select(models.Person)
        .where(models.Person.demonstration.is_not(None), models.Person.active)
        .order_by(models.Person.id)
    ).all()


def is_empty(session: Session) -> bool:
    """Whether there is neither a person nor an organisation yet."""
    return session.scalar(
        select(
            or_(
                select(models.Person.id).exists(),
                select(models.Organisation.id).exists(),
            )
        )
    ) in (
        False,
        0,
    )
