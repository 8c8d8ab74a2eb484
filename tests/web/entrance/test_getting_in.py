"""Getting in: invitations, forgotten passwords, second factors, passkeys, and what ends a sign-in."""

from __future__ import annotations

import email
import email.policy
import json
import re
import secrets
from base64 import urlsafe_b64encode
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

import cbor2
import pyotp
import pytest
from bs4 import BeautifulSoup
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from itsdangerous import TimestampSigner

from assessment.app import create_app
from assessment.commands import links
from assessment.commands.people import set_password
from assessment.credentials import passwords, tokens
from assessment.domain.people.accounts import LinkPurpose
from assessment.domain.people.permissions import AREA_ROLES, ORGANISATION_ROLES, Permission, Role
from assessment.store import models
from assessment.web.entrance import getting_in
from assessment.web.frame import clock
from tests import factories as make
from tests.world import Browser, World

if TYPE_CHECKING:
    from email.message import EmailMessage

    from flask import Flask
    from werkzeug.test import TestResponse

CHOSEN = "heron over the weir"
OTHER = "three quiet lamps"
NEVER_ASKED = {"id": "AAAA", "rawId": "AAAA", "type": "public-key"}
SAMPLES = {"number": "1", "ref": "lighthouse", "token": "t" * 43}


@pytest.fixture
def settings(settings, tmp_path):
    return replace(settings, instance=str(tmp_path / "instance"))


@pytest.fixture
def world(lite):
    """One organisation and somebody in every role with a password, and a stranger who has no way to sign in yet."""
    world = World()
    with lite.writing() as session:
        here = make.organisation(session)
        for role in Role:
            somebody = make.person(session, role, here if role in ORGANISATION_ROLES else None)
            set_password(session, somebody, passwords.hashed(make.PASSWORD), at=make.NOON)
            world.people[role] = somebody.id
        world.stranger = make.person(session, Role.CONTRIBUTOR, here, "Kim Reed").id
        session.commit()
    return world


@dataclass
class Moment:
    """A clock that stands still until it is moved."""

    at: datetime = field(default_factory=lambda: datetime.now(UTC))

    def passes(self, **time: float) -> None:
        self.at += timedelta(**time)


@pytest.fixture(autouse=True)
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


# Invitations


def test_an_invitation_may_be_looked_at_as_often_as_mail_programs_like(visitor, people):
    path = people.invitation()
    for _ in range(2):
        shown = visitor.get(path)
        assert shown.status_code == 200
        assert people.address() in shown.text
    assert visitor.post(path, {"name": "Robin Ash", "password": CHOSEN}).status_code == 302


def test_an_invitation_lets_somebody_choose_a_name_and_a_password_and_signs_them_in(visitor, people, lite):
    answer = visitor.post(people.invitation(), {"name": " Robin  Ashe ", "password": CHOSEN})
    assert answer.location == "/home"
    assert visitor.get("/home").status_code == 200
    with lite.reading() as session:
        assert session.get(models.Person, visitor.world.people[Role.SPONSOR]).name == "Robin  Ashe"
    visitor.post("/sign-out")
    assert sign_in(visitor, people.address(), CHOSEN).location == "/home"


def test_an_invitation_is_used_once(visitor, elsewhere, people):
    path = people.invitation()
    visitor.post(path, {"name": "Robin Ash", "password": CHOSEN})
    for answer in (elsewhere.get(path), elsewhere.post(path, {"name": "Thief", "password": OTHER})):
        assert answer.status_code == 404
        assert links.SPENT in answer.text
    assert sign_in(elsewhere, people.address(), OTHER).status_code == 422


@pytest.mark.parametrize(("days", "opens"), [(6.99, True), (7, False), (8, False)])
def test_an_invitation_runs_out_after_a_week(visitor, people, moment, days, opens):
    path = people.invitation()
    moment.passes(days=days)
    assert visitor.get(path).status_code == (200 if opens else 404)
    assert visitor.post(path, {"name": "Robin", "password": CHOSEN}).status_code == (302 if opens else 404)


def test_a_newer_invitation_makes_the_one_before_useless(visitor, people):
    before, newer = people.invitation(), people.invitation()
    assert visitor.get(before).status_code == 404
    assert visitor.post(before, {"name": "Robin", "password": CHOSEN}).status_code == 404
    assert visitor.get(newer).status_code == 200


def test_an_invitation_is_no_way_to_choose_a_new_password_and_the_other_way_round(visitor, people):
    assert visitor.get(people.invitation().replace("invitation", "new-password")).status_code == 404
    assert visitor.get(people.reset().replace("new-password", "invitation")).status_code == 404


@pytest.mark.parametrize("path", ["/invitation/" + "x" * 43, "/new-password/" + "-" * 43])
def test_a_made_up_link_opens_nothing(visitor, path):
    assert visitor.get(path).status_code == 404
    assert visitor.post(path, {"name": "Robin", "password": CHOSEN}).status_code == 404


@pytest.mark.parametrize(
    ("name", "password", "at", "message"),
    [
        ("", CHOSEN, "name", "Enter your name"),
        ("x" * 121, CHOSEN, "name", "Name must be 120 characters or fewer"),
        ("Kim Reed", "", "password", "Enter a password"),
        ("Kim Reed", "too short", "password", "10 characters or more"),
        ("Kim Reed", "x" * 201, "password", "200 characters or fewer"),
        ("Kim Reed", "abababababab", "password", "repeats too few characters"),
        ("Kim Reed", "P4ssw0rd2024!", "password", "tried first"),
        ("Kim Reed", "sunshine11", "password", "tried first"),
        ("Kim Reed", "Robin Ash 77", "password", "too close to your name"),
        ("Kim Reed", "Fourfold-2026", "password", "this service"),
    ],
)
def test_what_does_not_fit_is_said_at_its_field_and_the_name_stays(visitor, people, *, name, password, at, message):
    path = people.invitation()
    answer = visitor.post(path, {"name": name, "password": password})
    assert answer.status_code == 422
    assert message in said_at(answer, at)
    assert page(answer).find(id="name")["value"] == name
    assert not password or password not in answer.text
    assert visitor.post(path, {"name": "Kim Reed", "password": CHOSEN}).status_code == 302


def test_problems_are_listed_in_the_order_of_the_page(visitor, people):
    answer = visitor.post(people.invitation(), {"name": "", "password": ""})
    listed = [link["href"] for link in page(answer).select(".govuk-error-summary a")]
    assert listed == ["#name", "#password"]


def test_without_a_form_token_an_invitation_is_not_used_up(visitor, people):
    path = people.invitation()
    answer = visitor.client.post(path, data={"name": "Robin", "password": CHOSEN})
    assert answer.status_code == 422
    assert visitor.get(path).status_code == 200


