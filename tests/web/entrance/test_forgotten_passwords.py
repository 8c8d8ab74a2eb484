"""Forgotten passwords: the letter, its link, and what a new password ends."""

from __future__ import annotations

import threading
from dataclasses import replace

import pytest
from bs4 import BeautifulSoup
from sqlalchemy import event

from assessment.app import create_app
from assessment.web.frame import errands
from tests import factories as make
from tests.web.getting_in import CHOSEN, OTHER, hidden, is_signed_in, path_in, plain_text, said_at, sign_in
from tests.world import Browser

pytestmark = pytest.mark.usefixtures("moment")


def test_the_answer_is_the_same_for_a_known_and_an_unknown_address(visitor, people):
    known, unknown = people.address(), "nobody@example.org"
    one, other = (visitor.post("/forgotten-password", {"email": address}) for address in (known, unknown))
    assert one.status_code == other.status_code == 200
    assert one.text.replace(known, unknown) == other.text
    assert [letter["To"] for letter in people.letters()] == [known]


def test_the_page_takes_the_same_steps_for_a_known_and_an_unknown_address(visitor, people, lite):
    steps: list[str] = []

    def note(_connection, _cursor, statement, *_more) -> None:
        if not threading.current_thread().name.startswith("errands"):
            steps.append(statement)

    taken = []
    event.listen(lite.engine, "before_cursor_execute", note)
    for address in (people.address(), "nobody@example.org"):
        steps.clear()
        visitor.post("/forgotten-password", {"email": address})
        errands.finish()
        taken.append(tuple(steps))
    event.remove(lite.engine, "before_cursor_execute", note)
    assert taken[0] == taken[1]
    assert taken[0]
    assert not [one for one in taken[0] if "people" in one]


def test_letters_that_one_place_may_ask_for_are_counted_over_all_addresses(visitor, people, lite):
    for number in range(20):
        visitor.post("/forgotten-password", {"email": f"somebody-{number}@example.org"})
    answer = visitor.post("/forgotten-password", {"email": people.address()})
    assert answer.status_code == 200
    assert people.letters() == []
    elsewhere = {"REMOTE_ADDR": "192.0.2.9"}
    good = hidden(visitor.get("/forgotten-password"), "csrf_token")
    data = {"email": people.address(), "csrf_token": good}
    visitor.client.post("/forgotten-password", data=data, environ_base=elsewhere)
    assert len(people.letters()) == 1


@pytest.mark.parametrize(
    "host", ["fourfold.example.org", "localhost.evil.example", "127.0.0.1.evil.example", "10.0.0.7"]
)
def test_without_an_address_no_letter_is_sent_unless_this_is_the_machine_itself(visitor, people, host):
    here = f"http://{host}"
    good = hidden(visitor.get("/forgotten-password", base_url=here), "csrf_token")
    for address in (people.address(), "nobody@example.org"):
        data = {"email": address, "csrf_token": good}
        answer = visitor.client.post("/forgotten-password", data=data, base_url=here)
        assert answer.status_code == 409
        assert "We can’t send emails yet" in answer.text
    assert people.letters() == []


def test_the_letter_lies_in_the_outbox_in_plain_text_and_in_html(visitor, people):
    visitor.post("/forgotten-password", {"email": f" {people.address().upper()} "})
    (letter,) = people.letters()
    assert [path.suffix for path in people.outbox.iterdir()] == [".eml"]
    assert letter["Subject"] == "Choose a new password for Fourfold"
    link = f"http://localhost{path_in(letter)}"
    html = letter.get_body(("html",)).get_content()
    assert BeautifulSoup(html, "html.parser").a["href"] == link
    for part in (plain_text(letter), html):
        assert "Hello Robin Ash" in part
        assert "once, in the next hour" in part


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
    assert "too easy to guess" in said_at(answer, "password")
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


def test_a_changed_password_makes_letters_useless_that_are_still_open(visitor, people):
    path = people.reset()
    sign_in(visitor, people.address())
    visitor.post("/account/password", {"current": make.PASSWORD, "password": CHOSEN})
    assert visitor.get(path).status_code == 404
