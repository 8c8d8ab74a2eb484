"""Lists that are searched and shown in pages."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from sqlalchemy import and_, func, or_, select, true

from assessment.domain.texts.names import words_to_find
from assessment.store.values import every, execute

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import ColumnElement, Select
    from sqlalchemy.orm import Session

    from assessment.store.values import Kind

PER_PAGE = 25
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Found(Generic[T]):
    """One page of what was found: which page of how many, and how many there are in all."""

    rows: Sequence[T]
    page: int
    pages: int
    total: int


def page_of(session: Session, of: Kind[T], query: Select[Any], page: int) -> Found[T]:
    """One page of what a query finds: the one asked for, or the last where there are fewer."""
    total = execute(session, select(func.count()).select_from(query.order_by(None).subquery())).scalar_one()
    pages = max(1, -(-total // PER_PAGE))
    page = min(max(1, page), pages)
    return Found(every(session, of, query.offset((page - 1) * PER_PAGE).limit(PER_PAGE)), page, pages, total)


def holds(search: str, *keys: ColumnElement[str]) -> ColumnElement[bool]:
    """Whether each word that was searched for is in one of these keys, in whatever order, spelling or letter case."""
    bare = [func.replace(key, "'", "") for key in keys]
    found = [or_(*(key.contains(word, autoescape=True) for key in bare)) for word in words_to_find(search)]
    return and_(true(), *found)
