"""The only place where a screen asks what time it is, and what day that is for the people who use this."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

from flask import current_app, has_app_context

from assessment.domain.days import day_in
from assessment.store.days import HOME

if TYPE_CHECKING:
    from datetime import tzinfo

    from flask import Flask

    from assessment.store.session import Database


def init_app(app: Flask) -> None:
    """Let templates ask what day it is."""

    def day_now() -> date:
        return today()

    app.jinja_env.globals["day_now"] = day_now


def now() -> datetime:
    """This moment, in UTC."""
    return datetime.now(UTC)


def today() -> date:
    """The day it is for the people who use this."""
    return day_in(zone(), now())


def zone() -> tzinfo:
    """Where the people are who use this; commands and reports get the same with their session."""
    if not has_app_context():
        return HOME
    database: Database = current_app.extensions["database"]
    return database.zone
