"""Let a form act once: its mark is kept in the transaction in which it acts, and nobody can keep it again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import delete, update
from sqlalchemy.dialects import postgresql, sqlite

from assessment.store import models, tables

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy.orm import Session


# Nearly every form says this to the database, so it is put together once.
_TAKE = {
    name: dialect.insert(tables.form_keys).on_conflict_do_nothing().returning(tables.form_keys.c.mark)
    for name, dialect in (("sqlite", sqlite), ("postgresql", postgresql))
}


class SentBefore(Exception):  # noqa: N818 - named for what happened
    """A form has acted already."""


def take(session: Session, mark: str, *, at: datetime, led_to: str = "") -> None:
    """Note that a form acts now; raises SentBefore if it has. Who sends it at the same time waits, and is told so."""
    connection = session.connection()
    taken = connection.execute(_TAKE[connection.dialect.name], {"mark": mark, "at": at, "led_to": led_to})
    if taken.first() is None:
        raise SentBefore


def lead(session: Session, mark: str, *, to: str) -> None:
    """Keep which page a form has led to."""
    session.execute(update(models.FormKey).where(models.FormKey.mark == mark).values(led_to=to))


def forget(session: Session, mark: str) -> None:
    """Let a form act again, since it gave something that can be asked for again, such as a file."""
    session.execute(delete(models.FormKey).where(models.FormKey.mark == mark))
