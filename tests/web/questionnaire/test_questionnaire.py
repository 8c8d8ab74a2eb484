"""Answering: saved, kept through errors and conflicts, and closed once it is sent on."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup
from markupsafe import escape

from assessment import banks
from assessment.commands.people import set_password
from assessment.credentials import passwords
from assessment.domain.bank.rules import Selection
from assessment.domain.people.permissions import Role
from assessment.store import answers as stored
from assessment.store import models
from tests import factories as make
from tests.world import Browser, token

BANK = banks.load(make.BANK)
ITEM = BANK.items[0].id
COUNT = len(BANK.items)
OPTIONAL = "RP-FIN-1"
LONG = "x" * 301
EVIDENCE = {
    "title": "Minutes of March", "link": "https://example.org/minutes", "grade": "E2", "day": "3", "month": "March",
    "year": "2026", "no_personal_details": "y",
}  # fmt: skip


@pytest.fixture
def lead(visitor):
    return visitor.be(Role.ORGANISATION_LEAD)


def address(visitor, item=ITEM):
    return f"/assessments/{visitor.world.open}/items/{item}"


def row(database, visitor, item=ITEM):
    with database.reading() as session:
        return stored.answer_row(session, visitor.world.open, item)


def save(visitor, item=ITEM, **data):
    return visitor.post(address(visitor, item), {"version": "0", "action": "next", **data})


def fill(database, visitor, level=2):
    with database.writing() as session:
        made = session.get(models.Assessment, visitor.world.open)
        make.answer_all(session, made, BANK, level)
        session.commit()


def test_an_answer_is_saved_and_the_next_item_follows(lead, lite):
    answer = save(lead, level="2", note="Begun in March")
    assert answer.location.endswith(f"/items/{BANK.items[1].id}")
    assert (row(lite, lead).level, row(lite, lead).note) == (2, "Begun in March")


def test_the_page_shows_every_level_in_full_and_last_years_answer(lead):
    page = lead.soup(address(lead))
    item = banks.asked(BANK, Selection.FULL, "charity").item(ITEM)
    hints = [hint.text for hint in page.select(".govuk-radios__hint")]
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
    assert "Choose the level of which every part holds" in answer.text


@pytest.mark.parametrize(
    ("data", "message"),
    [
        ({"level": "7"}, "Choose one of the levels"),
        ({"level": "two"}, "Choose one of the levels"),
        ({"level": "-1"}, "Choose one of the levels"),
        ({"level": "2", "note": LONG}, "Note must be 300 characters or fewer"),
        ({"level": "not-applicable", "reason": "we do not"}, "This item cannot be marked as not applicable"),
        ({"level": "2", "reason": "we do not"}, "clear the reason"),
        ({"level": "2", "version": "x"}, "Reload this page and try again"),
        ({"level": "2", **EVIDENCE, "title": ""}, "Say what someone could look at"),
        ({"level": "2", **EVIDENCE, "title": "x" * 121}, "Title must be 120 characters or fewer"),
        ({"level": "2", **EVIDENCE, "link": "javascript:alert(1)"}, "Link must start with https:// or http://"),
        ({"level": "2", **EVIDENCE, "link": "https://" + "x" * 500}, "Link must be 500 characters or fewer"),
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
    assert "Say why this does not apply" in save(lead, OPTIONAL, level="not-applicable").text
    save(lead, OPTIONAL, level="not-applicable", reason="We fund nobody")
    assert row(lite, lead, OPTIONAL).not_applicable == "We fund nobody"


def test_evidence_is_saved_with_the_answer_and_its_weight_is_shown(lead):
    answer = save(lead, level="4", action="evidence", **EVIDENCE)
    assert answer.location.endswith(f"{ITEM}#evidence")
    page = lead.get(address(lead)).text
    assert "Minutes of March" in page
    assert "carries it up to <strong>level 3</strong>" in page


def test_evidence_is_removed_only_after_asking(lead, lite):
    save(lead, level="2", action="evidence", **EVIDENCE)
    asked = lead.post(address(lead), {"version": "1", "level": "2", "action": "remove-1"})
    assert asked.location.endswith("/evidence/1/remove")
    assert "Remove this evidence?" in lead.get(asked.location).text
    lead.post(asked.location)
    assert "Nothing is listed yet" in lead.get(address(lead)).text


def test_a_fourth_piece_is_refused_with_everything_typed_still_there(lead):
    for version in range(3):
        save(lead, level="2", version=str(min(version, 1)), action="evidence", **EVIDENCE)
    assert "Add a piece of evidence" not in lead.get(address(lead)).text
    answer = save(lead, level="3", version="1", note="typed", action="evidence", **EVIDENCE)
    assert answer.status_code == 422
    assert "An item can have 3 pieces of evidence" in answer.text
    assert "typed" in answer.text


def test_two_people_on_one_item_are_both_told_and_nothing_is_lost(app, lead, lite):
    other = Browser(app, lead.world, app.test_client()).be(lead.world.second_contributor)
    save(lead, level="2", note="Ada was here")
    answer = save(other, level="3", note="Bo was here")
    assert answer.status_code == 409
    assert "Somebody else saved this answer while you were writing" in answer.text
    assert "Ada was here" in answer.text
    assert "Bo was here" in answer.text
    assert row(lite, lead).note == "Ada was here"
    told = lead.get(f"/assessments/{lead.world.open}/").text
    assert "Somebody else has saved or tried to save this after you did" in told
    assert "Bo was here" in lead.get(address(lead)).text
    again = other.post(address(lead), {"version": "1", "level": "3", "note": "Bo was here", "action": "next"})
    assert again.status_code == 302
    assert row(lite, lead).note == "Bo was here"


def test_a_stale_token_keeps_what_was_typed(lead, lite):
    answer = lead.client.post(address(lead), data={"csrf_token": "old", "version": "0", "level": "2", "note": "kept"})
    assert answer.status_code == 422
    assert "This page had been open for a long time" in answer.text
    assert ">\nkept</textarea>" in answer.text
    assert row(lite, lead) is None


def test_somebody_signed_out_meanwhile_can_sign_in_and_save_what_they_typed(lead, lite):
    page = lead.get(address(lead))
    with lead.client.session_transaction() as cookie:
        cookie.pop("_user_id")
    data = {"csrf_token": token(page), "version": "0", "level": "2", "note": "kept <b>text</b>", "action": "list"}
    asked = lead.client.post(address(lead), data=data, headers={"Origin": "http://localhost"})
    assert asked.status_code == 401
    assert "What you typed is kept" in asked.text
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
    assert "What you typed is kept" not in asked.text


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


def test_the_check_page_lists_what_is_left_and_what_is_claimed_too_high(lead, lite):
    save(lead, level="4")
    page = lead.get(f"/assessments/{lead.world.open}/check").text
    assert f"Not answered yet: {COUNT - 1}" in page
    assert "Claimed above the evidence" in page
    assert "once nothing is left" in page


def test_an_incomplete_assessment_is_not_sent_on(lead):
    answer = lead.post(f"/assessments/{lead.world.open}/check")
    assert answer.status_code == 409
    assert f"{COUNT} items are not answered yet" in answer.text


def test_send_return_and_sign_off(app, lead, lite):
    fill(lite, lead)
    path = f"/assessments/{lead.world.open}"
    assert lead.post(f"{path}/check").status_code == 302
    sponsor = Browser(app, lead.world, app.test_client()).be(Role.SPONSOR)
    assert "Read and sign off" in sponsor.get("/home").text
    assert "Say what should be looked at again" in sponsor.post(f"{path}/return").text
    sponsor.post(f"{path}/return", {"note": "Look at training once more"})
    assert "Look at training once more" in lead.get(f"{path}/").text
    lead.post(f"{path}/check")
    assert "Tick the box to sign off" in sponsor.post(f"{path}/sign-off").text
    done = sponsor.post(f"{path}/sign-off", {"confirmed": "y"})
    assert done.location.endswith("/results")
    page = sponsor.get(done.location).text
    assert "Aware" in page
    assert "Signed off" in page


def test_saving_into_a_locked_assessment_says_why_and_shows_what_was_typed(lead, lite):
    fill(lite, lead)
    lead.post(f"/assessments/{lead.world.open}/check")
    answer = save(lead, level="3", note="too late", version="1")
    assert answer.status_code == 409
    assert "with the sponsor" in answer.text
    assert "too late" in answer.text
    assert row(lite, lead).level == 2


def test_the_staff_survey_is_recorded(lead):
    path = f"/assessments/{lead.world.open}/staff-survey"
    wrong = lead.post(path, {"share_RL": "101", "day": "1", "month": "1", "year": "2026"})
    assert "Realises must be a number from 0 to 100" in wrong.text
    assert "Enter the date of the survey" in lead.post(path, {"share_RL": "64"}).text
    lead.post(path, {"share_RL": "64%", "day": "1", "month": "1", "year": "2026"})
    assert 'value="64"' in lead.get(path).text
    assert "Held on 1 January 2026" in lead.get(f"/assessments/{lead.world.open}/").text


def test_an_assessment_starts_once_from_the_organisation_page(app, visitor, lite):
    with lite.writing() as session:
        session.delete(session.get(models.Assessment, visitor.world.open))
        session.commit()
    lead = visitor.be(Role.ORGANISATION_LEAD)
    begun = lead.post("/organisations/lighthouse/start")
    assert lead.post("/organisations/lighthouse/start").location == begun.location
    assert f"0 of {COUNT}" in lead.soup(begun.location).select_one(".ff-progress").text
