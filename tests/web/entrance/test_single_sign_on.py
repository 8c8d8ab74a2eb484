"""Signing in through a service, against a real provider in a process of its own."""

from __future__ import annotations

import json
import subprocess
import sys
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from urllib.parse import urlsplit

import pytest
import requests

from assessment.app import create_app
from assessment.config import SignInService
from assessment.domain.people.permissions import Role
from assessment.store import models
from tests.services import free_port

PROVIDER = Path(__file__).parents[2] / "oidc_provider.py"


@contextmanager
def provider(tmp_path, claims, *more):
    people = tmp_path / "people.json"
    people.write_text(json.dumps({"robin": claims}))
    port = free_port()
    command = [sys.executable, str(PROVIDER), "--port", str(port), "--people", str(people), "--seconds", "60"]
    command += ["--client-id", "fourfold", "--client-secret", "between-us", *more]
    command += ["--redirect-uri", "http://localhost/sign-in/service/back"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    try:
        assert process.stdout.readline().strip() == "ready"
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait(timeout=10)
        process.stdout.close()


def client_of(settings, lite, issuer, **more):
    service = SignInService(issuer, "fourfold", "between-us", **more)
    return create_app(replace(settings, sign_in_service=service), lite).test_client()


def go_through(client, tamper=lambda location: location):
    """Walk from our sign-in page to the provider and back."""
    away = client.get("/sign-in/service/?next=/about")
    assert away.status_code == 302
    signed = requests.post(away.location, data={"subject": "robin"}, allow_redirects=False, timeout=10)
    assert signed.status_code == 302, signed.text
    parts = urlsplit(tamper(signed.headers["location"]))
    return client.get(f"{parts.path}?{parts.query}")


def email(lite, world, role=Role.SPONSOR):
    with lite.reading() as session:
        return session.get(models.Person, world.people[role]).email


def test_who_is_known_by_a_verified_address_comes_in_and_is_remembered(tmp_path, settings, lite, world):
    with provider(tmp_path, {"email": email(lite, world), "email_verified": True}) as issuer:
        client = client_of(settings, lite, issuer)
        assert "Sign in with" in client.get("/sign-in").text
        assert go_through(client).location == "/about"
        assert "Hello, " in client.get("/home").text
    with lite.writing() as session:
        person = session.get(models.Person, world.people[Role.SPONSOR])
        assert person.outside_identity == f"{issuer} robin"


def test_later_the_identity_counts_and_not_the_address(tmp_path, settings, lite, world):
    with provider(tmp_path, {"email": "changed@example.org", "email_verified": False}) as issuer:
        with lite.writing() as session:
            session.get(models.Person, world.people[Role.SPONSOR]).outside_identity = f"{issuer} robin"
            session.commit()
        client = client_of(settings, lite, issuer)
        assert go_through(client).location == "/about"


@pytest.mark.parametrize(
    "fault", ["wrong-nonce", "wrong-issuer", "wrong-audience", "expired", "bad-signature", "unverified"]
)
def test_a_provider_that_misbehaves_lets_nobody_in(tmp_path, settings, lite, world, fault):
    claims = {"email": email(lite, world), "email_verified": True}
    with provider(tmp_path, claims, "--fault", fault) as issuer:
        client = client_of(settings, lite, issuer)
        assert go_through(client).location == "/sign-in"
        assert client.get("/home").status_code == 302


def test_a_forged_state_and_a_replayed_code_let_nobody_in(tmp_path, settings, lite, world):
    claims = {"email": email(lite, world), "email_verified": True}
    with provider(tmp_path, claims) as issuer:
        client = client_of(settings, lite, issuer)
        assert go_through(client, lambda location: location.replace("state=", "state=x")).location == "/sign-in"
        seen = []
        assert go_through(client, lambda location: seen.append(location) or location).location == "/about"
        parts = urlsplit(seen[0])
        assert client.get(f"{parts.path}?{parts.query}").location == "/sign-in"


def test_who_is_not_known_is_told_how_to_be(tmp_path, settings, lite, world):
    with provider(tmp_path, {"email": "nobody@example.org", "email_verified": True}) as issuer:
        client = client_of(settings, lite, issuer)
        assert go_through(client).location == "/sign-in"
        assert "Ask your organisation lead" in client.get("/sign-in").text


def test_another_claim_can_name_people(tmp_path, settings, lite, world):
    with provider(tmp_path, {"upn": email(lite, world)}) as issuer:
        assert go_through(client_of(settings, lite, issuer, claim="upn")).location == "/about"


@pytest.mark.parametrize(
    ("amr", "strong", "led_to"), [(["pwd"], False, "/account/set-up"), (["pwd", "mfa"], False, None), ([], True, None)]
)
def test_area_roles_need_a_service_that_asks_for_a_second_factor(tmp_path, settings, lite, world, amr, strong, led_to):
    claims = {"email": email(lite, world, Role.PROJECT_LEAD), "email_verified": True, "amr": amr}
    with provider(tmp_path, claims) as issuer:
        client = client_of(settings, lite, issuer, strong=strong)
        go_through(client)
        assert client.get("/home").location == led_to


def test_a_service_that_is_down_is_said_so(settings, lite, world):
    client = client_of(settings, lite, f"http://127.0.0.1:{free_port()}")
    assert client.get("/sign-in/service/").location == "/sign-in"
    assert "that didn’t work" in client.get("/sign-in").text


def test_a_service_that_calls_itself_something_else_lets_nobody_in(tmp_path, settings, lite, world):
    with provider(tmp_path, {"email": email(lite, world), "email_verified": True}) as issuer:
        client = client_of(settings, lite, issuer.replace("127.0.0.1", "localhost"))
        assert client.get("/sign-in/service/").location == "/sign-in"
    with lite.reading() as session:
        assert session.query(models.AuditEntry).filter_by(kind="sign-in").count() == 1


def test_another_site_starts_nothing(settings, lite, world):
    client = client_of(settings, lite, "http://127.0.0.1:1")
    answer = client.get("/sign-in/service/", headers={"Sec-Fetch-Site": "cross-site"})
    assert answer.location == "/sign-in"
    assert "that didn’t work" not in client.get("/sign-in").text
