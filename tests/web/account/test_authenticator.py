"""An authenticator app of one's own: set up, renewed and removed."""

from __future__ import annotations

import pyotp
import pytest

from assessment.credentials import tokens
from assessment.domain.people.permissions import Role
from assessment.store import models
from tests.web.getting_in import (
    a_wrong_code,
    app_code,
    code_step,
    hidden,
    page,
    plain_text,
    said_at,
    set_up_app,
    sign_in,
)

pytestmark = pytest.mark.usefixtures("moment")


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
    assert "That code isn’t right" in said_at(answer, "code")
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


def test_the_code_that_set_the_app_up_does_not_sign_in(visitor, people):
    sign_in(visitor, people.address())
    secret, _ = set_up_app(visitor)
    visitor.post("/sign-out")
    assert code_step(visitor, people, app_code(secret)).status_code == 422


def test_new_recovery_codes_replace_those_before(visitor, elsewhere, people, secured):
    code_step(visitor, people, app_code(secured[0]))
    shown = visitor.post("/account/app/recovery-codes")
    codes = [code.text for code in page(shown).select(".ff-codes code")]
    assert code_step(elsewhere, people, secured[1][0]).status_code == 422
    assert code_step(elsewhere, people, codes[0]).location == "/home"


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
    assert "that code isn’t right" in visitor.get("/account/").text
    visitor.post("/sign-out")
    assert "Enter your code" in sign_in(visitor, people.address()).text
