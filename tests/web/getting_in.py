"""What tests of getting in and of one's own account share: who is who, their letters, codes and passkeys."""

from __future__ import annotations

import email
import email.policy
import json
import re
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pyotp
import pytest
from bs4 import BeautifulSoup

from assessment.commands import links
from assessment.commands.people import set_password
from assessment.credentials import passwords
from assessment.domain.people.accounts import LinkPurpose
from assessment.domain.people.permissions import Role
from assessment.store import models
from assessment.web.frame import clock, errands
from tests import factories as make
from tests.web.soft_key import SoftKey
from tests.world import Browser, World

if TYPE_CHECKING:
    from email.message import EmailMessage

    from werkzeug.test import TestResponse

CHOSEN = "heron over the weir"
OTHER = "three quiet lamps"
NEVER_ASKED = {"id": "AAAA", "rawId": "AAAA", "type": "public-key"}


@pytest.fixture
def settings(settings, tmp_path):
    return replace(settings, instance=str(tmp_path / "instance"))


@pytest.fixture
def world(world, lite):
    """The small area with a password for everybody in a role; its stranger has no way to sign in yet."""
    with lite.writing() as session:
        for number in world.people.values():
            set_password(session, session.get(models.Person, number), passwords.hashed(make.PASSWORD), at=make.NOON)
        session.commit()
    return world


@dataclass
class Moment:
    """A clock that stands still until it is moved."""

    at: datetime = field(default_factory=lambda: datetime.now(UTC))

    def passes(self, **time: float) -> None:
        self.at += timedelta(**time)


@pytest.fixture
def moment(monkeypatch) -> Moment:
    standing = Moment()
    monkeypatch.setattr(clock, "now", lambda: standing.at)
    return standing


@dataclass
class People:
    """Who is who, and where their letters are."""

    lite: object
    world: World
    outbox: Path

    def address(self, role: Role = Role.SPONSOR) -> str:
        with self.lite.reading() as session:
            return session.get(models.Person, self.world.people[role]).email

    def link(self, purpose: LinkPurpose, person_id: int | None = None) -> str:
        with self.lite.writing() as session:
            somebody = session.get(models.Person, person_id or self.world.people[Role.SPONSOR])
            if purpose is LinkPurpose.INVITATION:  # nobody with a way to sign in is sent one
                somebody.password_hash = None
            token = links.make_link(session, somebody, purpose, at=clock.now())
            session.commit()
        return f"/{'invitation' if purpose is LinkPurpose.INVITATION else 'new-password'}/{token}"

    def invitation(self) -> str:
        return self.link(LinkPurpose.INVITATION)

    def first_invitation(self) -> str:
        """That of somebody who has no way to sign in yet."""
        return self.link(LinkPurpose.INVITATION, self.world.stranger)

    def reset(self) -> str:
        return self.link(LinkPurpose.RESET)

    def letters(self) -> list[EmailMessage]:
        errands.finish()
        paths = sorted(self.outbox.glob("*.eml"), key=lambda path: path.stat().st_mtime_ns)
        return [email.message_from_bytes(path.read_bytes(), policy=email.policy.default) for path in paths]

    def sign_ins(self, role: Role = Role.SPONSOR) -> list[models.SignIn]:
        with self.lite.reading() as session:
            mine = session.query(models.SignIn).filter_by(person_id=self.world.people[role])
            return list(mine.filter(models.SignIn.ends_at > clock.now()).order_by(models.SignIn.started_at))


@pytest.fixture
def people(lite, world, settings) -> People:
    return People(lite, world, Path(settings.instance) / "outbox")


@pytest.fixture
def elsewhere(app, world) -> Browser:
    """A second browser."""
    return Browser(app, world, app.test_client())


def sign_in(browser: Browser, address: str, password: str = make.PASSWORD, **more: str) -> TestResponse:
    return browser.post("/sign-in", {"email": address, "password": password, **more})


def is_signed_in(browser: Browser) -> bool:
    return browser.get("/account/").status_code == 200


