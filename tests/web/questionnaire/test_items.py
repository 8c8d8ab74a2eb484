"""Answering items: saved, and kept through errors and conflicts."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup
from markupsafe import escape

from assessment import banks
from assessment.commands.people import set_password
from assessment.credentials import passwords
from assessment.domain.area.sectors import Sector
from assessment.domain.bank.rules import Selection
from assessment.domain.people.permissions import Role
from assessment.reports.item_page import blank_page
from assessment.store import models
from tests import factories as make
from tests.web.questionnaire.answering import BANK, EVIDENCE, ITEM, address, row, save
from tests.world import Browser, token

OPTIONAL = "RP-FIN-1"
LONG = "x" * 301


def test_an_answer_is_saved_and_the_next_item_follows(lead, lite):
    answer = save(lead, level="2", note="Begun in March")
    assert answer.location.endswith(f"/items/{BANK.items[1].id}")
    assert (row(lite, lead).level, row(lite, lead).note) == (2, "Begun in March")


def test_the_page_shows_every_level_in_full_and_last_years_answer(lead):
    page = lead.soup(address(lead))
    item = banks.questionnaire(BANK, Selection.FULL, "charity").item(ITEM)
    hints = [hint.text for hint in page.select(".ff-levels .govuk-radios__hint")]
    assert hints == list(item.levels)
    assert page.select_one("legend").text == item.question
    linked = [link["href"][1:] for link in page.select("a.ff-term")]
    assert linked == sorted(set(linked), key=linked.index)
    assert set(linked) == {word["id"] for word in page.select(".ff-words-here dt")}
    assert "Level 1 – Starting" in page.select_one(".ff-before").text


def test_a_note_alone_is_kept_and_the_item_stays_open(lead, lite):
    assert save(lead, note="Ask Sam first").status_code == 302
    assert row(lite, lead).level is None
    assert "Note only" in lead.get(f"/assessments/{lead.world.open}/").text


def test_an_empty_form_says_what_to_do(lead):
    answer = save(lead)
    assert answer.status_code == 422
    assert "Choose the highest level where every part is true" in answer.text


@pytest.mark.parametrize(
    ("data", "message"),
    [
        ({"level": "7"}, "Choose one of the levels"),
        ({"level": "two"}, "Choose one of the levels"),
        ({"level": "-1"}, "Choose one of the levels"),
        ({"level": "2", "note": LONG}, "Note must be 300 characters or fewer"),
        ({"level": "not-applicable", "reason": "we do not"}, "This question can’t be marked as not applicable"),
        ({"level": "2", "reason": "we do not"}, "clear the reason"),
        ({"level": "2", "version": "x"}, "Reload this page and try again"),
        ({"level": "2", **EVIDENCE, "title": ""}, "Enter what someone could look at"),
        ({"level": "2", **EVIDENCE, "title": "x" * 121}, "Title must be 120 characters or fewer"),
        ({"level": "2", **EVIDENCE, "link": "javascript:alert(1)"}, "Link must start with https:// or http://"),
        ({"level": "2", **EVIDENCE, "link": "https://" + "x" * 2000}, "Link must be 2,000 characters or fewer"),
        ({"level": "2", **EVIDENCE, "grade": "E9"}, "Choose what kind of evidence it is"),
        ({"level": "2", **EVIDENCE, "month": "13"}, "Enter the date of the evidence"),
        ({"level": "2", **EVIDENCE, "day": "31", "month": "2"}, "Enter the date of the evidence"),
        ({"level": "2", **EVIDENCE, "year": "2999"}, "must be between 1990 and today"),
        ({"level": "2", **EVIDENCE, "shows": LONG}, "What it shows must be 300 characters or fewer"),
        ({"level": "2", **EVIDENCE, "no_personal_details": ""}, "Confirm that the evidence has no details"),
    ],
)
def test_what_does_not_fit_is_said_and_what_was_typed_stays(lead, lite, data, message):
    answer = save(lead, **({"note": "typed with care"} | data))
    assert answer.status_code == 422
    assert message in answer.text
    assert data.get("note", "typed with care") in answer.text
    assert row(lite, lead) is None


def test_not_applicable_needs_a_reason(lead, lite):
    assert "Enter why this doesn’t apply" in save(lead, OPTIONAL, level="not-applicable").text
    save(lead, OPTIONAL, level="not-applicable", reason="We fund nobody")
    assert row(lite, lead, OPTIONAL).not_applicable == "We fund nobody"


def test_two_people_on_one_item_are_both_told_and_nothing_is_lost(app, lead, lite):
    other = Browser(app, lead.world, app.test_client()).be(lead.world.second_contributor)
    save(lead, level="2", note="Ada was here")
    answer = save(other, level="3", note="Bo was here")
    assert answer.status_code == 409
    assert "Someone else saved this answer while you were writing" in answer.text
    assert "Ada was here" in answer.text
    assert "Bo was here" in answer.text
    assert row(lite, lead).note == "Ada was here"
    told = lead.get(f"/assessments/{lead.world.open}/").text
    assert "Someone else has changed this, or tried to, since you last saved it" in told
    assert "Bo was here" in lead.get(address(lead)).text
    again = other.post(address(lead), {"version": "1", "level": "3", "note": "Bo was here", "action": "next"})
    assert again.status_code == 302
    assert row(lite, lead).note == "Bo was here"


def test_a_stale_token_keeps_what_was_typed(lead, lite):
    answer = lead.client.post(address(lead), data={"csrf_token": "old", "version": "0", "level": "2", "note": "kept"})
    assert answer.status_code == 422
    assert "This page was open for a long time" in answer.text
    assert ">\nkept</textarea>" in answer.text
    assert row(lite, lead) is None


def test_somebody_signed_out_meanwhile_can_sign_in_and_save_what_they_typed(lead, lite):
    page = lead.get(address(lead))
    with lead.client.session_transaction() as cookie:
        cookie.pop("_user_id")
    data = {"csrf_token": token(page), "version": "0", "level": "2", "note": "kept <b>text</b>", "action": "list"}
    asked = lead.client.post(address(lead), data=data, headers={"Origin": "http://localhost"})
    assert asked.status_code == 401
    assert "We’ve kept what you typed" in asked.text
    kept = BeautifulSoup(asked.text, "html.parser").select_one("input[name=kept]")["value"]
    with lite.writing() as session:
        somebody = session.get(models.Person, lead.world.people[Role.ORGANISATION_LEAD])
        set_password(session, somebody, passwords.hashed(make.PASSWORD), at=make.NOON)
        email = somebody.email
        session.commit()
    again = lead.post("/sign-in", {"email": email, "password": make.PASSWORD, "kept": kept})
    assert "kept &lt;b&gt;text&lt;/b&gt;" in again.text
    form = BeautifulSoup(again.text, "html.parser").select_one("main form")
    lead.client.post(form["action"], data={one["name"]: one["value"] for one in form.select("input")})
    assert row(lite, lead).note == "kept <b>text</b>"


def test_a_form_from_another_site_is_not_kept(visitor):
    asked = visitor.client.post(address(visitor), data={"note": "planted"}, headers={"Origin": "https://evil.example"})
    assert asked.status_code == 403
    assert "planted" not in asked.text
    assert "We’ve kept what you typed" not in asked.text


@pytest.mark.parametrize(
    "typed",
    [
        "<script>alert(1)</script>",
        "'; DROP TABLE answers; --",
        "{{ 7*7 }}",
        "\u202eright to left",
        "🦔" * 20,
        "Ünïcödé",
    ],
)
def test_markup_and_odd_letters_are_shown_as_text(lead, lite, typed):
    assert save(lead, level="2", note=typed).status_code == 302
    assert row(lite, lead).note == typed
    assert str(escape(typed)) in lead.get(address(lead)).text


def test_invisible_characters_are_cleared_away(lead, lite):
    save(lead, level="2", note="a\x00b\u200bc\r\nd  ")
    assert row(lite, lead).note == "a b c\nd"


def test_an_unknown_item_is_not_found(lead):
    assert lead.get(address(lead, "XX-1")).status_code == 404
    assert save(lead, "XX-1", level="2").status_code == 404


@pytest.mark.parametrize("bank_id", banks.available())
def test_questions_are_counted_as_the_task_list_counts_them(bank_id):
    """A sector's own questions are counted by themselves, since they are in no score."""
    for sector in Sector:
        asked = banks.questionnaire(banks.load(bank_id), Selection.FULL, sector)
        pages = [blank_page(asked, item.id) for item in asked.items]
        inside = [(page.number, page.total) for page in pages if not page.extension]
        own = [(page.number, page.total) for page in pages if page.extension]
        assert inside == [(n, len(asked.bank.items)) for n in range(1, len(asked.bank.items) + 1)]
        assert own == [(n, len(asked.extension)) for n in range(1, len(asked.extension) + 1)]
