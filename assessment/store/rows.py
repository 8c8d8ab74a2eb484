"""Rows to change, by their number; only commands ask for them, and nothing hands them to a screen."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, TypeVar

from sqlalchemy import select

from assessment.store.models import Base

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sqlalchemy.orm import Session

Row = TypeVar("Row", bound=Base)


class Numbered(Protocol):
    """Anything that says which row it is: a value that was read, or the row itself."""

    @property
    def id(self) -> int:
        """The number of its row."""


def row_of(session: Session, model: type[Row], value: Numbered) -> Row:
    """The row of a value that was read before, as it stands now and kept from changes by others until the commit.

    Raises NoResultFound if it is gone.
    """
    return session.get_one(model, value.id, with_for_update={"key_share": True})


def rows_of(session: Session, model: type[Row], values: Iterable[Numbered]) -> list[Row]:
    """The rows of several values, asked for at once; those that are gone are left out."""
    number = model.__table__.c.id
    return list(session.scalars(select(model).where(number.in_({one.id for one in values}))))
