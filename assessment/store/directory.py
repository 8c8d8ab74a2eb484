"""Queries for lists of people: searched, in pages, with what stands in a row."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from sqlalchemy import func, or_, select
from sqlalchemy.orm import selectinload

from assessment.domain.people.accounts import LinkPurpose
from assessment.store import models
from assessment.store.pages import PER_PAGE, Found

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from sqlalchemy import ColumnElement, Select
    from sqlalchemy.orm import InstrumentedAttribute, Session

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Listed:
    """Somebody as a list shows them: roles with the organisations' names, and whether an invitation is open."""

    person: models.Person
    roles: Sequence[tuple[models.RoleHeld, str | None]]
    invited_until: datetime | None


def people(  # noqa: PLR0913 - what a list may be narrowed down to
    session: Session, *, now: datetime, search: str = "", role: str = "", place: int | None = None, page: int = 1
) -> Found[Listed]:
    """People whose name or address holds the words searched for, of a role or an organisation, by name."""
    one, held = models.Person, models.RoleHeld
    query = select(one).where(one.erased_at.is_(None)).order_by(one.active.desc(), one.name, one.id)
    if search:
        query = query.where(_holds(search, one.name, one.email))
    if role:
        query = query.where(select(held.id).where(held.person_id == one.id, held.role == role).exists())
    if place is not None:
        query = query.where(select(held.id).where(held.person_id == one.id, held.organisation_id == place).exists())
    found = _page(session, query, page)
    roles, open_until = _roles(session, found.rows), _invited(session, found.rows, now)
    rows = tuple(Listed(row, roles[row.id], open_until.get(row.id)) for row in found.rows)
    return Found(rows, found.page, found.pages, found.total)


def listed(session: Session, person_id: int, *, now: datetime) -> Listed | None:
    """Somebody as a list shows them, or None."""
    row = session.get(models.Person, person_id, options=[selectinload(models.Person.roles)])
    if row is None or row.erased_at:
        return None
    return Listed(row, _roles(session, [row])[row.id], _invited(session, [row], now).get(row.id))


def colleagues(session: Session, organisation_id: int) -> Sequence[models.Person]:
    """Everybody who holds a role in an organisation, by name."""
    held = models.RoleHeld
    return session.scalars(
        select(models.Person)
        .where(
            models.Person.active,
            select(held.id).where(held.person_id == models.Person.id, held.organisation_id == organisation_id).exists(),
        )
        .order_by(models.Person.name)
    ).all()


def _holds(search: str, *columns: InstrumentedAttribute[str]) -> ColumnElement[bool]:
    pattern = f"%{search.replace('/', '//').replace('%', '/%').replace('_', '/_')}%"
    return or_(*(column.ilike(pattern, escape="/") for column in columns))


def _page(session: Session, query: Select[T], page: int) -> Found[T]:
    total = session.scalar(select(func.count()).select_from(query.order_by(None).subquery())) or 0
    pages = max(1, -(-total // PER_PAGE))
    page = min(max(1, page), pages)
    rows = session.scalars(query.offset((page - 1) * PER_PAGE).limit(PER_PAGE)).all()
    return Found(rows, page, pages, total)


def _roles(session: Session, people: Sequence[models.Person]) -> Mapping[int, list[tuple[models.RoleHeld, str | None]]]:
    query = select(models.RoleHeld, models.Organisation.name).outerjoin(
        models.Organisation, models.Organisation.id == models.RoleHeld.organisation_id
    )
    found: dict[int, list[tuple[models.RoleHeld, str | None]]] = defaultdict(list)
    wanted = models.RoleHeld.person_id.in_([one.id for one in people])
    for held, name in session.execute(query.where(wanted).order_by(models.Organisation.name, models.RoleHeld.role)):
        found[held.person_id].append((held, name))
    return found


def _invited(session: Session, people: Sequence[models.Person], now: datetime) -> Mapping[int, datetime]:
    link = models.MailedLink
    query = select(link.person_id, link.expires_at).where(
        link.person_id.in_([one.id for one in people]),
        link.purpose == LinkPurpose.INVITATION,
        link.used_at.is_(None),
        link.revoked_at.is_(None),
        link.expires_at > now,
    )
    return {row.person_id: row.expires_at for row in session.execute(query)}
