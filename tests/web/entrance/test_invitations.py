"""Invitations: opened as often as one likes, used once, with a password or a passkey."""

from __future__ import annotations

import pytest

from assessment.commands import links
from assessment.domain.people.accounts import LinkPurpose
from assessment.domain.people.permissions import Role
from assessment.store import models
from tests.web.getting_in import CHOSEN, MALFORMED, OTHER, asked, is_signed_in, page, said_at, sign_in
from tests.web.soft_key import SoftKey

pytestmark = pytest.mark.usefixtures("moment")


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
        ("", CHOSEN, "name", "Enter a name"),
        ("x" * 121, CHOSEN, "name", "Name must be 120 characters or fewer"),
        ("Kim Reed", "", "password", "Enter a password"),
        ("Kim Reed", "too short", "password", "10 characters or more"),
        ("Kim Reed", "x" * 201, "password", "200 characters or fewer"),
        ("Kim Reed", "abababababab", "password", "uses too few different characters"),
        ("Kim Reed", "P4ssw0rd2024!", "password", "too easy to guess"),
        ("Kim Reed", "sunshine11", "password", "too easy to guess"),
        ("Kim Reed", "Robin Ash 77", "password", "too similar to your name"),
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
    with lite.writing() as session:
        session.get(models.Person, visitor.world.people[Role.SPONSOR]).password_hash = "set in the meantime"
        session.commit()
    assert visitor.post(f"{path}/passkey-question").status_code == 404
    visitor.post(f"{people.first_invitation()}/passkey-question")
    with visitor.client.session_transaction() as cookie:
        options = {"challenge": cookie["passkey"][1], "rp": {"id": "localhost"}}
    assert visitor.post(f"{path}/passkey", {"answer": key.made(options)}).status_code == 404
    with lite.reading() as session:
        assert session.query(models.Passkey).count() == 0


def test_an_invitation_sets_no_password_of_an_account_that_there_is(visitor, people, lite):
    path = people.invitation()
    with lite.writing() as session:
        session.get(models.Person, visitor.world.people[Role.SPONSOR]).password_hash = "set in the meantime"
        session.commit()
    assert visitor.get(path).status_code == 404
    assert visitor.post(path, {"name": "Robin Ash", "password": CHOSEN}).status_code == 404
    assert sign_in(visitor, people.address(), CHOSEN).status_code == 422


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
    assert "couldn’t create the passkey" in said_at(answer, "name")
    assert visitor.get(path).status_code == 200


@pytest.mark.parametrize("how", MALFORMED)
def test_an_answer_that_is_none_does_not_accept_an_invitation(visitor, people, how):
    path = people.first_invitation()
    visitor.post(f"{path}/passkey-question")
    assert visitor.post(f"{path}/passkey", {"answer": MALFORMED[how], "name": "x"}).status_code == 422
    assert visitor.get(path).status_code == 200
