"""Queries about the record of what happened."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

from sqlalchemy import Select, bindparam, func, select

from assessment.domain.trust.audit import BEGINNING, Entry, Kind, Recorded
from assessment.store import tables
from assessment.store.values import every, execute, kind

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import datetime

    from sqlalchemy.orm import Session

_AT_ONCE = 2000
_Query = TypeVar("_Query", bound="Select[*tuple[Any, ...]]")


@dataclass(frozen=True, slots=True)
class Filter:
    """What part of the record is wanted."""

    organisation_id: int | None = None
    person_id: int | None = None
    kind: Kind | None = None


@dataclass(frozen=True, slots=True)
class ListedEntry:
    """One entry as the record page shows it."""

    number: int
    at: datetime
    kind: Kind
    person_id: int | None
    subject: str
    details: Mapping[str, Any]
    address: str | None


@dataclass(frozen=True, slots=True)
class Line:
    """One entry with the names of today of whom and what it is about."""

    person: str | None
    organisation: str | None
    entry: ListedEntry


_entry = tables.audit_entries.c
_LINE = kind(
    Line,
    tables.audit_entries,
    kind(ListedEntry, tables.audit_entries),
    person=tables.people.c.name,
    organisation=tables.organisations.c.name,
)
_LINES = (
    select(*_LINE.columns)
    .outerjoin_from(tables.audit_entries, tables.people, tables.people.c.id == _entry.person_id)
    .outerjoin(tables.organisations, tables.organisations.c.id == _entry.organisation_id)
    .order_by(_entry.number.desc())
)
_CHAIN = kind(Entry, tables.audit_entries)
_NEXT = (
    select(*_CHAIN.columns, _entry.digest, _entry.address, _entry.salt)
    .where(_entry.number > bindparam("after"))
    .order_by(_entry.number)
    .limit(_AT_ONCE)
)
RESULT = "result "
_OF_RESULTS = (
    select(_entry.subject, _entry.details)
    .where(_entry.kind == Kind.SIGN_OFF, _entry.subject.startswith(RESULT))
    .order_by(_entry.number.desc())
)
_LAST = select(_entry.number, _entry.digest).order_by(_entry.number.desc()).limit(1)
_DIGEST = select(_entry.digest).where(_entry.number == bindparam("wanted"))


def chain(session: Session) -> Iterator[Recorded]:
    """Every entry as it is kept, in order, read a few thousand at a time."""
    number = 0
    while rows := execute(session, _NEXT, {"after": number}).all():
        for row in rows:
            *content, digest, address, salt = row
            yield Recorded(_CHAIN.make(*content), digest, address, salt)
        number = rows[-1].number


def results_vouched_for(session: Session) -> Mapping[int, str]:
    """The digest of every kept result in the record, by the result's number; where there are two, the first counts."""
    found = execute(session, _OF_RESULTS)
    return {int(row.subject.removeprefix(RESULT)): row.details["digest"] for row in found if "digest" in row.details}


def entries(session: Session, wanted: Filter, *, offset: int, limit: int) -> Sequence[Line]:
    """A part of the record, the latest entry first."""
    return every(session, _LINE, _narrowed(_LINES, wanted).offset(offset).limit(limit))


def count(session: Session, wanted: Filter) -> int:
    """How many entries a part of the record has."""
    query = _narrowed(select(func.count()).select_from(tables.audit_entries), wanted)
    return int(execute(session, query).scalar_one())


def _narrowed(query: _Query, wanted: Filter) -> _Query:
    if wanted.organisation_id is not None:
        query = query.where(_entry.organisation_id == wanted.organisation_id)
    if wanted.person_id is not None:
        query = query.where(_entry.person_id == wanted.person_id)
    if wanted.kind is not None:
        query = query.where(_entry.kind == wanted.kind)
    return query


def last_entry(session: Session) -> tuple[int, str] | None:
    """The number and digest of the last entry, or None where there is none."""
    row = execute(session, _LAST).first()
    return (row.number, row.digest) if row else None


def head(session: Session) -> str:
    """The number and digest of the last entry as they are handed out, so that a tail that was cut off is missed."""
    number, digest = last_entry(session) or (0, BEGINNING)
    return f"{number}:{digest}"


def digest_of(session: Session, number: int) -> str | None:
    """The digest of one entry, or None where there is none."""
    row = execute(session, _DIGEST, {"wanted": number}).first()
    return None if row is None else row.digest
