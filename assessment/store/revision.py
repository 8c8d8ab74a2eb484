"""A number that rises whenever anything changes that comparisons rest on, and values remembered under it.

Comparing a thousand organisations means reading a thousand kept results. They hardly ever change, so what was
made of them is remembered together with this number, and made again once the number has moved on.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar, cast

from sqlalchemy import event, select, update
from sqlalchemy.orm import Mapped, Session, mapped_column

from assessment.store.models import Cycle, Decision, Membership, Organisation, Partnership, Request, Result
from assessment.store.models.base import Base

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable

T = TypeVar("T")
_COMPARED = (Organisation, Partnership, Membership, Decision, Request, Cycle, Result)
_MOST_REMEMBERED = 200


class AreaRevision(Base):
    """The one row with the number; the migrations insert it."""

    __tablename__ = "area_revision"

    id: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[int] = mapped_column(default=0)


_NUMBER = select(AreaRevision.number)


@event.listens_for(Session, "before_flush")
def _move_on(session: Session, _context: object, _instances: object) -> None:
    changed = (*session.new, *session.dirty, *session.deleted)
    if any(isinstance(row, _COMPARED) for row in changed):
        session.execute(update(AreaRevision).values(number=AreaRevision.number + 1))


def remembered(session: Session, key: Hashable, make: Callable[[], T]) -> T:
    """What `make` made for this key since anything last changed; it is called again only after a change.

    The number is read before the rows: a change in between leaves the value under an old number, to be made anew.
    """
    number = session.scalar(_NUMBER)
    memory: dict[Hashable, tuple[int | None, object]] = session.info["memory"]
    if key in memory and memory[key][0] == number:
        return cast("T", memory[key][1])
    if len(memory) >= _MOST_REMEMBERED:
        memory.clear()
    memory[key] = (number, value := make())
    return value
