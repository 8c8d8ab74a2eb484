"""While something slow is done, anybody else could write: passwords, pages, uploads, letters wait for no lock.

Each of these is wrapped, and tries at that moment to begin writing from a second connection that does not wait.
"""

from __future__ import annotations

import sqlite3
import threading
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from functools import wraps
from typing import TYPE_CHECKING, Any

import pytest
from flask import before_render_template

from assessment import banks
from assessment.commands import imports, links
from assessment.commands.people import set_password
from assessment.credentials import authenticator, passwords
from assessment.domain.people.accounts import LinkPurpose
from assessment.domain.people.permissions import Role
from assessment.store import models
from assessment.web.frame import clock, errands, letters
from assessment.web.questionnaire import evidence_files
from tests import factories as make
from tests.web.banks import test_drafts as drafts
from tests.web.people import test_imports as lists
from tests.web.questionnaire import test_evidence_files as files
from tests.world import Browser

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

NEW = "a heron over the weir"
PATIENCE = 30


class Watch:
    """What was done meanwhile, and what was done while nobody else could write."""

    def __init__(self, path: str) -> None:
        self.path = path
        self.seen: Counter[str] = Counter()
        self.locked: list[str] = []

    def look(self, what: str) -> None:
        other = sqlite3.connect(self.path, timeout=0, isolation_level=None)
        try:
            other.execute("BEGIN IMMEDIATE")
            other.execute("ROLLBACK")
        except sqlite3.OperationalError:
            self.locked.append(what)
        finally:
            other.close()
        self.seen[what] += 1

    def wrapped(self, what: str, original: Callable[..., Any]) -> Callable[..., Any]:
        @wraps(original)
        def looking(*given: Any, **more: Any) -> Any:
            self.look(what)
            return original(*given, **more)

        return looking


class Hasher:
    """The hasher of these tests, with a look at the database before it does its work."""

    def __init__(self, original: Any, watch: Watch) -> None:
        self.hash = watch.wrapped("hash", original.hash)
        self.check_needs_rehash = original.check_needs_rehash
        self.verify = watch.wrapped("verify", original.verify)


@pytest.fixture
def watch(app, lite, world, monkeypatch) -> Iterator[Watch]:
    watching = Watch(str(lite.engine.url.database))
    monkeypatch.setattr(passwords, "_hasher", Hasher(passwords._hasher, watching))
    for what, module, name in (
        ("accept", evidence_files, "accept"),
        ("bank", banks, "parse_any"),
        ("list", imports, "read_people"),
        ("list", imports, "read_organisations"),
        ("letter", letters, "send"),
    ):
        monkeypatch.setattr(module, name, watching.wrapped(what, getattr(module, name)))

    def page(_app: object, **_more: object) -> None:
        watching.look("page")

    with before_render_template.connected_to(page, app):
        yield watching


def prepare(lite, person_id: int, purpose: LinkPurpose | None = None) -> tuple[str, str]:
    """Somebody's address once they have a password, with the token of a link where one is sent."""
    kept = passwords.hashed(make.PASSWORD)
    with lite.writing() as session:
        somebody = session.get(models.Person, person_id)
        if purpose is not LinkPurpose.INVITATION:
            set_password(session, somebody, kept, at=make.NOON)
        token = links.make_link(session, somebody, purpose, at=clock.now()) if purpose else ""
        session.commit()
        return somebody.email, token


def changed(watch: Watch, *seen: str) -> bool:
    """Whether all this was seen since the last time, and nothing of it was locked out."""
    missing = [what for what in seen if not watch.seen[what]]
    assert (missing, watch.locked) == ([], [])
    watch.seen.clear()
    return True


def test_the_watch_notices_a_lock(watch, lite):
    with lite.writing() as session:
        session.connection()
        watch.look("page")
    assert watch.locked == ["page"]


def test_signing_in(visitor, lite, watch):
    email, _ = prepare(lite, visitor.world.people[Role.SPONSOR])
    watch.seen.clear()
    wrong = visitor.post("/sign-in", {"email": email, "password": "a wrong password"})
    assert wrong.status_code == 422
    assert changed(watch, "verify", "page")
    nobody = visitor.post("/sign-in", {"email": "nobody@example.org", "password": "a wrong password"})
    assert nobody.status_code == 422
    assert changed(watch, "verify", "page")
    right = visitor.post("/sign-in", {"email": email, "password": make.PASSWORD})
    assert right.status_code == 302
    assert changed(watch, "verify")


