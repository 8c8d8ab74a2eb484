"""Connect to the database, SQLite or PostgreSQL, with one kind of session to read and one to write.

SQLite starts writing transactions with BEGIN IMMEDIATE, since a transaction that reads first and writes later
fails at once when another has written in between; and it syncs every commit, since a confirmed save must last.
"""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from threading import Lock
from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, create_engine, event
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session, sessionmaker

from assessment.store.days import HOME

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import tzinfo

    from sqlalchemy import Connection, Engine, Table
    from sqlalchemy.sql.dml import ReturningInsert

_PATIENCE_SECONDS = 5
_PRAGMAS = (
    "journal_mode=WAL",
    "synchronous=FULL",
    "foreign_keys=ON",
    f"busy_timeout={_PATIENCE_SECONDS * 1000}",
)


class DirectSession(Session):
    """A session that keeps its connection at hand, since most of what is asked goes straight to it."""

    _at_hand: Connection | None = None

    def connection(self, *given: Any, **more: Any) -> Connection:
        """The connection of this session; the one in use, unless something particular is asked of it."""
        if given or more:
            return super().connection(*given, **more)
        if self._at_hand is None or self._at_hand.closed:
            self._at_hand = super().connection()
        return self._at_hand


class ReadingSession(DirectSession):
    """A session that only reads, and refuses to write."""

    def flush(self, objects: Sequence[Any] | None = None) -> None:
        """Refuse to write, since nothing here is ever committed."""
        if self.new or self.dirty or self.deleted:
            raise TypeError("a session for reading cannot change anything")
        super().flush(objects)


@dataclass(frozen=True, slots=True)
class Database:
    """One database: its engine, the makers of reading and of writing sessions, and where its days begin."""

    engine: Engine
    reading: sessionmaker[ReadingSession]
    writing: sessionmaker[DirectSession]
    queue: Lock | None
    zone: tzinfo = HOME

    @contextmanager
    def turn(self) -> Iterator[None]:
        """Wait for one's turn to write on SQLite, so that threads take over from one another at once.

        SQLite itself only asks again now and then. Nobody waits longer than SQLite would be waited for.
        """
        held = self.queue is not None and self.queue.acquire(timeout=_PATIENCE_SECONDS)
        try:
            yield
        finally:
            if self.queue is not None and held:
                self.queue.release()


def connect(url: str, zone: tzinfo | None = None) -> Database:
    """Open the database at a SQLAlchemy address; the file of an SQLite address is made if it is missing."""
    lite = url.startswith("sqlite")
    # What people typed stays out of error messages, and so out of logs.
    more: dict[str, Any] = {"hide_parameters": True} | ({} if lite else {"pool_pre_ping": True, "pool_size": 10})
    engine = create_engine(url, **more)
    if lite:
        event.listen(engine, "connect", _set_up_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
    shared: dict[str, Any] = {"memory": {}, "banks": {}, "zone": zone or HOME}
    immediate = engine.execution_options(sqlite_begin="IMMEDIATE")
    return Database(
        engine,
        reading=sessionmaker(engine, class_=ReadingSession, expire_on_commit=False, info=shared),
        writing=sessionmaker(immediate, class_=DirectSession, expire_on_commit=False, info=shared),
        queue=Lock() if lite else None,
        zone=zone or HOME,
    )


def _set_up_sqlite(connection: Any, _record: object) -> None:
    connection.isolation_level = None
    for pragma in _PRAGMAS:
        connection.execute(f"PRAGMA {pragma}")


def _begin_sqlite(connection: Connection) -> None:
    mode = connection.get_execution_options().get("sqlite_begin", "DEFERRED")
    connection.exec_driver_sql(f"BEGIN {mode}")


@cache
def upsert(dialect: str, table: Table, keys: tuple[str, ...], values: tuple[str, ...]) -> ReturningInsert[tuple[int]]:
    """The statement that inserts a row or, where one with these keys stands at version `over`, changes its values.

    It is executed with the keys, the values and `over`, and returns the new version, or no row where another
    version stood.
    """
    insert = sqlite.insert if dialect == "sqlite" else postgresql.insert
    statement = insert(table).values({name: bindparam(name) for name in (*keys, *values)})
    return statement.on_conflict_do_update(
        index_elements=list(keys),
        set_={name: statement.excluded[name] for name in values},
        where=table.c.version == bindparam("over"),
    ).returning(table.c.version)
