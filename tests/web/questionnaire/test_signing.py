"""Checking what was answered, sending it on, and signing it off."""

from __future__ import annotations

from assessment.domain.people.permissions import Role
from assessment.store import models
from tests import factories as make
from tests.web.questionnaire.answering import BANK, COUNT, row, save
from tests.world import Browser


def fill(database, visitor, level=2):
    with database.writing() as session:
        made = session.get(models.Assessment, visitor.world.open)
        make.answer_all(session, made, BANK, level)
        session.commit()


def test_the_check_page_lists_what_is_left_and_what_is_claimed_too_high(lead, lite):
    save(lead, level="4")
    page = lead.get(f"/assessments/{lead.world.open}/check").text
    assert f"Not answered yet: {COUNT - 1}" in page
    assert "Answers that need more evidence" in page
    assert "once every question is answered" in page


def test_an_incomplete_assessment_is_not_sent_on(lead):
    answer = lead.post(f"/assessments/{lead.world.open}/check")
    assert answer.status_code == 409
    assert f"{COUNT} questions are not answered yet" in answer.text


def test_send_return_and_sign_off(app, lead, lite):
    fill(lite, lead)
    path = f"/assessments/{lead.world.open}"
    assert lead.post(f"{path}/check").status_code == 302
    sponsor = Browser(app, lead.world, app.test_client()).be(Role.SPONSOR)
    assert "Read and sign off" in sponsor.get("/home").text
    assert "Say what needs to change" in sponsor.post(f"{path}/return").text
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