def page(answer: TestResponse) -> BeautifulSoup:
    return BeautifulSoup(answer.text, "html.parser")


def said_at(answer: TestResponse, name: str) -> str:
    found = page(answer).find(id=f"{name}-error")
    return found.get_text(" ", strip=True) if found else ""


def hidden(answer: TestResponse, name: str) -> str:
    return page(answer).select_one(f"input[name={name}]")["value"]


def plain_text(letter: EmailMessage) -> str:
    return letter.get_body(("plain",)).get_content()


def path_in(letter: EmailMessage) -> str:
    return re.search(r"http://localhost(/\S+)", plain_text(letter)).group(1)


def cookie_of(browser: Browser, name: str = "fourfold") -> str:
    return browser.client.get_cookie(name).value


def app_code(secret: str) -> str:
    return pyotp.TOTP(secret).at(int(clock.now().timestamp()))


def a_wrong_code(secret: str) -> str:
    now = int(clock.now().timestamp())
    right = {pyotp.TOTP(secret).at(now + step * 30) for step in range(-2, 3)}
    return next(code for code in ("000000", "111111", "222222", "333333", "444444", "555555") if code not in right)


def set_up_app(browser: Browser) -> tuple[str, list[str]]:
    """Set up an authenticator app; gives its secret and the recovery codes."""
    shown = browser.get("/account/app/")
    secret = page(shown).select_one("code.ff-secret").text.replace(" ", "")
    kept = browser.post("/account/app/", {"sealed": hidden(shown, "sealed"), "code": app_code(secret)})
    assert kept.status_code == 200
    return secret, [code.text for code in page(kept).select(".ff-codes code")]


@pytest.fixture
def secured(visitor, people, moment) -> tuple[str, list[str]]:
    """The sponsor has an app and has signed out; half a minute has passed since, so that there is a new code."""
    sign_in(visitor, people.address())
    made = set_up_app(visitor)
    visitor.post("/sign-out")
    moment.passes(seconds=30)
    return made


def code_step(browser: Browser, people: People, code: str) -> TestResponse:
    ticket = hidden(sign_in(browser, people.address()), "ticket")
    return browser.post("/sign-in/code", {"ticket": ticket, "code": code})


@pytest.fixture
def passkey(visitor, people) -> SoftKey:
    """The sponsor has a passkey and has signed out."""
    sign_in(visitor, people.address())
    key = SoftKey()
    assert add(visitor, key).location == "/account/"
    visitor.post("/sign-out")
    return key


def add(browser: Browser, key: SoftKey, **more: object) -> TestResponse:
    options = browser.post("/account/passkeys/question").json
    return browser.post("/account/passkeys", {"answer": key.made(options, **more), "name": "Work laptop"})


def asked(browser: Browser) -> dict:
    return browser.post("/sign-in/passkey-question").json


def refused(answer: TestResponse) -> bool:
    return answer.status_code == 422 and "passkey" in (said_at(answer, "email") or said_at(answer, "name"))


MALFORMED = {
    "nothing": "",
    "no JSON": "nonsense",
    "null": "null",
    "a list": "[]",
    "empty": "{}",
    "wrong kinds": '{"id": 1, "rawId": [], "type": {}, "response": "x"}',
    "nothing in the response": json.dumps({**NEVER_ASKED, "response": {}}),
    "rubbish in the response": json.dumps(
        {
            **NEVER_ASKED,
            "response": dict.fromkeys(
                ["clientDataJSON", "authenticatorData", "signature", "attestationObject", "userHandle"], "%%%"
            ),
        }
    ),
    "half a letter as id": json.dumps(
        {
            "id": "\ud800",
            "rawId": "AAAA",
            "type": "public-key",
            "response": {"clientDataJSON": "AAAA", "authenticatorData": "AAAA", "signature": "AAAA"},
        }
    ),
    "nested deeply": "[" * 19000,
    "a number of many digits": "1" * 5000,
    "too long": "x" * 20001,
}
