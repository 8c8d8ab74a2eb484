"""One's own password and sign-ins."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from assessment.credentials import tokens
from assessment.domain.people.permissions import Role
from tests import factories as make
from tests.web.getting_in import CHOSEN, cookie_of, is_signed_in, path_in, plain_text, said_at, sign_in
from tests.world import Browser

if TYPE_CHECKING:
    from flask import Flask

pytestmark = pytest.mark.usefixtures("moment")


def test_a_changed_password_ends_other_sign_ins_and_is_told_by_letter(visitor, elsewhere, people):
    for browser in (elsewhere, visitor):
        sign_in(browser, people.address())
    answer = visitor.post("/account/password", {"current": make.PASSWORD, "password": CHOSEN})
    assert answer.location == "/account/"
    assert is_signed_in(visitor)
    assert not is_signed_in(elsewhere)
    (letter,) = people.letters()
    assert letter["To"] == people.address()
    assert "Your Fourfold password was changed on" in plain_text(letter)
    assert path_in(letter) == "/forgotten-password"
    assert CHOSEN not in letter.as_string()
    assert sign_in(elsewhere, people.address()).status_code == 422
    assert sign_in(elsewhere, people.address(), CHOSEN).location == "/home"


@pytest.mark.parametrize(
    ("data", "at", "message"),
    [
        ({"current": "wrong one", "password": CHOSEN}, "current", "isn’t your current password"),
        ({"current": "", "password": CHOSEN}, "current", "Enter your current password"),
        ({"current": "x" * 801, "password": CHOSEN}, "current", "800 characters or fewer"),
        ({"current": make.PASSWORD, "password": "short"}, "password", "10 characters or more"),
        ({"current": make.PASSWORD, "password": "Password2024!"}, "password", "too easy to guess"),
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
    assert ["This one" in row.text for row in rows].count(True) == 1
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
