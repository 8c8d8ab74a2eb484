"""Connect to the database, SQLite or PostgreSQL, with one kind of session to read and one to write.

SQLite starts writing transactions with BEGIN IMMEDIATE, since a transaction that reads first and writes later
fails at once when another has written in between; and it syncs every commit, since a confirmed save must last.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import create_engine, event
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session, sessionmaker

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlalchemy import ColumnElement, Connection, Engine
    from sqlalchemy.orm import DeclarativeBase

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
    engine = create_engine(url) if lite else create_engine(url, pool_pre_ping=True, pool_size=10)
    if lite:
        event.listen(engine, "connect", _set_up_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
    shared: dict[str, Any] = {"memory": {}}
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


def upsert(
    session: Session,
    model: type[DeclarativeBase],
    *,
    keys: Mapping[str, object],
    values: Mapping[str, object],
    where: ColumnElement[bool],
) -> sqlite.Insert | postgresql.Insert:
    """The statement that inserts a row or, where one with these keys stands and `where` holds, changes it."""
    insert = sqlite.insert if session.get_bind().dialect.name == "sqlite" else postgresql.insert
    statement = insert(model).values(**keys, **values)
    return statement.on_conflict_do_update(index_elements=list(keys), set_=dict(values), where=where)
