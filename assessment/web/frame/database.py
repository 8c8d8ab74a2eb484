"""One database session for each request: a reading one to look, a writing one to change."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import current_app, g, request

from assessment.commands.audit import Actor, act_as

if TYPE_CHECKING:
    from flask import Flask
    from sqlalchemy.orm import Session

    from assessment.store.session import Database

READING = frozenset({"GET", "HEAD", "OPTIONS"})


def init_app(app: Flask, database: Database) -> None:
    """Give the app its database, and close each request's session when the request is over."""
    app.extensions["database"] = database
    app.teardown_appcontext(_close)


def db() -> Session:
    """The session of this request; whoever changes something commits it just before answering."""
    if "session" not in g:
        database: Database = current_app.extensions["database"]
        make = database.reading if request.method in READING and not g.get("writes") else database.writing
        g.session = make()
        act_as(g.session, Actor(None, request.remote_addr or ""))
    session: Session = g.session
    return session


def write_here() -> None:
    """Let a request write that comes by GET, since another site's redirect brings it."""
    if "session" in g:
        _close(None)
    g.writes = True


def _close(_error: BaseException | None) -> None:
    session = g.pop("session", None)
    if session is not None:
        session.close()