def test_an_invitation_of_somebody_who_has_left_opens_nothing(visitor, people, lite):
    path = people.invitation()
    with lite.writing() as session:
        session.get(models.Person, visitor.world.people[Role.SPONSOR]).active = False
        session.commit()
    assert visitor.get(path).status_code == 404
    assert visitor.post(path, {"name": "Robin", "password": CHOSEN}).status_code == 404


@pytest.mark.parametrize("purpose", list(LinkPurpose))
def test_a_link_opens_for_somebody_who_is_signed_in(visitor, people, purpose):
    sign_in(visitor, people.address())
    path = people.link(purpose)
    assert visitor.get(path).status_code == 200
    assert visitor.post(path, {"name": "Robin Ash", "password": "short"}).status_code == 422


@pytest.mark.parametrize("purpose", list(LinkPurpose))
def test_the_address_of_a_link_is_told_to_no_other_page(visitor, people, purpose):
    answer = visitor.get(people.link(purpose))
    assert answer.headers.getlist("Referrer-Policy") == ["no-referrer"]
    assert answer.headers["Cache-Control"] == "no-store"


# Forgotten passwords


def test_the_answer_is_the_same_for_a_known_and_an_unknown_address(visitor, people):
    known, unknown = people.address(), "nobody@example.org"
    one, other = (visitor.post("/forgotten-password", {"email": address}) for address in (known, unknown))
    assert one.status_code == other.status_code == 200
    assert one.text.replace(known, unknown) == other.text
    assert [letter["To"] for letter in people.letters()] == [known]


def test_the_letter_lies_in_the_outbox_in_plain_text_and_in_html(visitor, people):
    visitor.post("/forgotten-password", {"email": f" {people.address().upper()} "})
    (path,) = people.outbox.iterdir()
    assert path.suffix == ".eml"
    (letter,) = people.letters()
    assert letter["Subject"] == "Choose a new password for Fourfold"
    link = f"http://localhost{path_in(letter)}"
    html = letter.get_body(("html",)).get_content()
    assert BeautifulSoup(html, "html.parser").a["href"] == link
    for part in (plain_text(letter), html):
        assert "Hello Robin Ash" in part
        assert "once, for an hour" in part


def test_the_letter_calls_the_installation_by_its_address_and_not_as_a_request_does(lite, settings, world, people):
    app = create_app(replace(settings, address="https://fourfold.example.org"), lite)
    browser = Browser(app, world, app.test_client())
    ours = "https://fourfold.example.org"
    good = hidden(browser.get("/forgotten-password", base_url=ours), "csrf_token")
    data = {"email": people.address(), "csrf_token": good}
    assert browser.client.post("/forgotten-password", data=data, base_url="http://evil.example").status_code == 400
    assert people.letters() == []
    assert browser.client.post("/forgotten-password", data=data, base_url=ours).status_code == 200
    (letter,) = people.letters()
    assert "https://fourfold.example.org/new-password/" in plain_text(letter)
    assert "evil" not in letter.as_string()


@pytest.mark.parametrize(
    "typed", ["", "nobody", "a@b", "x" * 195 + "@example.org", "a@example.org\nBcc: b@example.org"]
)
def test_what_is_no_address_is_said_at_the_field(visitor, people, typed):
    answer = visitor.post("/forgotten-password", {"email": typed})
    assert answer.status_code == 422
    assert said_at(answer, "email")
    assert not people.letters()


def test_a_new_password_ends_every_sign_in_and_then_counts(visitor, elsewhere, people):
    sign_in(visitor, people.address())
    elsewhere.post("/forgotten-password", {"email": people.address()})
    answer = elsewhere.post(path_in(people.letters()[0]), {"password": CHOSEN})
    assert answer.location == "/sign-in"
    assert not is_signed_in(visitor)
    assert not people.sign_ins()
    assert sign_in(elsewhere, people.address()).status_code == 422
    assert sign_in(elsewhere, people.address(), CHOSEN).location == "/home"
    assert "A new password was chosen" in plain_text(people.letters()[-1])


def test_a_link_to_a_new_password_works_once(visitor, people):
    path = people.reset()
    assert visitor.get(path).status_code == visitor.get(path).status_code == 200
    assert visitor.post(path, {"password": CHOSEN}).status_code == 302
    assert visitor.get(path).status_code == 404
    assert visitor.post(path, {"password": OTHER}).status_code == 404
    assert sign_in(visitor, people.address(), CHOSEN).location == "/home"


@pytest.mark.parametrize(("minutes", "status"), [(59, 302), (60, 404), (61, 404)])
def test_a_link_to_a_new_password_runs_out_after_an_hour(visitor, people, moment, minutes, status):
    path = people.reset()
    moment.passes(minutes=minutes)
    assert visitor.post(path, {"password": CHOSEN}).status_code == status


def test_a_weak_new_password_is_refused_and_the_link_still_opens(visitor, people):
    path = people.reset()
    answer = visitor.post(path, {"password": "qwertyuiop"})
    assert answer.status_code == 422
    assert "tried first" in said_at(answer, "password")
    assert visitor.post(path, {"password": CHOSEN}).status_code == 302


def test_a_new_password_does_not_sidestep_the_app(visitor, people, secured):
    visitor.post(people.reset(), {"password": CHOSEN})
    assert "Enter your code" in sign_in(visitor, people.address(), CHOSEN).text
    assert not is_signed_in(visitor)


def test_three_letters_an_hour_go_to_an_address_and_the_page_does_not_tell(visitor, people, moment):
    pages = {visitor.post("/forgotten-password", {"email": people.address()}).text for _ in range(5)}
    assert len(pages) == 1
    assert len(people.letters()) == 3


def test_a_fourth_letter_waits_until_the_hour_is_over(visitor, people, moment):
    for _ in range(3):
        visitor.post("/forgotten-password", {"email": people.address()})
    for _ in range(5):
        moment.passes(minutes=10)
        visitor.post("/forgotten-password", {"email": people.address()})
    assert len(people.letters()) == 3
    moment.passes(minutes=61)
    visitor.post("/forgotten-password", {"email": people.address()})
    assert len(people.letters()) == 4


@pytest.mark.parametrize("purpose", list(LinkPurpose))
def test_a_changed_password_makes_letters_useless_that_are_still_open(visitor, people, purpose):
    path = people.link(purpose)
    sign_in(visitor, people.address())
    visitor.post("/account/password", {"current": make.PASSWORD, "password": CHOSEN})
    assert visitor.get(path).status_code == 404


# An authenticator app


def test_setting_up_an_app_takes_a_right_code_and_shows_recovery_codes_once(visitor, people):
    sign_in(visitor, people.address())
    _, codes = set_up_app(visitor)
    assert len(set(codes)) == 10
    shown = visitor.get("/account/").text
    assert "10 recovery codes left" in shown
    assert not any(code in shown for code in codes)
    assert "An authenticator app was added" in plain_text(people.letters()[-1])


