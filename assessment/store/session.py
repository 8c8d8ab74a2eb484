"""Connect to the database, SQLite or PostgreSQL, with one kind of session to read and one to write.

SQLite starts writing transactions with BEGIN IMMEDIATE, since a transaction that reads first and writes later
fails at once when another has written in between; and it syncs every commit, since a confirmed save must last.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, create_engine, event
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session, sessionmaker

if TYPE_CHECKING:
    from sqlalchemy import Connection, Engine, Table
    from sqlalchemy.sql.dml import ReturningInsert

_PRAGMAS = (
    "journal_mode=WAL",
    "synchronous=FULL",
    "foreign_keys=ON",
    "busy_timeout=5000",
)


@dataclass(frozen=True, slots=True)
class Database:
    """One database: its engine, and the makers of reading and of writing sessions."""

    engine: Engine
    reading: sessionmaker[Session]
    writing: sessionmaker[Session]


def connect(url: str) -> Database:
    """Open the database at a SQLAlchemy address; the file of an SQLite address is made if it is missing."""
    lite = url.startswith("sqlite")
    # What people typed stays out of error messages, and so out of logs.
    more: dict[str, Any] = {"hide_parameters": True} | ({} if lite else {"pool_pre_ping": True, "pool_size": 10})
    engine = create_engine(url, **more)
    if lite:
        event.listen(engine, "connect", _set_up_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
    shared: dict[str, Any] = {"memory": {}, "banks": {}}
    immediate = engine.execution_options(sqlite_begin="IMMEDIATE")
    return Database(
        engine,
        reading=sessionmaker(engine, expire_on_commit=False, info=shared),
        writing=sessionmaker(immediate, expire_on_commit=False, info=shared),
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