def test_mailed_links_and_a_change_of_password(visitor, lite, watch):
    number = visitor.world.people[Role.SPONSOR]
    email, token = prepare(lite, number, LinkPurpose.INVITATION)
    watch.seen.clear()
    accepted = visitor.post(f"/invitation/{token}", {"name": "Robin", "password": NEW}, seen=f"/invitation/{token}")
    assert accepted.status_code == 302
    assert changed(watch, "hash", "page")
    data = {"current": NEW, "password": "three other words here"}
    assert visitor.post("/account/password", data, seen="/account/password").status_code == 302
    assert changed(watch, "verify", "hash", "letter")
    assert visitor.post("/forgotten-password", {"email": email}).status_code == 200
    errands.finish()
    assert changed(watch, "letter", "page")
    _, token = prepare(lite, number, LinkPurpose.RESET)
    watch.seen.clear()
    path = f"/new-password/{token}"
    assert visitor.post(path, {"password": NEW}, seen=path).status_code == 302
    assert changed(watch, "hash", "letter")


def test_an_app_and_recovery_codes(visitor, watch):
    visitor.be(Role.SPONSOR)
    shown = visitor.soup("/account/app/")
    sealed = shown.find("input", attrs={"name": "sealed"})["value"]
    secret = authenticator.opened(sealed, "a secret for tests only")
    code = authenticator.pyotp.TOTP(secret).at(clock.now())
    added = visitor.post("/account/app/", {"sealed": sealed, "code": code}, seen="/account/app/")
    assert "recovery" in added.text
    assert changed(watch, "letter", "page")


def test_inviting_and_what_is_held_about_somebody(visitor, watch):
    visitor.be(Role.PROJECT_LEAD)
    data = {"name": "Jo Moss", "email": "jo@example.org", "role": Role.ADVISER.value, "place": ""}
    assert visitor.post("/people/", data, seen="/people/").status_code == 302
    assert changed(watch, "letter", "page")
    assert visitor.post("/account/data", seen="/account/").status_code == 200
    assert changed(watch)


def test_a_list_of_people(visitor, watch):
    visitor.be(Role.PROJECT_LEAD)
    looked = lists.upload(visitor, lists.lines(lists.PEOPLE, lists.SAM), "people")
    assert changed(watch, "list", "page")
    assert lists.confirm(visitor, looked, invite=True).status_code == 302
    assert changed(watch, "list", "letter")


def test_a_list_of_organisations(visitor, watch):
    visitor.be(Role.PROJECT_LEAD)
    looked = lists.upload(
        visitor, lists.lines(lists.PLACES, "vale-homes,Vale Homes,charity,50-249,Vale,yes,"), "organisations"
    )
    assert lists.confirm(visitor, looked).status_code == 302
    assert changed(watch, "list", "page")


def test_a_file_of_evidence(visitor, lite, watch):
    piece = files.add_piece(lite, visitor.world.open)
    visitor.be(Role.ORGANISATION_LEAD)
    assert files.attach(visitor, piece, b"MZ\x90").status_code == 422
    assert files.attach(visitor, piece).status_code == 302
    assert changed(watch, "accept", "page")


def test_a_draft_of_a_bank(visitor, watch):
    visitor.be(Role.PROJECT_LEAD)
    faulty = drafts.DOCUMENTED.replace("gate: true", "gaet: true")
    assert drafts.upload(visitor, faulty).status_code == 422
    assert changed(watch, "bank", "page")
    assert drafts.upload(visitor, drafts.DOCUMENTED).status_code == 302
    assert changed(watch, "bank")


def test_an_answer(visitor, watch):
    visitor.be(Role.CONTRIBUTOR)
    assert save(visitor, {"level": "9"}).status_code == 422
    assert save(visitor, {"level": "2", "note": "We meet monthly"}).status_code == 302
    assert changed(watch, "page")


def save(browser: Browser, said: dict[str, str]):
    path = f"/assessments/{browser.world.open}/items/RL-GOV-1"
    return browser.post(path, {"version": "0", "action": "next", **said}, seen=path)


def test_an_answer_is_saved_while_twenty_strangers_guess(app, visitor, world, monkeypatch):
    """The guesses are held where they are checked, as if that took for ever; a save goes on at once all the same."""
    release, held, original = threading.Event(), threading.Semaphore(0), passwords.matches

    def slow(kept: str | None, password: str) -> bool:
        held.release()
        assert release.wait(PATIENCE)
        return original(kept, password)

    def guess(number: int) -> int:
        stranger = Browser(app, world, app.test_client())
        data = {"email": f"stranger-{number}@example.org", "password": "a guess"}
        return stranger.post("/sign-in", data).status_code

    visitor.be(Role.CONTRIBUTOR)
    monkeypatch.setattr(passwords, "matches", slow)
    with ThreadPoolExecutor(21) as threads:
        try:
            guesses = [threads.submit(guess, number) for number in range(20)]
            assert all(held.acquire(timeout=PATIENCE) for _ in guesses)
            saved = threads.submit(save, visitor, {"level": "2"}).result(timeout=PATIENCE)
            assert not any(one.done() for one in guesses)
        finally:
            release.set()
        answers = Counter(one.result(timeout=PATIENCE) for one in guesses)
    assert saved.status_code == 302
    assert set(answers) <= {422, 429, 503}