def test_a_wrong_code_sets_nothing_up_and_keeps_the_same_secret(visitor, people):
    sign_in(visitor, people.address())
    shown = visitor.get("/account/app/")
    secret = page(shown).select_one("code.ff-secret").text
    wrong = {"sealed": hidden(shown, "sealed"), "code": a_wrong_code(secret.replace(" ", ""))}
    answer = visitor.post("/account/app/", wrong)
    assert answer.status_code == 422
    assert "does not match" in said_at(answer, "code")
    assert page(answer).select_one("code.ff-secret").text == secret
    visitor.post("/sign-out")
    assert sign_in(visitor, people.address()).location == "/home"


@pytest.mark.parametrize("sealed", ["", "forged", "x" * 601])
def test_a_secret_that_is_not_ours_is_not_kept(visitor, people, sealed):
    sign_in(visitor, people.address())
    secret = pyotp.random_base32()
    answer = visitor.post("/account/app/", {"sealed": sealed, "code": app_code(secret)})
    assert answer.location == "/account/app/"


def test_the_secret_is_not_readable_in_the_database(visitor, people, lite, secured):
    secret, codes = secured
    with lite.reading() as session:
        kept = session.get(models.Person, visitor.world.people[Role.SPONSOR]).authenticator_sealed
        digests = {code.digest for code in session.query(models.RecoveryCode)}
    assert secret not in kept
    assert digests == {tokens.digest(code) for code in codes}


def test_signing_in_asks_for_the_code_and_remembers_where_somebody_was_going(visitor, people, secured):
    asked = sign_in(visitor, people.address(), next="/about")
    assert "Enter your code" in asked.text
    assert not is_signed_in(visitor)
    data = {"ticket": hidden(asked, "ticket"), "next": hidden(asked, "next"), "code": app_code(secured[0])}
    assert visitor.post("/sign-in/code", data).location == "/about"
    assert is_signed_in(visitor)
    assert people.sign_ins()[-1].strong


def code_step(browser: Browser, people: People, code: str) -> TestResponse:
    ticket = hidden(sign_in(browser, people.address()), "ticket")
    return browser.post("/sign-in/code", {"ticket": ticket, "code": code})


@pytest.mark.parametrize("code", ["", "12", "x" * 61, "not a code", "١٢٣٤٥٦", "\x00"])
def test_what_is_no_code_is_said_at_the_field(visitor, people, secured, code):
    answer = code_step(visitor, people, code)
    assert answer.status_code == 422
    assert said_at(answer, "code")
    assert hidden(answer, "ticket")
    assert not is_signed_in(visitor)


def test_a_code_cannot_be_used_twice(visitor, elsewhere, people, secured):
    code = app_code(secured[0])
    assert code_step(visitor, people, f"{code[:3]} {code[3:]}").location == "/home"
    assert code_step(elsewhere, people, code).status_code == 422
    assert not is_signed_in(elsewhere)


def test_an_earlier_code_does_not_work_after_a_later_one(visitor, elsewhere, people, moment, secured):
    earlier = app_code(secured[0])
    moment.passes(seconds=30)
    assert code_step(visitor, people, app_code(secured[0])).location == "/home"
    assert code_step(elsewhere, people, earlier).status_code == 422


def test_the_code_that_set_the_app_up_does_not_sign_in(visitor, people):
    sign_in(visitor, people.address())
    secret, _ = set_up_app(visitor)
    visitor.post("/sign-out")
    assert code_step(visitor, people, app_code(secret)).status_code == 422


@pytest.mark.parametrize(
    "typed",
    [str, str.upper, lambda code: code.replace("-", ""), lambda code: f" {code.replace('-', ' ')} ", str.title],
)
def test_a_recovery_code_works_once_however_it_is_typed(visitor, elsewhere, people, secured, typed):
    code = secured[1][3]
    assert code_step(visitor, people, typed(code)).location == "/home"
    assert "9 recovery codes left" in visitor.get("/account/").text
    assert code_step(elsewhere, people, code).status_code == 422


def test_new_recovery_codes_replace_those_before(visitor, elsewhere, people, secured):
    code_step(visitor, people, app_code(secured[0]))
    shown = visitor.post("/account/app/recovery-codes")
    codes = [code.text for code in page(shown).select(".ff-codes code")]
    assert code_step(elsewhere, people, secured[1][0]).status_code == 422
    assert code_step(elsewhere, people, codes[0]).location == "/home"


def test_somebody_elses_recovery_code_is_worthless(visitor, elsewhere, people, secured):
    address = people.address(Role.CONTRIBUTOR)
    sign_in(elsewhere, address)
    _, codes = set_up_app(elsewhere)
    assert code_step(visitor, people, codes[0]).status_code == 422


@pytest.mark.parametrize("ticket", ["", "forged", "MQ.aaaaaa.bbbbbb", "\x00", "x" * 501])
def test_a_forged_ticket_leads_back(visitor, people, secured, ticket):
    answer = visitor.post("/sign-in/code", {"ticket": ticket, "code": app_code(secured[0]), "next": "/about"})
    assert answer.location == "/sign-in?next=/about"
    assert not is_signed_in(visitor)


@pytest.mark.parametrize(("seconds", "led_to"), [(595, "/home"), (605, "/sign-in?next=")])
def test_a_ticket_runs_out_after_ten_minutes(app, visitor, lite, secured, monkeypatch, seconds, led_to):
    """Itsdangerous has a clock of its own."""
    now = TimestampSigner.get_timestamp(TimestampSigner("x"))
    with monkeypatch.context() as before, app.app_context(), lite.reading() as session:
        before.setattr(TimestampSigner, "get_timestamp", lambda _: now - seconds)
        ticket = getting_in.ticket_for(session.get(models.Person, visitor.world.people[Role.SPONSOR]))
    answer = visitor.post("/sign-in/code", {"ticket": ticket, "code": app_code(secured[0])})
    assert answer.location.startswith(led_to)


def test_a_ticket_for_something_else_is_no_ticket(visitor, people, secured):
    """The cookie that remembers a browser is signed with the same key and another salt."""
    ticket = cookie_of(visitor, "fourfold-device")
    assert visitor.post("/sign-in/code", {"ticket": ticket, "code": app_code(secured[0])}).status_code == 302
    assert not is_signed_in(visitor)


def test_a_ticket_does_not_outlive_the_password_that_it_was_given_for(visitor, elsewhere, people, secured):
    ticket = hidden(sign_in(elsewhere, people.address()), "ticket")
    visitor.post(people.reset(), {"password": CHOSEN})
    elsewhere.post("/sign-in/code", {"ticket": ticket, "code": app_code(secured[0])})
    assert not is_signed_in(elsewhere)


