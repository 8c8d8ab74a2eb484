"""Bring a database to the newest schema by the migrations that are installed with the package."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from alembic.config import Config
    from sqlalchemy import Engine


def upgrade(engine: Engine) -> None:
    """Run all migrations that this database has not had yet; running it again changes nothing."""
    from alembic import command  # noqa: PLC0415 - a slow import that only this needs

    with engine.begin() as connection:
        config = migrations()
        config.attributes["connection"] = connection
        command.upgrade(config, "head")


def migrations() -> Config:
    """Alembic's settings for the migrations in the installed package."""
    from alembic.config import Config  # noqa: PLC0415 - a slow import that only this needs

    config = Config()
    config.set_main_option("script_location", "assessment:migrations")
    config.set_main_option("path_separator", "os")
    return config
