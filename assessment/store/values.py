"""How rows become frozen values: the columns that a kind of value is read from, and how it is made of them."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from assessment.store.direct import ReadingSession

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from sqlalchemy import ColumnElement, CursorResult, Executable, FromClause
    from sqlalchemy.orm import Session

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Kind(Generic[T]):
    """A kind of value: the columns to select, in order, and what makes one of a row of them."""

    columns: tuple[ColumnElement[Any], ...]
    make: Callable[..., T]


def kind(value: type[T], table: FromClause, *parts: Kind[Any], **named: ColumnElement[Any]) -> Kind[T]:
    """How a frozen dataclass is read from a table.

    Its fields are columns of the same name, except those in `named`; its last fields are the `parts`, values of
    other kinds that are read with it.
    """
    names = [field.name for field in fields(value)]  # type: ignore[arg-type]
    own = names[: len(names) - len(parts)]
    columns = [named[name] if name in named else table.c[name] for name in own]
    if not parts:
        return Kind(tuple(columns), value)
    whole = [*columns, *(column for part in parts for column in part.columns)]
    return Kind(tuple(whole), _nested(value, len(own), parts))


def or_none(part: Kind[T]) -> Kind[T | None]:
    """A part that may be missing: None where an outer join found nothing; its first column is the row's number."""
    make = part.make
    return Kind(part.columns, lambda *row: None if row[0] is None else make(*row))


def _nested(value: type[T], own: int, parts: tuple[Kind[Any], ...]) -> Callable[..., T]:
    slices, start = [], own
    for part in parts:
        slices.append((part.make, start, start + len(part.columns)))
        start += len(part.columns)

    def make(*row: Any) -> T:
        return value(*row[:own], *(part(*row[begin:end]) for part, begin, end in slices))

    return make


def execute(
    session: Session, query: Executable, wanted: Mapping[str, Any] | None = None
) -> CursorResult[*tuple[Any, ...]]:
    """Ask the database straight away; what a command has changed in this session so far counts."""
    if session.in_transaction() and not isinstance(session, ReadingSession):
        session.flush()
    return session.connection().execute(query, wanted)


def first(session: Session, of: Kind[T], query: Executable, wanted: Mapping[str, Any] | None = None) -> T | None:
    """The first value that a query finds, or None."""
    row = execute(session, query, wanted).first()
    return None if row is None else of.make(*row)


def every(session: Session, of: Kind[T], query: Executable, wanted: Mapping[str, Any] | None = None) -> tuple[T, ...]:
    """Every value that a query finds, in its order."""
    make = of.make
    return tuple(make(*row) for row in execute(session, query, wanted))