def test_after_several_wrong_codes_there_is_a_wait(visitor, people, secured, moment):
    ticket = hidden(sign_in(visitor, people.address()), "ticket")
    wrong = {"ticket": ticket, "code": a_wrong_code(secured[0])}
    assert [visitor.post("/sign-in/code", wrong).status_code for _ in range(5)] == [422] * 5
    answer = visitor.post("/sign-in/code", {"ticket": ticket, "code": app_code(secured[0])})
    assert answer.status_code == 429
    assert "Wait 1 second" in said_at(answer, "code")
    moment.passes(seconds=1)
    assert visitor.post("/sign-in/code", {"ticket": ticket, "code": app_code(secured[0])}).location == "/home"


@pytest.mark.parametrize("how", ["app", "recovery code"])
def test_an_app_is_removed_with_one_more_code(visitor, people, moment, secured, how):
    code_step(visitor, people, app_code(secured[0]))
    moment.passes(seconds=30)
    code = app_code(secured[0]) if how == "app" else secured[1][0]
    visitor.post("/account/app/remove", {"code": code})
    assert "was removed" in plain_text(people.letters()[-1])
    visitor.post("/sign-out")
    assert sign_in(visitor, people.address()).location == "/home"


def test_an_app_is_not_removed_with_a_wrong_code(visitor, people, secured):
    code_step(visitor, people, app_code(secured[0]))
    visitor.post("/account/app/remove", {"code": a_wrong_code(secured[0])})
    assert "the code does not match" in visitor.get("/account/").text
    visitor.post("/sign-out")
    assert "Enter your code" in sign_in(visitor, people.address()).text


# Roles of the whole area need a second factor


def guarded(app: Flask) -> list[tuple[str, str, str]]:
    """Every address behind a permission other than that to one's own account: endpoint, method, path."""
    return [
        (rule.endpoint, method, re.sub(r"<(?:(\w+):)?\w+>", lambda part: SAMPLES.get(part[1], "x"), rule.rule))
        for rule in app.url_map.iter_rules()
        if rule.endpoint != "static"
        and app.view_functions[rule.endpoint].permission not in {None, Permission.KEEP_ACCOUNT}
        for method in sorted(rule.methods & {"GET", "POST"})
    ]


@pytest.mark.parametrize("role", sorted(AREA_ROLES))
def test_without_a_second_factor_a_role_of_the_area_reaches_nothing_but_setting_one_up(app, visitor, people, role):
    assert sign_in(visitor, people.address(role)).status_code == 302
    assert len(guarded(app)) > 20
    good = hidden(visitor.get("/account/"), "csrf_token")
    for endpoint, method, path in guarded(app):
        answer = visitor.client.open(path, method=method, data={"csrf_token": good} if method == "POST" else None)
        assert (answer.status_code, answer.location) == (302, "/account/set-up"), (endpoint, method)
    shown = visitor.get("/account/set-up")
    assert shown.status_code == 200
    assert {link["href"] for link in page(shown).select("main a")} >= {"/account/passkeys", "/account/app/"}


def test_a_role_of_the_area_goes_on_once_the_app_is_set_up(visitor, people):
    sign_in(visitor, people.address(Role.PROJECT_LEAD))
    set_up_app(visitor)
    assert visitor.get("/status").status_code == 200
    assert visitor.get("/account/set-up").location == "/home"


def test_setting_one_up_does_not_strengthen_sign_ins_elsewhere(visitor, elsewhere, people):
    for browser in (elsewhere, visitor):
        sign_in(browser, people.address(Role.PROJECT_LEAD))
    set_up_app(visitor)
    assert elsewhere.get("/status").location == "/account/set-up"


@pytest.mark.parametrize("role", sorted(ORGANISATION_ROLES))
def test_who_sees_one_organisation_needs_no_second_factor(visitor, people, role):
    sign_in(visitor, people.address(role))
    assert visitor.get("/home").status_code == 200
    assert visitor.get("/account/set-up").location == "/home"


# One's own password and sign-ins


def test_a_changed_password_ends_other_sign_ins_and_is_told_by_letter(visitor, elsewhere, people):
    for browser in (elsewhere, visitor):
        sign_in(browser, people.address())
    answer = visitor.post("/account/password", {"current": make.PASSWORD, "password": CHOSEN})
    assert answer.location == "/account/"
    assert is_signed_in(visitor)
    assert not is_signed_in(elsewhere)
    (letter,) = people.letters()
    assert letter["To"] == people.address()
    assert "The password of your account was changed on" in plain_text(letter)
    assert path_in(letter) == "/forgotten-password"
    assert CHOSEN not in letter.as_string()
    assert sign_in(elsewhere, people.address()).status_code == 422
    assert sign_in(elsewhere, people.address(), CHOSEN).location == "/home"


@pytest.mark.parametrize(
    ("data", "at", "message"),
    [
        ({"current": "wrong one", "password": CHOSEN}, "current", "not your current password"),
        ({"current": "", "password": CHOSEN}, "current", "Enter your current password"),
        ({"current": "x" * 201, "password": CHOSEN}, "current", "200 characters or fewer"),
        ({"current": make.PASSWORD, "password": "short"}, "password", "10 characters or more"),
        ({"current": make.PASSWORD, "password": "Password2024!"}, "password", "tried first"),
    ],
)
def test_a_password_stays_as_it_is_when_something_does_not_fit(visitor, elsewhere, people, *, data, at, message):
    sign_in(visitor, people.address())
    answer = visitor.post("/account/password", data)
    assert answer.status_code == 422
    assert message in said_at(answer, at)
    assert not people.letters()
    assert sign_in(elsewhere, people.address()).location == "/home"


def test_guessing_the_current_password_gets_slow(visitor, people):
    sign_in(visitor, people.address())
    for _ in range(10):
        visitor.post("/account/password", {"current": "a guess", "password": CHOSEN})
    answer = visitor.post("/account/password", {"current": make.PASSWORD, "password": CHOSEN})
    assert "Wait 1 second" in said_at(answer, "current")


def test_the_account_lists_where_somebody_is_signed_in(visitor, elsewhere, people):
    sign_in(elsewhere, people.address())
    sign_in(visitor, people.address())
    rows = visitor.soup("/account/").select("tbody tr")
    assert len(rows) == 2
    assert ["this one" in row.text for row in rows].count(True) == 1
    assert len([row for row in rows if row.form]) == 1


def test_the_list_leaves_out_sign_ins_that_nobody_can_use_any_more(visitor, elsewhere, people, moment, settings):
    sign_in(elsewhere, people.address())
    moment.passes(minutes=settings.idle_minutes + 1)
    sign_in(visitor, people.address())
    assert not is_signed_in(elsewhere)
    assert len(visitor.soup("/account/").select("tbody tr")) == 1


