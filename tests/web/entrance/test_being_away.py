"""Being away: what ends a sign-in, what is kept of what was typed, and when a sign-in is made anew."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from assessment.app import create_app
from assessment.domain.people.permissions import Role
from assessment.store import models
from assessment.web.frame import clock
from tests.web.getting_in import code_step, hidden, is_signed_in, page, sign_in
from tests.world import Browser

if TYPE_CHECKING:
    from werkzeug.test import TestResponse

pytestmark = pytest.mark.usefixtures("moment")


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
    assert "We’ve kept what you typed" in asked.text
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
    assert "please sign in again" in visitor.get("/sign-in").text
    assert sign_in(visitor, people.address(), next="/account/").location == "/account/"
    assert visitor.get("/account/app/").status_code == 200


def test_a_sign_in_of_half_an_hour_is_new_enough(visitor, people, moment):
    sign_in(visitor, people.address())
    moment.passes(minutes=30)
    assert visitor.get("/account/app/").status_code == 200
