"""Sessions that ask their connection straight away, since most of what is asked needs no objects."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from sqlalchemy.orm import Session

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import Connection, Engine
    from sqlalchemy.pool import PoolProxiedConnection

_BEGIN = "how to begin on SQLite"


class DirectSession(Session):
    """A session that takes a connection and begins when something is asked; objects go over that same connection."""

    _at_hand: Connection | None = None
    _begins = "BEGIN IMMEDIATE"

    def connection(self, *given: Any, **more: Any) -> Connection:
        """The connection of this session, with a transaction begun."""
        if given or more:
            return super().connection(*given, **more)
        if self._at_hand is None:
            self._at_hand = self._begun()
        elif not self._at_hand.in_transaction():
            return super().connection()  # which says that what was begun has failed
        return self._at_hand

    def get_bind(self, *_given: Any, **_more: Any) -> Connection:
        """Where objects are read and written: the connection at hand."""
        return self._at_hand or self.connection()

    def commit(self) -> None:
        """Make what was done last; what is asked afterwards begins anew."""
        if self.in_transaction():
            super().commit()
        elif self._at_hand is not None:
            self._at_hand.commit()
        self._let_go()

    def rollback(self) -> None:
        """Undo what was done since the last commit."""
        super().rollback()
        self._let_go()

    def close(self) -> None:
        """Forget every object, undo what was not committed, and give the connection back."""
        super().close()
        self._let_go()

    def _begun(self) -> Connection:
        connection = cast("Engine", self.bind).connect()
        connection.connection.info[_BEGIN] = self._begins
        try:
            connection.begin()
        except BaseException:
            connection.close()
            raise
        return connection

    def _let_go(self) -> None:
        if self._at_hand is not None:
            self._at_hand.close()
            self._at_hand = None


class ReadingSession(DirectSession):
    """A session that only reads, and refuses to write."""

    _begins = "BEGIN"

    def flush(self, objects: Sequence[Any] | None = None) -> None:
        """Refuse to write, since nothing here is ever committed."""
        if self.new or self.dirty or self.deleted:
            raise TypeError("a session for reading cannot change anything")
        super().flush(objects)


def begin_sqlite(dbapi_connection: PoolProxiedConnection) -> None:
    """Begin as the session has said it wants to; not an event, since events cost something with every statement."""
    dbapi_connection.cursor().execute(dbapi_connection.info.pop(_BEGIN, "BEGIN"))
