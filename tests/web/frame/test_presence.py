"""That somebody is here is noted now and then, and never in the way of what they came for."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import event

from assessment.domain.people.permissions import Role
from assessment.store import models
from assessment.web.frame import clock, login


@pytest.fixture
def later(monkeypatch):
    at = clock.now() + login.SEEN_EVERY + timedelta(seconds=1)
    return lambda: monkeypatch.setattr(clock, "now", lambda: at) or at


def seen(lite):
    with lite.reading() as session:
        return session.query(models.SignIn).one().seen_at


def test_somebody_who_reads_is_noted_as_seen(visitor, lite, later):
    visitor.be(Role.SPONSOR)
    before, at = seen(lite), later()
    assert visitor.get("/account/").status_code == 200
    assert seen(lite) == at > before


def test_a_page_is_shown_though_nobody_can_write(visitor, lite, later):
    visitor.be(Role.SPONSOR)
    before = seen(lite)
    later()
    event.listen(lite.engine, "checkout", lambda connection, *_: connection.execute("PRAGMA busy_timeout=50"))
    with lite.writing() as session:
        session.connection()
        assert visitor.get("/account/").status_code == 200
    assert seen(lite) == before
