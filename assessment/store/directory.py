"""Queries for lists of organisations: searched, in pages, with what stands in a row."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from sqlalchemy import func, or_, select
from sqlalchemy.orm import joinedload, selectinload

from assessment.store import models
from assessment.store.pages import PER_PAGE, Found

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import ColumnElement, Select
    from sqlalchemy.orm import InstrumentedAttribute, Session

T = TypeVar("T")


def organisations(session: Session, *, search: str = "", sector: str = "", page: int = 1) -> Found[models.Organisation]:
    """Organisations whose name, reference or area holds the words searched for, by name."""
    one = models.Organisation
    query = select(one).options(selectinload(one.partnerships)).order_by(one.name)
    if search:
        query = query.where(_holds(search, one.name, one.reference, one.area))
    if sector:
        query = query.where(one.sector == sector)
    return _page(session, query, page)


def all_organisations(session: Session) -> Sequence[models.Organisation]:
    """Every organisation that is not closed yet, by name."""
    one = models.Organisation
    still = one.closed_on.is_(None) | (one.closed_on > func.current_date())
    return session.scalars(select(one).where(still).order_by(one.name)).all()


def closed_places(session: Session, person_id: int) -> Sequence[models.Organisation]:
    """Closed organisations in which somebody still holds a role."""
    one, held = models.Organisation, models.RoleHeld
    mine = select(held.id).where(held.person_id == person_id, held.organisation_id == one.id).exists()
    return session.scalars(select(one).where(one.closed_on.is_not(None), mine)).all()


def reference_of(session: Session, organisation_id: int | None) -> str:
    """An organisation's reference by its id, empty for the area."""
    found = session.get(models.Organisation, organisation_id) if organisation_id else None
    return found.reference if found else ""


def partnership_with(session: Session, reference: str) -> models.Partnership | None:
    """The partnership with this reference, with its members."""
    query = select(models.Partnership).options(selectinload(models.Partnership.organisations))
    return session.scalar(query.where(models.Partnership.reference == reference))


def requests_of(session: Session, partnership_id: int) -> Sequence[tuple[models.Request, models.Organisation]]:
    """What a partnership asks of organisations outside it."""
    query = select(models.Request, models.Organisation).join(
        models.Organisation, models.Organisation.id == models.Request.organisation_id
    )
    rows = session.execute(query.where(models.Request.partnership_id == partnership_id)).all()
    return tuple((request, organisation) for request, organisation in rows)


def links(session: Session) -> Sequence[models.Succession]:
    """Which organisations went on as which others, with both."""
    one = models.Succession
    return session.scalars(select(one).options(joinedload(one.earlier), joinedload(one.later))).all()


def links_of(session: Session, organisation_id: int) -> Sequence[models.Succession]:
    """What one organisation went on from, and what it went on as."""
    one = models.Succession
    ours = or_(one.earlier_id == organisation_id, one.later_id == organisation_id)
    query = select(one).where(ours).options(joinedload(one.earlier), joinedload(one.later))
    return session.scalars(query.order_by(one.on)).all()


def former_names(session: Session, organisation_id: int) -> Sequence[models.FormerName]:
    """The names that an organisation went by before, the latest first."""
    one = models.FormerName
    return session.scalars(select(one).where(one.organisation_id == organisation_id).order_by(one.until.desc())).all()


def _holds(search: str, *columns: InstrumentedAttribute[str]) -> ColumnElement[bool]:
    pattern = f"%{search.replace('/', '//').replace('%', '/%').replace('_', '/_')}%"
    return or_(*(column.ilike(pattern, escape="/") for column in columns))


def _page(session: Session, query: Select[T], page: int) -> Found[T]:
    total = session.scalar(select(func.count()).select_from(query.order_by(None).subquery())) or 0
    pages = max(1, -(-total // PER_PAGE))
    page = min(max(1, page), pages)
    rows = session.scalars(query.offset((page - 1) * PER_PAGE).limit(PER_PAGE)).all()
    return Found(rows, page, pages, total)
