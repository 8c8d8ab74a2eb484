"""The second step of signing in: codes, recovery codes, tickets, and who needs one."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from itsdangerous import TimestampSigner

from assessment.app import create_app
from assessment.domain.people.permissions import AREA_ROLES, ORGANISATION_ROLES, Permission, Role
from assessment.serving import _say_what_is_sealed
from assessment.store import models
from assessment.web.entrance import getting_in
from tests.web.getting_in import (
    CHOSEN,
    a_wrong_code,
    app_code,
    code_step,
    cookie_of,
    hidden,
    is_signed_in,
    page,
    said_at,
    set_up_app,
    sign_in,
)
from tests.world import Browser

if TYPE_CHECKING:
    from flask import Flask

pytestmark = pytest.mark.usefixtures("moment")

SAMPLES = {"number": "1", "ref": "lighthouse", "token": "t" * 43}


def test_signing_in_asks_for_the_code_and_remembers_where_somebody_was_going(visitor, people, secured):
    asked = sign_in(visitor, people.address(), next="/about")
    assert "Enter your code" in asked.text
    assert not is_signed_in(visitor)
    data = {"ticket": hidden(asked, "ticket"), "next": hidden(asked, "next"), "code": app_code(secured[0])}
    assert visitor.post("/sign-in/code", data).location == "/about"
    assert is_signed_in(visitor)
    assert people.sign_ins()[-1].strong


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


@pytest.mark.parametrize(
    "typed",
    [str, str.upper, lambda code: code.replace("-", ""), lambda code: f" {code.replace('-', ' ')} ", str.title],
)
def test_a_recovery_code_works_once_however_it_is_typed(visitor, elsewhere, people, secured, typed):
    code = secured[1][3]
    assert code_step(visitor, people, typed(code)).location == "/home"
    assert "9 recovery codes left" in visitor.get("/account/").text
    assert code_step(elsewhere, people, code).status_code == 422


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


def guarded(app: Flask) -> list[tuple[str, str, str]]:
    """Every address behind a permission other than that to one's own account: endpoint, method, path."""
    return [
        (
            rule.endpoint,
            method,
            re.sub(
                r"<(?:(\w+)(?:\((\w+)[^)]*\))?:)?\w+>", lambda part: part[2] or SAMPLES.get(part[1], "x"), rule.rule
            ),
        )
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


def test_a_key_that_was_lost_is_said_so_and_is_no_wrong_code(lite, settings, world, people, secured):
    """A backup without its key: recovery codes still let people in, and a right code is not called wrong."""
    secret, codes = secured
    app = create_app(replace(settings, secret_key="another secret key"), lite)
    browser = Browser(app, world, app.test_client())
    answer = code_step(browser, people, app_code(secret))
    assert answer.status_code == 503
    assert "has lost the key" in answer.text
    assert code_step(browser, people, codes[0]).location == "/home"


def test_starting_says_when_the_key_is_another_one(app, lite, settings, secured, capsys):
    _say_what_is_sealed(app, settings)
    assert capsys.readouterr().err == ""
    _say_what_is_sealed(app, replace(settings, secret_key="another secret key"))
    assert "1 of 1 authenticator app secrets can’t be opened" in capsys.readouterr().err