def test_one_other_sign_in_is_ended(app, visitor, elsewhere, people):
    third = Browser(app, visitor.world, app.test_client())
    for browser in (elsewhere, third, visitor):
        sign_in(browser, people.address())
    which = tokens.digest(session_token(app, elsewhere))
    assert which in visitor.get("/account/").text
    visitor.post("/account/sign-ins", {"which": which})
    assert not is_signed_in(elsewhere)
    assert is_signed_in(third)
    assert is_signed_in(visitor)


def session_token(app: Flask, browser: Browser) -> str:
    serializer = app.session_interface.get_signing_serializer(app)
    return serializer.loads(cookie_of(browser))["_user_id"]


def test_all_other_sign_ins_are_ended_at_once(app, visitor, elsewhere, people):
    third = Browser(app, visitor.world, app.test_client())
    for browser in (elsewhere, third, visitor):
        sign_in(browser, people.address())
    visitor.post("/account/sign-ins")
    assert [is_signed_in(browser) for browser in (elsewhere, third, visitor)] == [False, False, True]


def test_nobody_ends_somebody_elses_sign_in(app, visitor, elsewhere, people):
    sign_in(elsewhere, people.address(Role.CONTRIBUTOR))
    sign_in(visitor, people.address())
    visitor.post("/account/sign-ins", {"which": tokens.digest(session_token(app, elsewhere))})
    visitor.post("/account/sign-ins")
    assert is_signed_in(elsewhere)


def test_without_a_form_token_no_sign_in_is_ended(visitor, elsewhere, people):
    for browser in (elsewhere, visitor):
        sign_in(browser, people.address())
    visitor.client.post("/account/sign-ins", data={"csrf_token": "forged"})
    assert is_signed_in(elsewhere)


# Being away


@pytest.fixture
def idle(lite):
    """Say that everybody was last seen so many minutes ago."""

    def ago(minutes: float) -> None:
        with lite.writing() as session:
            for one in session.query(models.SignIn):
                one.seen_at = clock.now() - timedelta(minutes=minutes)
            session.commit()

    return ago


def test_who_was_away_for_too_long_signs_in_again(visitor, people, settings, idle):
    sign_in(visitor, people.address())
    idle(settings.idle_minutes - 1)
    assert is_signed_in(visitor)
    idle(settings.idle_minutes)
    assert visitor.get("/account/?x=1").location == "/sign-in?next=/account/?x%3D1"


def test_a_shorter_time_counts_where_it_is_set(lite, settings, world, people, idle):
    app = create_app(replace(settings, idle_minutes=5), lite)
    browser = Browser(app, world, app.test_client())
    sign_in(browser, people.address())
    idle(6)
    assert not is_signed_in(browser)


def test_looking_at_pages_counts_as_being_here(visitor, people, moment):
    sign_in(visitor, people.address())
    for _ in range(4):
        moment.passes(minutes=50)
        assert is_signed_in(visitor)


def test_a_sign_in_ends_after_its_hours_however_busy_somebody_is(visitor, people, moment, settings):
    sign_in(visitor, people.address())
    for _ in range(settings.sign_in_hours * 2 - 1):
        moment.passes(minutes=30)
        assert is_signed_in(visitor)
    moment.passes(minutes=30)
    assert not is_signed_in(visitor)


def post_while_away(visitor: Browser, idle, data: dict[str, str]) -> TestResponse:
    good = hidden(visitor.get("/account/"), "csrf_token")
    idle(600)
    return visitor.client.post(
        "/account/name", data={"csrf_token": good, **data}, headers={"Origin": "http://localhost"}
    )


def test_what_was_typed_is_kept_while_somebody_signs_in_again(visitor, people, idle, lite):
    sign_in(visitor, people.address())
    asked = post_while_away(visitor, idle, {"name": "Robin <Ash> the Ümlaut", "password": "not to be kept"})
    assert asked.status_code == 401
    assert "What you typed is kept" in asked.text
    again = sign_in(visitor, people.address(), kept=hidden(asked, "kept"))
    assert page(again).select_one("main form")["action"] == "/account/name"
    assert hidden(again, "name") == "Robin <Ash> the Ümlaut"
    assert "not to be kept" not in again.text
    visitor.client.post("/account/name", data={one["name"]: one["value"] for one in page(again).select("main input")})
    with lite.reading() as session:
        assert session.get(models.Person, visitor.world.people[Role.SPONSOR]).name == "Robin <Ash> the Ümlaut"


def test_what_was_typed_is_kept_through_the_second_step(visitor, people, idle, secured):
    code_step(visitor, people, secured[1][0])
    asked = post_while_away(visitor, idle, {"name": "Robin the Second"})
    step = sign_in(visitor, people.address(), kept=hidden(asked, "kept"))
    data = {"ticket": hidden(step, "ticket"), "kept": hidden(step, "kept"), "code": secured[1][1]}
    assert hidden(visitor.post("/sign-in/code", data), "name") == "Robin the Second"


@pytest.mark.parametrize("origin", [None, "null"])
def test_what_perhaps_another_site_sent_is_not_kept(visitor, origin):
    headers = {"Origin": origin} if origin else {}
    answer = visitor.client.post("/account/name", data={"name": "Planted"}, headers=headers)
    assert answer.status_code == 401
    assert hidden(answer, "kept") == ""


def test_what_another_site_sent_is_refused(visitor):
    headers = {"Origin": "https://evil.example"}
    answer = visitor.client.post("/account/name", data={"name": "Planted"}, headers=headers)
    assert answer.status_code == 403
    assert "Planted" not in answer.text


def test_forged_kept_text_is_dropped(visitor, people):
    assert sign_in(visitor, people.address(), kept="forged").location == "/home"


def test_saying_still_here_renews_the_sign_in(visitor, people, moment, settings):
    sign_in(visitor, people.address())
    good = hidden(visitor.get("/account/"), "csrf_token")
    for _ in range(3):
        moment.passes(minutes=settings.idle_minutes - 1)
        answer = visitor.client.post("/account/still-here", data={"csrf_token": good})
        assert (answer.status_code, answer.text) == (204, "")
    assert is_signed_in(visitor)


def test_saying_still_here_needs_a_form_token_and_a_sign_in(visitor, people, idle):
    assert visitor.post("/account/still-here").status_code == 401
    sign_in(visitor, people.address())
    assert visitor.client.post("/account/still-here").status_code == 422
    assert visitor.get("/account/still-here").status_code == 405
    idle(600)
    assert visitor.post("/account/still-here").status_code == 401


CHANGES_TO_FACTORS = [
    ("GET", "/account/app/"),
    ("POST", "/account/app/"),
    ("POST", "/account/app/recovery-codes"),
    ("POST", "/account/app/remove"),
    ("GET", "/account/passkeys"),
    ("POST", "/account/passkeys"),
    ("POST", "/account/passkeys/1/remove"),
]


