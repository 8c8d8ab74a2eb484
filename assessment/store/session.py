"""Connect to the database, SQLite or PostgreSQL, with one kind of session to read and one to write.

SQLite starts writing transactions with BEGIN IMMEDIATE, since a transaction that reads first and writes later
fails at once when another has written in between; and it syncs every commit, since a confirmed save must last.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import UpdateBase, bindparam, create_engine, event, make_url
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import sessionmaker

from assessment.store.days import HOME
from assessment.store.direct import DirectSession, ReadingSession, begin_sqlite
from assessment.store.queue import Queue

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import tzinfo

    from sqlalchemy import URL, Connection, Engine, Table
    from sqlalchemy.sql.dml import ReturningInsert

_PATIENCE_SECONDS = 5
_PRAGMAS = (
    "journal_mode=WAL",
    "synchronous=FULL",
    "foreign_keys=ON",
    f"busy_timeout={_PATIENCE_SECONDS * 1000}",
)


@dataclass(frozen=True, slots=True)
class Database:
    """One database: its engine, the makers of reading and of writing sessions, and where its days begin."""

    engine: Engine
    reading: sessionmaker[ReadingSession]
    writing: sessionmaker[DirectSession]
    queue: Queue | None
    zone: tzinfo = HOME

    @contextmanager
    def turn(self) -> Iterator[None]:
        """Wait for one's turn to write on SQLite, so that threads and processes take over from one another at once.

        Nobody waits longer than SQLite would be waited for.
        """
        held = self.queue is not None and self.queue.acquire(timeout=_PATIENCE_SECONDS)
        try:
            yield
        finally:
            if self.queue is not None and held:
                self.queue.release()


def connect(url: str, zone: tzinfo | None = None) -> Database:
    """Open the database at a SQLAlchemy address; the file of an SQLite address is made if it is missing."""
    address = make_url(url)
    lite = address.get_backend_name() == "sqlite"
    # What people typed stays out of error messages, and so out of logs.
    engine = create_engine(address, hide_parameters=True, **_kept_open(address))
    if lite:
        event.listen(engine, "connect", _set_up_sqlite)
        engine.dialect.do_begin = begin_sqlite  # type: ignore[method-assign]
    shared: dict[str, Any] = {
        "info": {"memory": {}, "banks": {}, "zone": zone or HOME},
        "expire_on_commit": False,
        "join_transaction_mode": "control_fully",
    }
    writing = engine.execution_options()  # the same one, by another handle: nothing listens to what only reads
    event.listen(writing, "before_execute", _tell_of_writing)
    return Database(
        engine,
        reading=sessionmaker(engine, class_=ReadingSession, **shared),
        writing=sessionmaker(writing, class_=DirectSession, **shared),
        queue=Queue(_file_of(address)) if lite else None,
        zone=zone or HOME,
    )


_Told = Callable[["Connection", UpdateBase], None]
_told: list[_Told] = []


def before_writing(told: _Told) -> _Told:
    """Let this function be told of every statement by which a session is about to change something."""
    _told.append(told)
    return told


def _tell_of_writing(connection: Connection, statement: object, *_how: object) -> None:
    if isinstance(statement, UpdateBase):
        for told in _told:
            told(connection, statement)


def _file_of(address: URL) -> Path | None:
    name = address.database
    return Path(name) if name and name != ":memory:" else None


def _kept_open(address: URL) -> dict[str, Any]:
    """How connections are kept; of those to a file the one used last goes first, since it still knows what it read."""
    if address.get_backend_name() == "sqlite":
        return {"pool_use_lifo": True} if _file_of(address) else {}
    return {"pool_pre_ping": True, "pool_size": 10}


def _set_up_sqlite(connection: Any, _record: object) -> None:
    connection.isolation_level = None
    for pragma in _PRAGMAS:
        connection.execute(f"PRAGMA {pragma}")


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
