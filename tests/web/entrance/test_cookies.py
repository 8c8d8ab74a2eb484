"""Cookies of before, copied cookies and planted ones are worthless."""

from __future__ import annotations

import pytest

from tests import factories as make
from tests.web.getting_in import cookie_of, hidden, is_signed_in, sign_in

pytestmark = pytest.mark.usefixtures("moment")


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
