"""Bring a database to the newest schema by the migrations that are installed with the package."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from alembic.config import Config
    from sqlalchemy import Connection, Engine


class RowsLost(Exception):  # noqa: N818 - named for what would have happened
    """A migration would have left rows that point at nothing; it was undone."""


def upgrade(engine: Engine, to: str = "head") -> None:
    """Run all migrations that this database has not had yet; running it again changes nothing."""
    from alembic import command  # noqa: PLC0415 - a slow import that only this needs

    with _without_foreign_keys(engine) as connection, connection.begin():
        config = migrations()
        config.attributes["connection"] = connection
        command.upgrade(config, to)
        if engine.dialect.name == "sqlite" and (lost := connection.exec_driver_sql("PRAGMA foreign_key_check").all()):
            raise RowsLost(str(lost[:5]))


def migrations() -> Config:
    """Alembic's settings for the migrations in the installed package."""
    from alembic.config import Config  # noqa: PLC0415 - a slow import that only this needs

    config = Config()
    config.set_main_option("script_location", "assessment:migrations")
    config.set_main_option("path_separator", "os")
    return config


@contextmanager
def _without_foreign_keys(engine: Engine) -> Iterator[Connection]:
    """A connection that does not follow foreign keys on SQLite.

    SQLite changes a table by making it anew, and dropping the old one would take along, or trip over, whatever points
    at it. The switch works outside transactions only, so it is thrown below SQLAlchemy.
    """
    with engine.connect() as connection:
        lite = engine.dialect.name == "sqlite"
        driver = connection.connection.dbapi_connection
        if lite and driver is not None:
            driver.execute("PRAGMA foreign_keys=OFF")
        try:
            yield connection
        finally:
            if lite and driver is not None:
                driver.execute("PRAGMA foreign_keys=ON")
