"""Queries about the record of what happened."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

from sqlalchemy import Select, bindparam, func, select

from assessment.domain.trust.audit import Entry, Kind, Recorded
from assessment.store import models

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sqlalchemy.orm import Session

_AT_ONCE = 2000
_Query = TypeVar("_Query", bound="Select[*tuple[Any, ...]]")


_entry = models.AuditEntry
_NEXT = (
    select(
        _entry.number,
        _entry.at,
        _entry.kind,
        _entry.person_id,
        _entry.organisation_id,
        _entry.subject,
        _entry.details,
        _entry.address_mark,
        _entry.previous,
        _entry.digest,
        _entry.address,
        _entry.salt,
    )
    .where(_entry.number > bindparam("number"))
    .order_by(_entry.number)
    .limit(_AT_ONCE)
)


@dataclass(frozen=True, slots=True)
class Filter:
    """What part of the record is wanted."""

    organisation_id: int | None = None
    person_id: int | None = None
    kind: Kind | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """One entry with the names of today of whom and what it is about."""

    entry: models.AuditEntry
    person: str | None
    organisation: str | None


def chain(session: Session) -> Iterator[Recorded]:
    """Every entry as it is kept, in order, read a few thousand at a time."""
    number = 0
    while rows := session.execute(_NEXT, {"number": number}).all():
        for row in rows:
            *content, digest, address, salt = row
            yield Recorded(Entry(*content), digest, address, salt)
        number = rows[-1].number


def entries(session: Session, wanted: Filter, *, offset: int, limit: int) -> Sequence[Line]:
    """A part of the record, the latest entry first."""
    query = (
        select(models.AuditEntry, models.Person.name, models.Organisation.name)
        .outerjoin(models.Person, models.Person.id == models.AuditEntry.person_id)
        .outerjoin(models.Organisation, models.Organisation.id == models.AuditEntry.organisation_id)
        .order_by(models.AuditEntry.number.desc())
        .offset(offset)
        .limit(limit)
    )
    rows = session.execute(_narrowed(query, wanted)).all()
    return tuple(Line(entry, person, organisation) for entry, person, organisation in rows)


def count(session: Session, wanted: Filter) -> int:
    """How many entries a part of the record has."""
    query = _narrowed(select(func.count()).select_from(models.AuditEntry), wanted)
    return session.scalar(query) or 0


def _narrowed(query: _Query, wanted: Filter) -> _Query:
    if wanted.organisation_id is not None:
        query = query.where(models.AuditEntry.organisation_id == wanted.organisation_id)
    if wanted.person_id is not None:
        query = query.where(models.AuditEntry.person_id == wanted.person_id)
    if wanted.kind is not None:
        query = query.where(models.AuditEntry.kind == wanted.kind)
    return query


def last_entry(session: Session) -> tuple[int, str] | None:
    """The number and digest of the last entry, or None where there is none."""
    entry = models.AuditEntry
    row = session.execute(select(entry.number, entry.digest).order_by(entry.number.desc()).limit(1)).first()
    return (row.number, row.digest) if row else None


def digest_of(session: Session, number: int) -> str | None:
    """The digest of one entry, or None where there is none."""
    return session.scalar(select(models.AuditEntry.digest).where(models.AuditEntry.number == number))
