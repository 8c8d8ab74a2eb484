"""A number that rises whenever anything changes that comparisons rest on, and values remembered under it.

Comparing a thousand organisations means reading a thousand kept results. They hardly ever change, so what was
made of them is remembered together with this number, and made again once the number has moved on.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar, cast

from sqlalchemy import select, update
from sqlalchemy.orm import Mapped, mapped_column

from assessment.store import tables
from assessment.store.direct import ReadingSession
from assessment.store.models.base import Base
from assessment.store.session import before_writing
from assessment.store.values import execute

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable

    from sqlalchemy import Connection, UpdateBase
    from sqlalchemy.orm import Session

T = TypeVar("T")
_COMPARED = frozenset(
    {
        tables.organisations,
        tables.partnerships,
        tables.memberships,
        tables.decisions,
        tables.requests,
        tables.cycles,
        tables.results,
        tables.publications,
    }
)
_MOST_REMEMBERED = 200


class AreaRevision(Base):
    """The one row with the number; the migrations insert it."""

    __tablename__ = "area_revision"

    id: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[int] = mapped_column(default=0)


_NUMBER = select(AreaRevision.number)
_MOVE_ON = update(AreaRevision).values(number=AreaRevision.number + 1)


@before_writing
def _move_on(connection: Connection, statement: UpdateBase) -> None:
    """Move the number on before anything is written to these tables, be it through an object or by a statement."""
    if statement.table in _COMPARED:
        connection.execute(_MOVE_ON)


def _number(session: Session) -> int | None:
    """The number as it stands; in a session that only reads, as it stood when it was first asked for."""
    if not isinstance(session, ReadingSession):
        return execute(session, _NUMBER).scalar()
    if "revision" not in session.info:
        session.info["revision"] = execute(session, _NUMBER).scalar()
    return cast("int | None", session.info["revision"])


def remembered(session: Session, key: Hashable, make: Callable[[], T]) -> T:
    """What `make` made for this key since anything last changed; it is called again only after a change.

    The number is read before the rows: a change in between leaves the value under an old number, to be made anew.
    """
    number = _number(session)
    memory: dict[Hashable, tuple[int | None, object]] = session.info["memory"]
    if key in memory and memory[key][0] == number:
        return cast("T", memory[key][1])
    if len(memory) >= _MOST_REMEMBERED:
        memory.clear()
    memory[key] = (number, value := make())
    return value
