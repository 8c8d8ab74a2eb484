"""Many who want a password checked at once, and what changes between a look at the database and a change of it."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest
from bs4 import BeautifulSoup

from assessment.commands import links
from assessment.commands.people import set_password
from assessment.credentials import hashing, passwords
from assessment.domain.people.accounts import LinkPurpose
from assessment.domain.people.permissions import Role
from assessment.store import models
from assessment.web.frame import clock
from tests import factories as make

NEW = "a heron over the weir"
SAID = "Lots of people are signing in. Wait a few seconds, then try again"


def prepare(lite, world, purpose: LinkPurpose | None = None) -> tuple[str, str]:
    kept = passwords.hashed(make.PASSWORD)
    with lite.writing() as session:
        somebody = session.get(models.Person, world.people[Role.SPONSOR])
        set_password(session, somebody, kept, at=make.NOON)
        if purpose is LinkPurpose.INVITATION:
            somebody.password_hash = None
        token = links.make_link(session, somebody, purpose, at=clock.now()) if purpose else ""
        session.commit()
        return somebody.email, token


def said_at(answer, name: str) -> str:
    found = BeautifulSoup(answer.text, "html.parser").find(id=f"{name}-error")
    return found.get_text(" ", strip=True) if found else ""


def attempts(lite) -> int:
    with lite.reading() as session:
        return session.query(models.Attempt).count()


@pytest.fixture
def crowded(monkeypatch):
    """As many at work on passwords as there are places."""

    def full(*_given):
        raise hashing.TooManyAtOnce

    return lambda: monkeypatch.setattr(passwords, "in_turn", full)


def test_where_too_many_sign_in_it_is_said_at_the_field_and_what_was_typed_stays(visitor, lite, crowded):
    email, _ = prepare(lite, visitor.world)
    crowded()
    data = {"email": email, "password": make.PASSWORD, "next": "/account/", "kept": "kept"}
    answer = visitor.post("/sign-in", data)
    assert answer.status_code == 503
    assert int(answer.headers["Retry-After"]) in range(1, 60)
    assert SAID in said_at(answer, "password")
    form = BeautifulSoup(answer.text, "html.parser")
    assert form.find("input", attrs={"name": "email"})["value"] == email
    assert {one["value"] for one in form.select("input[name=next]")} == {"/account/"}
    assert attempts(lite) == 0


@pytest.mark.parametrize("purpose", LinkPurpose)
def test_a_link_stays_good_where_too_many_choose_passwords(visitor, lite, crowded, purpose, monkeypatch):
    _, token = prepare(lite, visitor.world, purpose)
    path = f"/{'invitation' if purpose is LinkPurpose.INVITATION else 'new-password'}/{token}"
    with monkeypatch.context():
        crowded()
        answer = visitor.post(path, {"name": "Robin", "password": NEW}, seen=path)
    assert (answer.status_code, "Retry-After" in answer.headers) == (503, True)
    assert SAID in said_at(answer, "password")
    monkeypatch.undo()
    assert visitor.post(path, {"name": "Robin", "password": NEW}, seen=path).status_code == 302


def test_a_password_stays_where_too_many_change_theirs(visitor, lite, crowded):
    prepare(lite, visitor.world)
    visitor.be(Role.SPONSOR)
    crowded()
    data = {"current": make.PASSWORD, "password": NEW}
    answer = visitor.post("/account/password", data, seen="/account/password")
    assert (answer.status_code, "Retry-After" in answer.headers) == (503, True)
    assert SAID in said_at(answer, "current")


def meanwhile(monkeypatch, do) -> None:
    """Let something happen while the next password is checked."""
    original = passwords.matches

    def slow(kept, password):
        found = original(kept, password)
        monkeypatch.setattr(passwords, "matches", original)
        with ThreadPoolExecutor(1) as elsewhere:  # another request shares nothing with this one
            elsewhere.submit(do).result(timeout=30)
        return found

    monkeypatch.setattr(passwords, "matches", slow)


def choose_another(lite, world) -> None:
    kept = passwords.hashed(NEW)
    with lite.writing() as session:
        set_password(session, session.get(models.Person, world.people[Role.SPONSOR]), kept, at=make.NOON)
        session.commit()


def test_a_password_that_was_replaced_while_it_was_checked_lets_nobody_in(visitor, lite, monkeypatch):
    email, _ = prepare(lite, visitor.world)
    meanwhile(monkeypatch, lambda: choose_another(lite, visitor.world))
    answer = visitor.post("/sign-in", {"email": email, "password": make.PASSWORD})
    assert answer.status_code == 409
    assert "has changed this account" in answer.text
    assert visitor.get("/account/").status_code == 302


def test_a_password_that_was_replaced_while_it_was_checked_cannot_be_changed(visitor, lite, monkeypatch):
    prepare(lite, visitor.world)
    visitor.be(Role.SPONSOR)
    meanwhile(monkeypatch, lambda: choose_another(lite, visitor.world))
    data = {"current": make.PASSWORD, "password": "three other words here"}
    assert visitor.post("/account/password", data, seen="/account/password").status_code == 409
    with lite.reading() as session:
        kept = session.get(models.Person, visitor.world.people[Role.SPONSOR]).password_hash
    assert passwords.matches(kept, NEW)


@pytest.mark.parametrize("password", [make.PASSWORD, "a wrong password"])
def test_guesses_at_the_same_time_tell_no_more_than_one_after_another(app, visitor, lite, monkeypatch, password):
    email, _ = prepare(lite, visitor.world)
    now = clock.now()
    monkeypatch.setattr(clock, "now", lambda: now)

    def guess_elsewhere() -> None:
        other = type(visitor)(app, visitor.world, app.test_client())
        for _ in range(6):
            other.post("/sign-in", {"email": email, "password": "a guess"})

    meanwhile(monkeypatch, guess_elsewhere)
    answer = visitor.post("/sign-in", {"email": email, "password": password})
    assert answer.status_code == 429
    assert "Too many wrong tries" in said_at(answer, "password")
    assert attempts(lite) == 2 * 5
