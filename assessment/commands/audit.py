"""Write the record of what happened; every command that changes something calls this."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast

from sqlalchemy import insert, text

from assessment.domain.trust.audit import BEGINNING, Entry, Kind, address_mark
from assessment.store import models
from assessment.store.audit import last_entry

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from sqlalchemy import Table
    from sqlalchemy.orm import Session

_TABLE = cast("Table", models.AuditEntry.__table__)
_INSERT = insert(_TABLE)
# Any number that nothing else locks: writers of the record queue up until the one before has committed.
_LOCK = text("SELECT pg_advisory_xact_lock(4170)")
_NO_DETAILS: Mapping[str, Any] = {}


@dataclass(frozen=True, slots=True)
class Actor:
    """Who changes something in a session, and from where; no person where the program itself does."""

    person_id: int | None
    address: str


_PROGRAM = Actor(None, "command line")


def act_as(session: Session, actor: Actor) -> None:
    """Say who changes something in a session from now on."""
    session.info["actor"] = actor


def actor(session: Session) -> Actor:
    """Who changes something in a session."""
    found: Actor = session.info.get("actor", _PROGRAM)
    return found


def record(  # noqa: PLR0913 - who, when, what, to what
    session: Session,
    kind: Kind,
    subject: str,
    *,
    at: datetime,
    organisation: int | None = None,
    person: int | None = None,
    **details: Any,
) -> None:
    """Add what happened to the record, as done by the session's actor unless a person is given.

    `subject` and `details` name things by their kind and number, and hold no text that a person wrote.
    """
    session.flush()
    connection = session.connection()
    if connection.dialect.name == "postgresql":
        connection.execute(_LOCK)
    number, previous = last_entry(session) or (0, BEGINNING)
    who, salt = actor(session), secrets.token_hex(8)
    entry = Entry(
        number=number + 1,
        at=at,
        kind=kind,
        person_id=person if person is not None else who.person_id,
        organisation_id=organisation,
        subject=subject,
        details=details or _NO_DETAILS,
        address_mark=address_mark(who.address, salt),
        previous=previous,
    )
    connection.execute(
        _INSERT,
        {
            "number": entry.number,
            "at": entry.at,
            "kind": entry.kind,
            "person_id": entry.person_id,
            "organisation_id": entry.organisation_id,
            "subject": entry.subject,
            "details": dict(entry.details),
            "address_mark": entry.address_mark,
            "previous": entry.previous,
            "digest": entry.digest,
            "address": who.address,
            "salt": salt,
        },
    )
