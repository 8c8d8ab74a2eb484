"""What pages say and take on the first and the last day of a year, and while the next is prepared."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from assessment.domain.assessment.life_cycle import AssessmentState
from assessment.domain.people.permissions import Role
from assessment.store import models
from assessment.web.frame import clock
from tests import factories as make
from tests.web.questionnaire.answering import BANK


@pytest.fixture
def at(monkeypatch):
    return lambda *when: monkeypatch.setattr(clock, "now", lambda: datetime(*when, tzinfo=UTC))


@pytest.fixture
def year() -> int:
    return clock.today().year - (clock.today().month < 9)


@pytest.fixture
def next_year(lite, world, year):
    with lite.writing() as session:
        make.cycle(session, year + 1)
        session.commit()


def test_at_half_past_midnight_of_the_first_day_start_is_offered_and_taken(visitor, next_year, at, year):
    at(year + 1, 8, 31, 22, 30)
    visitor.be(Role.ORGANISATION_LEAD)
    assert "Start the assessment" not in visitor.get("/organisations/lighthouse").text
    at(year + 1, 8, 31, 23, 30)
    visitor.be(Role.ORGANISATION_LEAD)
    assert "Start the assessment" in visitor.get("/organisations/lighthouse").text
    assert "/assessments/" in visitor.post("/organisations/lighthouse/start").location


def test_the_day_after_closing_pages_offer_nothing_and_take_nothing(visitor, lite, at, year):
    with lite.writing() as session:
        make.answer_all(session, session.get(models.Assessment, visitor.world.open), BANK)
        session.commit()
    path, because = f"/assessments/{visitor.world.open}", f"closed for answers on 31 August {year + 1}"
    at(year + 1, 8, 31, 12)
    visitor.be(Role.ORGANISATION_LEAD)
    assert f"31 August {year + 1}" in visitor.get(f"{path}/").text
    at(year + 1, 8, 31, 23, 30)
    visitor.be(Role.ORGANISATION_LEAD)
    for page in ("", "check", "staff-survey", "items/RL-GOV-1"):
        assert because in visitor.get(f"{path}/{page}").text, page
    assert "Send to the sponsor" not in visitor.get(f"{path}/check").text
    for action in ("check", "selection", "staff-survey"):
        refused = visitor.post(f"{path}/{action}")
        assert (refused.status_code, because in refused.text) == (409, True), action
    kept = visitor.post(f"{path}/items/RL-GOV-1", {"level": "3", "version": "1", "note": "Typed at night"})
    assert (kept.status_code, "Typed at night" in kept.text, because in kept.text) == (409, True, True)


def test_after_closing_nothing_is_signed_until_the_closing_date_is_moved(visitor, lite, at, year):
    with lite.writing() as session:
        made = session.get(models.Assessment, visitor.world.open)
        make.answer_all(session, made, BANK)
        made.state = AssessmentState.WITH_SPONSOR
        made.submitted_at = make.NOON
        session.commit()
    path = f"/assessments/{visitor.world.open}"
    at(year + 1, 9, 3, 12)
    visitor.be(Role.SPONSOR)
    assert "closed for answers on" in visitor.get(f"{path}/sign-off").text
    assert visitor.post(f"{path}/sign-off", {"confirmed": "y"}).status_code == 409
    refused = visitor.post(f"{path}/return", {"note": "Look at training"})
    assert (refused.status_code, "Look at training" in refused.text) == (409, True)
    visitor.be(Role.PROJECT_LEAD)
    dates = {"opens_on": str(date(year, 9, 1)), "closes_on": str(date(year + 1, 9, 30))}
    assert visitor.post(f"/years/{year}", dates).status_code == 302
    visitor.be(Role.SPONSOR)
    assert visitor.post(f"{path}/sign-off", {"confirmed": "y"}).status_code == 302


def test_preparing_next_year_hides_nothing_of_this_one(visitor, next_year, year):
    name = f"{year}–{(year + 1) % 100:02}"
    visitor.be(Role.ORGANISATION_LEAD)
    home = visitor.get("/home").text
    assert (name in home, "Continue assessment" in home) == (True, True)
    visitor.be(Role.PROJECT_LEAD)
    assert f"This year’s status: {name}" in visitor.get("/status").text
    assert "In progress" in visitor.get("/status").text