@pytest.mark.parametrize(("method", "path"), CHANGES_TO_FACTORS)
def test_before_a_factor_is_changed_an_old_sign_in_is_made_anew(visitor, people, moment, method, path):
    sign_in(visitor, people.address())
    moment.passes(minutes=31)
    good = hidden(visitor.get("/account/"), "csrf_token")
    answer = visitor.client.open(path, method=method, data={"csrf_token": good} if method == "POST" else None)
    assert answer.location == f"/sign-in?next={path if method == 'GET' else '/account/'}"
    assert "please sign in once more" in visitor.get("/sign-in").text
    assert sign_in(visitor, people.address(), next="/account/").location == "/account/"
    assert visitor.get("/account/app/").status_code == 200


def test_a_sign_in_of_half_an_hour_is_new_enough(visitor, people, moment):
    sign_in(visitor, people.address())
    moment.passes(minutes=30)
    assert visitor.get("/account/app/").status_code == 200


# Guessing


def test_after_several_wrong_passwords_there_is_a_wait_at_the_field(visitor, people, moment):
    assert [sign_in(visitor, people.address(), "a guess").status_code for _ in range(5)] == [422] * 5
    answer = sign_in(visitor, people.address())
    assert answer.status_code == 429
    assert re.search(r"Wait 1 second, then try again, or ask for a link", said_at(answer, "password"))
    assert not is_signed_in(visitor)
    moment.passes(seconds=1)
    assert sign_in(visitor, people.address(), "a guess").status_code == 422
    assert "Wait 2 seconds" in said_at(sign_in(visitor, people.address()), "password")
    moment.passes(seconds=2)
    assert sign_in(visitor, people.address()).location == "/home"


def test_the_wait_grows_but_never_beyond_five_minutes_and_is_over_after_an_hour(visitor, people, moment):
    for _ in range(5):
        sign_in(visitor, people.address(), "a guess")
    waits = []
    for _ in range(11):
        said = said_at(sign_in(visitor, people.address()), "password")
        waits.append(int(re.search(r"Wait (\d+) second", said).group(1)))
        moment.passes(seconds=waits[-1])
        assert sign_in(visitor, people.address(), "a guess").status_code == 422
    assert waits == [1, 2, 4, 8, 16, 32, 64, 128, 256, 300, 300]
    moment.passes(minutes=61)
    assert sign_in(visitor, people.address()).location == "/home"


def test_an_unknown_address_gets_slow_in_the_same_way(visitor):
    answers = [sign_in(visitor, "Nobody@Example.org ", "a guess") for _ in range(6)]
    assert [answer.status_code for answer in answers] == [422] * 5 + [429]
    assert sign_in(visitor, "nobody@example.org").status_code == 429


def test_a_browser_that_has_signed_in_before_is_not_slowed_down_by_failures_elsewhere(visitor, elsewhere, people):
    sign_in(visitor, people.address())
    visitor.post("/sign-out")
    for _ in range(8):
        sign_in(elsewhere, people.address(), "a guess")
    assert sign_in(elsewhere, people.address()).status_code == 429
    assert sign_in(visitor, people.address()).location == "/home"


def test_a_browser_that_has_signed_in_before_gets_slow_by_its_own_failures(visitor, people):
    sign_in(visitor, people.address())
    visitor.post("/sign-out")
    assert [sign_in(visitor, people.address(), "a guess").status_code for _ in range(11)] == [422] * 10 + [429]


def test_a_known_browser_is_known_for_one_person_only(visitor, people):
    sign_in(visitor, people.address(Role.CONTRIBUTOR))
    visitor.post("/sign-out")
    assert [sign_in(visitor, people.address(), "a guess").status_code for _ in range(6)] == [422] * 5 + [429]


@pytest.mark.parametrize("planted", ["", "forged", "WzEsIngiXQ.aaaa.bbbb", "ä"])
def test_a_forged_mark_of_a_browser_makes_it_no_known_one(visitor, people, planted):
    visitor.client.set_cookie("fourfold-device", planted)
    assert [sign_in(visitor, people.address(), "a guess").status_code for _ in range(6)] == [422] * 5 + [429]


def test_one_address_cannot_try_many_accounts(visitor):
    answers = [sign_in(visitor, f"nobody{number}@example.org", "a guess").status_code for number in range(21)]
    assert answers == [422] * 20 + [429]


# Cookies


def test_a_cookie_from_before_signing_in_is_worthless_afterwards(visitor, elsewhere, people):
    visitor.get("/sign-in")
    before = cookie_of(visitor)
    sign_in(visitor, people.address())
    assert cookie_of(visitor) != before
    elsewhere.client.set_cookie("fourfold", before)
    assert not is_signed_in(elsewhere)


def test_what_was_planted_before_signing_in_does_not_survive_it(visitor, people):
    visitor.get("/sign-in")
    good = hidden(visitor.get("/sign-in"), "csrf_token")
    visitor.client.post("/sign-in/passkey-question", data={"csrf_token": good})
    data = {"csrf_token": good, "email": people.address(), "password": make.PASSWORD}
    assert visitor.client.post("/sign-in", data=data).location == "/home"
    assert visitor.client.post("/account/name", data={"csrf_token": good, "name": "Planted"}).status_code == 422
    with visitor.client.session_transaction() as cookie:
        assert "passkey" not in cookie


def test_a_copied_cookie_is_worthless_after_signing_out(visitor, elsewhere, people):
    sign_in(visitor, people.address())
    elsewhere.client.set_cookie("fourfold", cookie_of(visitor))
    assert is_signed_in(elsewhere)
    visitor.post("/sign-out")
    assert not is_signed_in(elsewhere)


def test_signing_in_again_ends_the_sign_in_that_this_browser_had(visitor, elsewhere, people):
    """ASVS 5.0, 7.2.4: signing in again ends the session there was."""
    sign_in(visitor, people.address())
    elsewhere.client.set_cookie("fourfold", cookie_of(visitor))
    sign_in(visitor, people.address())
    assert is_signed_in(visitor)
    assert not is_signed_in(elsewhere)


# Passkeys


def base64url(data: bytes) -> str:
    return urlsafe_b64encode(data).rstrip(b"=").decode()


