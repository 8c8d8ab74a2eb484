"""The database in a request: a session to read in, and one that is opened to change something and closed at once."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from flask import current_app, g, has_request_context, request

from assessment.commands import form_keys
from assessment.commands.audit import Actor, act_as
from assessment.commands.people import CHANGES
from assessment.web.frame import clock

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flask import Flask
    from sqlalchemy.orm import Session

    from assessment.store.session import Database

READING = frozenset({"GET", "HEAD", "OPTIONS"})


def init_app(app: Flask, database: Database) -> None:
    """Give the app its database, and close each request's session when the request is over."""
    app.extensions["database"] = database
    app.teardown_appcontext(_close)


def db() -> Session:
    """The session in which this request reads; it blocks nobody, and nothing is saved in it."""
    if "session" not in g:
        database: Database = current_app.extensions["database"]
        g.session = database.reading()
    session: Session = g.session
    return session


def pause_reading() -> None:
    """Release the reading session before something slow; what is read afterwards is fresh."""
    _close(None)


@contextmanager
def change() -> Iterator[Session]:
    """A session that changes something: it is committed when its block ends, and undone when the block raises.

    While it is open nobody else can write on SQLite. So whatever takes time, such as hashing a password, reading a
    file or drawing a page, is done before or after. What is read afterwards is read afresh.
    """
    pause_reading()
    database: Database = current_app.extensions["database"]
    with database.turn(), database.writing() as session:
        address = (request.remote_addr or "") if has_request_context() else g.get("address", "")
        act_as(session, Actor(g.get("person_id"), address))
        if mark := g.get("form_mark"):
            form_keys.take(session, mark, at=clock.now(), led_to=g.get("form_leads_to", ""))
        g.changing = True
        try:
            yield session
            session.commit()
            g.pop("form_mark", None)
        finally:
            g.changing = False
        changes = session.info.pop(CHANGES, ())
    if changes:
        current_app.extensions["announce"](changes)


def acting_as(person_id: int) -> None:
    """Say who changes something in this request from now on."""
    g.person_id = person_id


def _close(_error: BaseException | None) -> None:
    session = g.pop("session", None)
    if session is not None:
        session.close()
