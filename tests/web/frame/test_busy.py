"""Busy is not broken: what is said while the database or another part does not answer, and when a row is gone."""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing, contextmanager
from dataclasses import replace

import pytest
from sqlalchemy import create_engine, event
from sqlalchemy.exc import TimeoutError as NoConnectionFree

from assessment.domain.errors import NotAllowedHere
from assessment.domain.people.names import Named
from assessment.domain.people.permissions import Role
from assessment.store import models
from assessment.store.rows import row_of
from assessment.web.frame.database import change
from tests.web.frame.test_once import fields
from tests.web.questionnaire.answering import EVIDENCE, address, row


@contextmanager
def writing_elsewhere(lite):
    """Somebody else writes for longer than anybody waits."""
    with closing(sqlite3.connect(str(lite.engine.url.database), isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        yield
        other.execute("ROLLBACK")


@pytest.fixture
def impatient(lite, visitor):
    """A site that waits for a moment only, as the tests do."""
    lite.engine.dispose()
    event.listen(lite.engine, "connect", lambda connection, _: connection.execute("PRAGMA busy_timeout=50"))
    return visitor.be(Role.CONTRIBUTOR)


def test_a_locked_database_hands_the_words_back_and_takes_them_later_once(impatient, lite):
    path = address(impatient)
    typed = (
        fields(impatient, path) | EVIDENCE | {"version": "0", "level": "2", "note": "What <we> do", "action": "next"}
    )
    with writing_elsewhere(lite):
        busy = impatient.client.post(path, data=typed)
    assert (busy.status_code, busy.headers["Retry-After"]) == (503, "10")
    assert "What &lt;we&gt; do" in busy.text
    assert "Minutes of March" in busy.text
    again = dict(re.findall(r'type="hidden" name="([^"]+)" value="([^"]*)"', busy.text.split("<main")[1]))
    assert again["form_key"] == typed["form_key"]
    again["note"] = typed["note"]
    assert impatient.client.post(path, data=again).status_code == 302
    assert row(lite, impatient).note == "What <we> do"


def test_pages_are_read_while_somebody_else_writes(impatient, lite):
    with writing_elsewhere(lite):
        assert impatient.get(address(impatient)).status_code == 200


def test_secrets_are_never_handed_back(impatient, lite, app):
    client = app.test_client()
    token = re.search(r'name="csrf_token" value="([^"]+)"', client.get("/sign-in").text).group(1)
    with writing_elsewhere(lite):
        busy = client.post(
            "/sign-in", data={"csrf_token": token, "email": "a@example.org", "password": "my pass phrase"}
        )
    assert busy.status_code == 503
    assert "my pass phrase" not in busy.text
    assert "Send it again" not in busy.text


@pytest.mark.parametrize("path", ["/home", "/", "/sign-in"])
def test_without_a_database_at_all_there_is_still_a_page(visitor, app, lite, path):
    visitor.be(Role.CONTRIBUTOR)
    app.extensions["database"] = replace(lite, reading=create_engine("sqlite:////nowhere/at/all.db").connect)
    answer = visitor.get(path)
    assert answer.status_code == 503
    assert answer.headers["Retry-After"] == "10"


@pytest.mark.parametrize("problem", [OSError(28, "No space left on device"), TimeoutError(), NoConnectionFree()])
def test_any_part_that_does_not_answer_is_busy_and_not_broken(app, world, problem):
    @app.get("/away")
    def away():
        raise problem

    assert app.test_client().get("/away").status_code == 503


def test_a_row_that_is_gone_in_the_meantime_is_not_found(app, world):
    @app.post("/gone")
    def gone():
        with change() as session:
            row_of(session, models.Request, Named(4711, "nobody"))
        return ""

    answer = app.test_client().post("/gone")
    assert (answer.status_code, "Page not found" in answer.text) == (404, True)


def test_what_was_typed_is_shown_where_a_rule_stands_in_the_way(app, world):
    @app.post("/refused")
    def refused():
        raise NotAllowedHere("Not today.")

    answer = app.test_client().post("/refused", data={"note": "Long thought about", "password": "hidden"})
    assert (answer.status_code, "Long thought about" in answer.text, "hidden<" in answer.text) == (409, True, False)
