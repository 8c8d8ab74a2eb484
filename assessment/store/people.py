"""What is asked about people and their roles."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from sqlalchemy import bindparam, or_, select

from assessment.domain.people.permissions import AREA_ROLES, Role
from assessment.domain.people.person import Person
from assessment.domain.people.signed_in import SignedIn
from assessment.store import tables
from assessment.store.assessments import NAMED
from assessment.store.models.base import UtcDateTime
from assessment.store.values import every, execute, first, kind

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime, timedelta

    from sqlalchemy.orm import Session

    from assessment.domain.people.names import Named

_PEOPLE, _HELD = tables.people.c, tables.roles_held.c
READY = or_(
    _PEOPLE.password_hash.is_not(None),
    _PEOPLE.handle.is_not(None),
    _PEOPLE.outside_identity.is_not(None),
    _PEOPLE.demonstration.is_not(None),
)
PERSON = kind(Person, tables.people, ready=READY)

_SIGNED_IN = (
    select(
        _PEOPLE.id,
        _PEOPLE.name,
        _PEOPLE.called,
        _PEOPLE.introduced_at,
        tables.sign_ins.c.strong,
        tables.sign_ins.c.seen_at,
        _HELD.organisation_id,
        _HELD.role,
    )
    .join_from(tables.sign_ins, tables.people, tables.sign_ins.c.person_id == _PEOPLE.id)
    .outerjoin(tables.roles_held, _HELD.person_id == _PEOPLE.id)
    .where(
        _PEOPLE.active,
        tables.sign_ins.c.token_digest == bindparam("digest"),
        tables.sign_ins.c.ends_at > bindparam("now", type_=UtcDateTime),
        tables.sign_ins.c.seen_at > bindparam("seen", type_=UtcDateTime),
    )
)
_WITH_EMAIL = select(*PERSON.columns).where(_PEOPLE.email == bindparam("wanted"))
_WITH_NUMBER = select(*PERSON.columns).where(_PEOPLE.id == bindparam("wanted"))
_OF_DEMONSTRATION = (
    select(*PERSON.columns).where(_PEOPLE.demonstration.is_not(None), _PEOPLE.active).order_by(_PEOPLE.id)
)


def signed_in(session: Session, token_digest: str, *, now: datetime, idle: timedelta) -> SignedIn | None:
    """The person signed in with this token, if the sign-in has not ended and they were seen within `idle`."""
    rows = execute(session, _SIGNED_IN, {"digest": token_digest, "now": now, "seen": now - idle}).all()
    if not rows:
        return None
    held: dict[int | None, set[Role]] = defaultdict(set)
    for row in rows:
        if row.role is not None:
            held[row.organisation_id].add(row.role)
    return SignedIn(
        id=rows[0].id,
        name=rows[0].name,
        called=rows[0].called,
        introduced=rows[0].introduced_at is not None,
        token_digest=token_digest,
        strong=rows[0].strong,
        seen_at=rows[0].seen_at,
        area_roles=frozenset(held.pop(None, set())),
        organisation_roles={one: frozenset(roles) for one, roles in held.items() if one is not None},
    )


def person_numbered(session: Session, person_id: int) -> Person | None:
    """The person with this number, active or not."""
    return first(session, PERSON, _WITH_NUMBER, {"wanted": person_id})


def person_by_email(session: Session, email: str) -> Person | None:
    """The active person with this email address, in whatever letter case it was typed."""
    return first(session, PERSON, _WITH_EMAIL.where(_PEOPLE.active), {"wanted": email.strip().lower()})


def people_by_email(session: Session, emails: Sequence[str]) -> Mapping[str, Person]:
    """Whoever has one of these email addresses, active or not, by address."""
    query = select(*PERSON.columns).where(_PEOPLE.email.in_(set(emails)))
    return {one.email: one for one in every(session, PERSON, query)}


def demonstration_people(session: Session) -> Sequence[Person]:
    """The people whom a visitor of the demonstration may continue as."""
    return every(session, PERSON, _OF_DEMONSTRATION)


def others_hold(session: Session, person_id: int, role: Role, organisation_id: int | None) -> bool:
    """Whether another active person holds this role, in this organisation where it is one of an organisation."""
    place = _HELD.organisation_id.is_(None) if role in AREA_ROLES else _HELD.organisation_id == organisation_id
    query = select(_HELD.id).join_from(tables.roles_held, tables.people, _HELD.person_id == _PEOPLE.id)
    held = query.where(_HELD.role == role, _HELD.person_id != person_id, place, _PEOPLE.active)
    return execute(session, held.limit(1)).first() is not None


def sponsors_of(session: Session, organisation_id: int) -> Sequence[Named]:
    """Who may sign for an organisation, invited or here already, by name."""
    query = select(*NAMED.columns).join_from(tables.roles_held, tables.people, _HELD.person_id == _PEOPLE.id)
    held = query.where(_HELD.role == Role.SPONSOR, _HELD.organisation_id == organisation_id, _PEOPLE.active)
    return every(session, NAMED, held.order_by(_PEOPLE.sort_key))


def holders(session: Session, role: Role) -> Sequence[Person]:
    """The active people who hold a role for the whole area."""
    held = select(_HELD.id).where(_HELD.person_id == _PEOPLE.id, _HELD.role == role).exists()
    return every(session, PERSON, select(*PERSON.columns).where(_PEOPLE.active, held).order_by(_PEOPLE.id))


def is_empty(session: Session) -> bool:
    """Whether there is neither a person nor an organisation yet."""
    known = or_(select(_PEOPLE.id).exists(), select(tables.organisations.c.id).exists())
    return not execute(session, select(known)).scalar_one()