class SoftKey:
    """A passkey made of nothing but a private key, to be a browser's counterpart."""

    def __init__(self) -> None:
        self.private = ec.generate_private_key(ec.SECP256R1())
        self.id = secrets.token_bytes(16)
        self.count = 0

    def made(self, options: dict, *, fmt: str = "none", statement: object = None) -> str:
        """What a browser answers when it is asked to make a passkey."""
        point = self.private.public_key().public_numbers()
        public = cbor2.dumps({1: 2, 3: -7, -1: 1, -2: point.x.to_bytes(32, "big"), -3: point.y.to_bytes(32, "big")})
        told = bytes(16) + len(self.id).to_bytes(2, "big") + self.id + public
        data = self._data(options["rp"]["id"], 0x45) + told
        attestation = cbor2.dumps({"fmt": fmt, "attStmt": statement or {}, "authData": data})
        client = self._client("webauthn.create", options["challenge"])
        return self._answer(clientDataJSON=client, attestationObject=attestation)

    def proof(self, options: dict, *, origin: str = "http://localhost", flags: int = 0x05, count: int = 1) -> str:
        """What a browser answers when it is asked to prove that it has the passkey."""
        self.count += count
        data = self._data(options["rpId"], flags)
        client = self._client("webauthn.get", options["challenge"], origin)
        signature = self.private.sign(data + sha256(client).digest(), ec.ECDSA(SHA256()))
        return self._answer(clientDataJSON=client, authenticatorData=data, signature=signature)

    def _data(self, host: str, flags: int) -> bytes:
        return sha256(host.encode()).digest() + bytes([flags]) + self.count.to_bytes(4, "big")

    def _client(self, kind: str, challenge: str, origin: str = "http://localhost") -> bytes:
        return json.dumps({"type": kind, "challenge": challenge, "origin": origin}).encode()

    def _answer(self, **response: bytes) -> str:
        parts = {name: base64url(value) for name, value in response.items()}
        name = base64url(self.id)
        return json.dumps({"id": name, "rawId": name, "type": "public-key", "response": parts})


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


def test_a_passkey_signs_in_and_counts_as_strong(visitor, people, passkey):
    answer = visitor.post("/sign-in/passkey", {"answer": passkey.proof(asked(visitor)), "next": "/about"})
    assert answer.location == "/about"
    assert people.sign_ins()[-1].strong
    shown = visitor.get("/account/").text
    assert "Work laptop" in shown
    assert "last used" in shown
    assert "A passkey was added" in plain_text(people.letters()[-1])


def test_a_passkey_is_enough_for_a_role_of_the_area(visitor, people):
    sign_in(visitor, people.address(Role.PROJECT_LEAD))
    key = SoftKey()
    add(visitor, key)
    assert visitor.get("/status").status_code == 200
    visitor.post("/sign-out")
    visitor.post("/sign-in/passkey", {"answer": key.proof(asked(visitor))})
    assert visitor.get("/status").status_code == 200


def test_an_invitation_is_accepted_with_a_passkey_once(visitor, elsewhere, people):
    path, key = people.first_invitation(), SoftKey()
    options = visitor.post(f"{path}/passkey-question").json
    data = {"answer": key.made(options), "name": "My first passkey"}
    assert visitor.post(f"{path}/passkey", data).location == "/home"
    assert is_signed_in(visitor)
    for more in ("", "/passkey", "/passkey-question"):
        assert elsewhere.post(path + more, data).status_code == 404
    assert elsewhere.post("/sign-in/passkey", {"answer": key.proof(asked(elsewhere))}).location == "/home"


def test_an_invitation_adds_no_passkey_to_an_account_that_there_is(visitor, people, lite):
    """Whoever reads somebody's letters must not get past their second factor."""
    path, key = people.invitation(), SoftKey()
    assert visitor.post(f"{path}/passkey-question").status_code == 404
    visitor.post(f"{people.first_invitation()}/passkey-question")
    with visitor.client.session_transaction() as cookie:
        options = {"challenge": cookie["passkey"][1], "rp": {"id": "localhost"}}
    assert visitor.post(f"{path}/passkey", {"answer": key.made(options)}).status_code == 404
    with lite.reading() as session:
        assert session.query(models.Passkey).count() == 0


def test_an_invitation_does_not_sidestep_the_app(visitor, people, secured):
    answer = visitor.post(people.invitation(), {"name": "Robin Ash", "password": CHOSEN})
    assert answer.location == "/sign-in"
    assert not is_signed_in(visitor)
    assert "Enter your code" in sign_in(visitor, people.address(), CHOSEN).text


def test_a_passkey_that_could_not_be_made_leaves_the_invitation_open(visitor, people):
    path = people.first_invitation()
    visitor.post(f"{path}/passkey-question")
    answer = visitor.post(f"{path}/passkey", {"answer": "{}", "name": "x"})
    assert answer.status_code == 422
    assert "could not be made" in said_at(answer, "name")
    assert visitor.get(path).status_code == 200


def test_a_password_alone_changes_nothing_where_there_is_a_passkey(visitor, people, passkey, lite):
    sign_in(visitor, people.address())
    with lite.reading() as session:
        number = session.query(models.Passkey).one().id
    assert visitor.post(f"/account/passkeys/{number}/remove").location.startswith("/sign-in")
    assert visitor.get("/account/app/").location.startswith("/sign-in")
    assert visitor.get("/account/passkeys").location.startswith("/sign-in")
    with lite.reading() as session:
        assert session.query(models.Passkey).count() == 1


def test_a_passkey_that_was_removed_signs_nobody_in(visitor, people, passkey, lite):
    visitor.post("/sign-in/passkey", {"answer": passkey.proof(asked(visitor))})
    with lite.reading() as session:
        number = session.query(models.Passkey).one().id
    visitor.post(f"/account/passkeys/{number}/remove")
    assert "A passkey was removed" in plain_text(people.letters()[-1])
    visitor.post("/sign-out")
    assert refused(visitor.post("/sign-in/passkey", {"answer": passkey.proof(asked(visitor))}))


def test_nobody_removes_somebody_elses_passkey(visitor, people, passkey, lite):
    sign_in(visitor, people.address(Role.CONTRIBUTOR))
    with lite.reading() as session:
        number = session.query(models.Passkey).one().id
    visitor.post(f"/account/passkeys/{number}/remove")
    visitor.post("/sign-out")
    assert visitor.post("/sign-in/passkey", {"answer": passkey.proof(asked(visitor))}).location == "/home"


def test_the_passkey_of_somebody_who_has_left_signs_nobody_in(visitor, passkey, lite):
    with lite.writing() as session:
        session.get(models.Person, visitor.world.people[Role.SPONSOR]).active = False
        session.commit()
    assert refused(visitor.post("/sign-in/passkey", {"answer": passkey.proof(asked(visitor))}))


WRONG_PROOFS = {
    "from another site": {"origin": "https://evil.example"},
    "without a finger or a code": {"flags": 0x01},
    "without anybody there": {"flags": 0x04},
    "of a copy that was used less often": {"count": -1},
}


@pytest.mark.parametrize("how", WRONG_PROOFS)
def test_a_proof_that_does_not_hold_is_refused(visitor, passkey, how):
    assert visitor.post("/sign-in/passkey", {"answer": passkey.proof(asked(visitor))}).location == "/home"
    visitor.post("/sign-out")
    assert refused(visitor.post("/sign-in/passkey", {"answer": passkey.proof(asked(visitor), **WRONG_PROOFS[how])}))
    assert not is_signed_in(visitor)


