"""One database session for each request: a reading one to look, a writing one to change."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import current_app, g, request

if TYPE_CHECKING:
    from flask import Flask
    from sqlalchemy.orm import Session

    from assessment.store.session import Database


def init_app(app: Flask, database: Database) -> None:
    """Give the app its database, and close each request's session when the request is over."""
    app.extensions["database"] = database
    app.teardown_appcontext(_close)


def db() -> Session:
    """The session of this request; whoever changes something commits it just before answering."""
    if "session" not in g:
        database: Database = current_app.extensions["database"]
        make = database.reading if request.method in {"GET", "HEAD", "OPTIONS"} else database.writing
        g.session = make()
    session: Session = g.session
    return session


def _close(_error: BaseException | None) -> None:
    session = g.pop("session", None)
    if session is not None:
        session.close()
