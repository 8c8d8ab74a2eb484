"""Signing in and out."""

from __future__ import annotations

from dataclasses import replace

import pytest
from argon2 import PasswordHasher

from assessment.app import create_app
from assessment.commands.people import set_password
from assessment.credentials import passwords
from assessment.domain.people.permissions import Role
from assessment.store import models
from tests import factories as make


@pytest.fixture
def email(visitor, lite):
    with lite.writing() as session:
        somebody = session.get(models.Person, visitor.world.people[Role.SPONSOR])
        set_password(session, somebody, passwords.hashed(make.PASSWORD), at=make.NOON)
        session.commit()
        return somebody.email


def test_email_and_password_lead_home(visitor, email):
    answer = visitor.post("/sign-in", {"email": f" {email.upper()} ", "password": make.PASSWORD})
    assert answer.location == "/home"
    assert "Hello, " in visitor.get("/home").text


@pytest.mark.parametrize(
    ("data", "message"),
    [
        ({}, "Enter your email address"),
        ({"email": "a@example.org"}, "Enter your password"),
        ({"email": "nobody@example.org", "password": "x"}, "email address or password isn’t right"),
        ({"email": "x" * 201, "password": "x"}, "Email address must be 200 characters or fewer"),
        ({"email": "a\x00b", "password": "\x00"}, "email address or password isn’t right"),
    ],
)
def test_what_does_not_fit_is_said_at_the_field(visitor, data, message):
    answer = visitor.post("/sign-in", data)
    assert answer.status_code == 422
    assert message in answer.text


def test_a_wrong_password_and_a_wrong_address_look_the_same(visitor, email):
    one = visitor.post("/sign-in", {"email": email, "password": "wrong"}).text
    other = visitor.post("/sign-in", {"email": "nobody@example.org", "password": "wrong"}).text
    assert "email address or password isn’t right" in one
    assert one.count("do not match") == other.count("do not match")


@pytest.mark.parametrize(
    ("wanted", "led_to"),
    [
        ("/about", "/about"),
        ("/compare/?year=2025", "/compare/?year=2025"),
        ("https://evil.example/", "/home"),
        ("//evil.example/", "/home"),
        ("/\\evil.example", "/home"),
        ("javascript:alert(1)", "/home"),
        ("", "/home"),
    ],
)
def test_after_signing_in_nobody_is_led_off_the_site(visitor, email, wanted, led_to):
    answer = visitor.post("/sign-in", {"email": email, "password": make.PASSWORD, "next": wanted})
    assert answer.location == led_to


def test_signing_out_ends_the_sign_in_in_the_database(visitor, lite):
    visitor.be(Role.SPONSOR)
    visitor.post("/sign-out", seen="/home")
    with lite.reading() as session:
        assert session.query(models.SignIn).count() == 0
    assert visitor.get("/home").status_code == 302


def test_a_forged_sign_out_does_nothing(visitor):
    visitor.be(Role.SPONSOR)
    visitor.client.post("/sign-out", data={"csrf_token": "forged"})
    assert visitor.get("/home").status_code == 200


def test_outside_demonstration_mode_nobody_continues_as_somebody(lite, settings, world):
    client = create_app(replace(settings, demonstration=False), lite).test_client()
    assert client.get("/demonstration/").status_code == 404
    assert client.post("/demonstration/1").status_code == 404
    assert "demonstration" not in client.get("/sign-in").text


def test_only_people_of_the_demonstration_can_be_continued_as(visitor, lite):
    with lite.writing() as session:
        real = session.get(models.Person, visitor.world.people[Role.ADMINISTRATOR])
        real.demonstration = None
        session.commit()
        number = real.id
    assert visitor.post(f"/demonstration/{number}", seen="/demonstration/").status_code == 404


def test_the_cookie_is_for_this_site_only_and_not_for_scripts(visitor):
    visitor.get("/sign-in")
    cookie = visitor.client.get_cookie("fourfold")
    assert (cookie.http_only, cookie.same_site) == (True, "Lax")


def test_signing_in_keeps_a_password_of_earlier_days_in_the_way_of_today(visitor, email, lite):
    number = visitor.world.people[Role.SPONSOR]
    with lite.writing() as session:
        earlier = PasswordHasher(time_cost=1, memory_cost=32, parallelism=4).hash(make.PASSWORD)
        session.get(models.Person, number).password_hash = earlier
        session.commit()
    assert visitor.post("/sign-in", {"email": email, "password": "another password"}).status_code == 422
    for _ in range(2):
        assert visitor.post("/sign-in", {"email": email, "password": make.PASSWORD}).location == "/home"
        with lite.reading() as session:
            assert "p=1$" in session.get(models.Person, number).password_hash
