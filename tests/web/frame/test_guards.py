"""Requests by another name, from another site, or through a web server in front."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy import text

from assessment.app import create_app
from assessment.config import Settings, SettingsWrong, unsafe
from assessment.domain.people.permissions import Role
from assessment.serving import with_static_files
from assessment.store import models
from tests.world import Browser

SAFE = {
    "FOURFOLD_PRODUCTION": "yes",
    "FOURFOLD_SECRET_KEY": "k3y-of-many-different-letters-and-digits-0123456789",
    "FOURFOLD_ADDRESS": "https://fourfold.example.org",
    "DATABASE_URL": "sqlite://",
    "FOURFOLD_MAIL_SERVER": "smtps://user:word@mail.example.org",
    "FOURFOLD_MAIL_FROM": "Fourfold <fourfold@example.org>",
}


@pytest.mark.parametrize("host", ["evil.example", "fourfold.example.org.evil.example", "localhost:9", "a" * 300])
def test_other_host_names_are_refused_once_the_address_is_known(lite, settings, world, host):
    client = create_app(replace(settings, address="https://fourfold.example.org"), lite).test_client()
    assert client.get("/", headers={"Host": "fourfold.example.org"}).status_code == 200
    assert client.get("/", headers={"Host": host}).status_code == 400


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://evil.example"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site", "Origin": "null"},
        {"Origin": "not an address"},
    ],
)
def test_a_form_from_another_site_changes_nothing_even_with_a_good_token(visitor, lite, headers):
    visitor.be(Role.ORGANISATION_LEAD)
    good = visitor.client.get("/account/").text.split('csrf_token" value="')[1].split('"')[0]
    answer = visitor.client.post("/account/name", data={"csrf_token": good, "name": "Changed"}, headers=headers)
    assert answer.status_code == 403
    with lite.reading() as session:
        assert session.get(models.Person, visitor.world.people[Role.ORGANISATION_LEAD]).name != "Changed"


@pytest.mark.parametrize(
    "headers", [{"Origin": "http://localhost"}, {"Sec-Fetch-Site": "same-origin", "Origin": "null"}, {}]
)
def test_a_form_of_our_own_goes_through(visitor, headers):
    visitor.be(Role.ORGANISATION_LEAD)
    good = visitor.client.get("/account/").text.split('csrf_token" value="')[1].split('"')[0]
    data = {"csrf_token": good, "name": "Changed"}
    assert visitor.client.post("/account/name", data=data, headers=headers).status_code == 302


def test_addresses_that_a_known_web_server_passes_on_are_believed_and_no_others(lite, settings, world):
    for proxies, seen in ((0, "127.0.0.1"), (1, "192.0.2.7")):
        app = create_app(replace(settings, proxies=proxies), lite)
        app.add_url_rule("/who", "who", lambda: __import__("flask").request.remote_addr)
        answer = app.test_client().get("/who", headers={"X-Forwarded-For": "198.51.100.1, 192.0.2.7"})
        assert answer.text == seen


@pytest.mark.parametrize("proxies", [0, 1, 2])
def test_the_name_that_known_web_servers_pass_on_is_believed_and_no_other(lite, settings, proxies):
    ours = replace(settings, address="https://fourfold.example.org", proxies=proxies)
    client = create_app(ours, lite).test_client()
    inside = {"Host": "127.0.0.1:8000", "X-Forwarded-Host": ", ".join(["fourfold.example.org"] * max(proxies, 1))}
    assert client.get("/", headers=inside).status_code == (200 if proxies else 400)
    forged = {"Host": "fourfold.example.org", "X-Forwarded-Host": "evil.example"}
    assert client.get("/", headers=forged).status_code == (400 if proxies == 1 else 200)


def test_behind_a_certificate_everything_stays_encrypted(lite, settings, world):
    app = create_app(replace(settings, secure_cookies=True), lite)
    visitor = Browser(app, world, app.test_client())
    answer = visitor.client.get("/sign-in", base_url="https://localhost")
    assert answer.headers["Strict-Transport-Security"].startswith("max-age=31536000")
    cookie = answer.headers["Set-Cookie"]
    assert cookie.startswith("__Host-fourfold=")
    assert all(word in cookie for word in ("Secure", "HttpOnly", "SameSite=Lax", "Path=/"))


def test_production_starts_with_safe_settings(tmp_path):
    settings = Settings.from_environment(SAFE | {"FOURFOLD_INSTANCE": str(tmp_path)})
    assert settings.secure_cookies
    assert (settings.mail_server.port, settings.mail_server.from_start) == (465, True)


@pytest.mark.parametrize(
    ("change", "word"),
    [
        ({"FOURFOLD_SECRET_KEY": "short"}, "FOURFOLD_SECRET_KEY"),
        ({"FOURFOLD_SECRET_KEY": "a" * 40}, "FOURFOLD_SECRET_KEY"),
        ({"FOURFOLD_ADDRESS": "http://fourfold.example.org"}, "FOURFOLD_ADDRESS"),
        ({"FOURFOLD_DEMONSTRATION": "yes"}, "FOURFOLD_DEMONSTRATION"),
        ({"DATABASE_URL": ""}, "DATABASE_URL"),
        ({"DATABASE_URL": "postgresql://web@db.example.org/fourfold"}, "sslmode"),
        ({"FOURFOLD_MAIL_SERVER": ""}, "FOURFOLD_MAIL_SERVER"),
        ({"FOURFOLD_MAIL_SERVER": "smtp+plain://mail.example.org"}, "encryption"),
        ({"FOURFOLD_MAIL_FROM": "fourfold@localhost"}, "FOURFOLD_MAIL_FROM"),
        ({"FOURFOLD_OIDC_ISSUER": "http://sign-in.example"}, "FOURFOLD_OIDC_ISSUER"),
        ({"FLASK_DEBUG": "1"}, "FLASK_DEBUG"),
    ],
)
def test_production_does_not_start_with_an_unsafe_setting(change, word):
    assert unsafe(SAFE) == ()
    with pytest.raises(SettingsWrong, match=word):
        Settings.from_environment(SAFE | change)


def test_everything_unsafe_is_listed_at_once():
    with pytest.raises(SettingsWrong) as refused:
        Settings.from_environment({"FOURFOLD_PRODUCTION": "yes"})
    assert str(refused.value).count("\n- ") >= 5


def test_secrets_are_not_shown_with_the_settings(tmp_path):
    shown = repr(Settings.from_environment(SAFE | {"FOURFOLD_INSTANCE": str(tmp_path)}))
    assert "k3y-of" not in shown
    assert "word" not in shown.replace("password", "")


def test_neither_tokens_nor_what_people_typed_reach_the_log(lite, settings, world, caplog):
    app = create_app(settings, lite)
    token = "t" * 43
    app.add_url_rule(f"/broken/{token}", "broken", lambda: 1 / 0)
    app.add_url_rule("/typed", "typed", lambda: lite.reading().execute(text("SELECT :x FROM nothing"), {"x": "typed"}))
    client = app.test_client()
    assert client.get(f"/broken/{token}").status_code == 500
    assert client.get("/typed").status_code == 500
    assert "Exception on /broken/[token]" in caplog.text
    assert "'x': 'typed'" not in caplog.text


def test_scripts_and_styles_carry_the_protections_too(lite, settings, world):
    app = with_static_files(create_app(replace(settings, secure_cookies=True), lite))
    answer = app.test_client().get("/static/css/fourfold.css")
    assert answer.status_code == 200
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "frame-ancestors 'none'" in answer.headers["Content-Security-Policy"]
    assert answer.headers["Strict-Transport-Security"].startswith("max-age=31536000")
    assert "Access-Control-Allow-Origin" not in answer.headers
    answer.close()


@pytest.mark.parametrize("body", ["[1]", '{"csrf_token": 1}', "[" * 5000, '"x"', '{"email": "\\ud800"}', "{"])
@pytest.mark.parametrize("path", ["/sign-in", "/forgotten-password", "/sign-in/passkey"])
def test_what_is_no_form_is_not_read(visitor, path, body):
    answer = visitor.client.post(path, data=body, content_type="application/json")
    assert answer.status_code == 415