def test_a_forged_signature_is_refused(visitor, passkey):
    forger = SoftKey()
    forger.id, forger.count = passkey.id, 5
    assert refused(visitor.post("/sign-in/passkey", {"answer": forger.proof(asked(visitor))}))
    assert not is_signed_in(visitor)


def test_the_answer_to_an_earlier_question_is_refused(visitor, passkey):
    answer = passkey.proof(asked(visitor))
    asked(visitor)
    assert refused(visitor.post("/sign-in/passkey", {"answer": answer}))


def test_the_answer_to_somebody_elses_question_is_refused(visitor, elsewhere, passkey):
    asked(elsewhere)
    assert refused(elsewhere.post("/sign-in/passkey", {"answer": passkey.proof(asked(visitor))}))


def test_an_answer_sent_twice_with_a_copied_cookie_is_refused(visitor, elsewhere, passkey):
    good = {"answer": passkey.proof(asked(visitor)), "csrf_token": hidden(visitor.get("/sign-in"), "csrf_token")}
    copied = cookie_of(visitor)
    assert visitor.client.post("/sign-in/passkey", data=good).location == "/home"
    elsewhere.client.set_cookie("fourfold", copied)
    assert refused(elsewhere.client.post("/sign-in/passkey", data=good))
    assert not is_signed_in(elsewhere)


def test_a_question_is_answered_once_even_if_the_answer_was_wrong(visitor, passkey):
    options = asked(visitor)
    copied = cookie_of(visitor)
    assert refused(visitor.post("/sign-in/passkey", {"answer": "{}"}))
    visitor.client.set_cookie("fourfold", copied)
    assert refused(visitor.post("/sign-in/passkey", {"answer": passkey.proof(options)}))


def test_a_question_about_a_new_passkey_is_answered_once_even_if_the_answer_was_wrong(visitor, people):
    sign_in(visitor, people.address())
    options, key = visitor.post("/account/passkeys/question").json, SoftKey()
    copied = cookie_of(visitor)
    assert refused(visitor.post("/account/passkeys", {"answer": "{}"}))
    visitor.client.set_cookie("fourfold", copied)
    assert refused(visitor.post("/account/passkeys", {"answer": key.made(options)}))


def test_an_answer_after_five_minutes_is_too_late(visitor, passkey, moment):
    options = asked(visitor)
    moment.passes(seconds=301)
    assert refused(visitor.post("/sign-in/passkey", {"answer": passkey.proof(options)}))


def test_a_question_for_one_purpose_does_not_do_for_another(visitor, people, passkey):
    sign_in(visitor, people.address())
    options = visitor.post("/account/passkeys/question").json
    answer = passkey.proof({"rpId": "localhost", "challenge": options["challenge"]})
    assert refused(visitor.post("/sign-in/passkey", {"answer": answer}))


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


@pytest.mark.parametrize("question", [True, False], ids=["after a question", "without a question"])
@pytest.mark.parametrize("how", MALFORMED)
def test_an_answer_that_is_none_is_refused_at_signing_in(visitor, how, question):
    if question:
        asked(visitor)
    assert refused(visitor.post("/sign-in/passkey", {"answer": MALFORMED[how]}))


@pytest.mark.parametrize("question", [True, False], ids=["after a question", "without a question"])
@pytest.mark.parametrize("how", MALFORMED)
def test_an_answer_that_is_none_makes_no_passkey(visitor, people, how, question):
    sign_in(visitor, people.address())
    if question:
        visitor.post("/account/passkeys/question")
    answer = visitor.post("/account/passkeys", {"answer": MALFORMED[how], "name": "x"})
    assert answer.status_code == 422
    assert "None" in visitor.get("/account/").text


@pytest.mark.parametrize("how", MALFORMED)
def test_an_answer_that_is_none_does_not_accept_an_invitation(visitor, people, how):
    path = people.first_invitation()
    visitor.post(f"{path}/passkey-question")
    assert visitor.post(f"{path}/passkey", {"answer": MALFORMED[how], "name": "x"}).status_code == 422
    assert visitor.get(path).status_code == 200


ATTESTATIONS = {
    "an unknown format": ("made-up", {}),
    "packed without a signature": ("packed", {}),
    "packed with a certificate that is none": ("packed", {"alg": -7, "sig": b"x", "x5c": [b"x"]}),
    "packed with numbers": ("packed", {"alg": -7, "sig": 5, "x5c": 5}),
    "none with a statement": ("none", {"sig": b"x"}),
    "a statement of another kind": ("none", 5),
    "safetynet with a number": ("android-safetynet", {"ver": "1", "response": 5}),
    "safetynet with a list": ("android-safetynet", {"ver": "1", "response": b"W10.W10.W10"}),
    "tpm with rubbish": ("tpm", {"ver": "2.0", "alg": -7, "sig": b"x", "x5c": [b"x"], "certInfo": b"", "pubArea": b""}),
    "apple with nothing": ("apple", {"x5c": []}),
    "u2f with two": ("fido-u2f", {"sig": b"x", "x5c": [b"x", b"y"]}),
    "android key with numbers": ("android-key", {"alg": -7, "sig": 5, "x5c": [5]}),
}


@pytest.mark.parametrize("how", ATTESTATIONS)
def test_an_attestation_that_does_not_hold_makes_no_passkey(visitor, people, how):
    sign_in(visitor, people.address())
    fmt, statement = ATTESTATIONS[how]
    assert add(visitor, SoftKey(), fmt=fmt, statement=statement).status_code == 422


def test_a_passkey_that_is_known_already_is_not_kept_again(visitor, people, passkey):
    """What a browser says of itself is not proven, so this may also be an attempt on somebody else's passkey."""
    sign_in(visitor, people.address(Role.CONTRIBUTOR))
    assert add(visitor, passkey).status_code == 422
    visitor.post("/sign-out")
    visitor.post("/sign-in/passkey", {"answer": passkey.proof(asked(visitor))})
    assert people.sign_ins()


def test_without_a_form_token_no_passkey_signs_in(visitor, passkey):
    answer = passkey.proof(asked(visitor))
    assert visitor.client.post("/sign-in/passkey", data={"answer": answer}).status_code == 422
    assert not is_signed_in(visitor)


def test_a_refused_passkey_keeps_where_somebody_was_going(visitor):
    answer = visitor.post("/sign-in/passkey", {"answer": "{}", "next": "/about"})
    assert hidden(answer, "next") == "/about"


def test_questions_are_answered_by_nobodys_cache(visitor):
    answer = visitor.post("/sign-in/passkey-question")
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.json["userVerification"] == "required"
    assert not answer.json.get("allowCredentials")
