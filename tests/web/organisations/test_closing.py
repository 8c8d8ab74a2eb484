"""Organisations that close."""

from __future__ import annotations

from datetime import date, timedelta

from assessment.domain.people.permissions import Role
from assessment.store import models
from assessment.web.frame import clock
from tests import factories as make
from tests.web.organisations.records import DAY, close, everything, found, organisation, said_at, visitor_rows


def test_a_closed_organisation_starts_no_assessment_and_is_not_asked_to(lead, lite, meadow):
    lead.be(meadow)
    assert "Start the assessment" in lead.get("/organisations/meadow").text
    close(lead.be(Role.PROJECT_LEAD), "meadow", clock.today())
    lead.be(meadow)
    answer = lead.post("/organisations/meadow/start")
    assert answer.status_code == 409
    assert "Meadow is closed" in answer.text
    with lite.reading() as session:
        place = found(session, "meadow").id
        assert session.query(models.Assessment).filter_by(organisation_id=place).count() == 0


def test_the_pages_of_a_closed_organisation_offer_no_start(lead, meadow):
    close(lead, "meadow", clock.today())
    lead.be(meadow)
    assert "Start the assessment" not in lead.get("/organisations/meadow").text
    assert "Start this year’s assessment" not in lead.get("/home").text


def test_an_organisation_that_closes_later_may_still_begin(lead, meadow):
    close(lead, "meadow", clock.today() + timedelta(days=30))
    assert lead.be(meadow).post("/organisations/meadow/start").status_code == 302


def test_a_closed_organisation_is_in_the_status_of_its_last_year_and_of_none_after(lead, lite):
    opened = date(clock.today().year - (clock.today().month < 9), 9, 1)
    close(lead, "filler-0", opened - timedelta(days=1))
    close(lead, "filler-1", clock.today())
    status = lead.get("/status").text
    assert "Filler-0" not in status
    assert "Filler-1" in status
    with lite.writing() as session:
        make.cycle(session, opened.year + 1)
        session.commit()
    status = lead.get("/status").text
    assert "Filler-1" not in status
    assert "Filler-2" in status


def test_a_closed_organisation_keeps_its_results_and_stays_in_the_years_it_was_part_of(lead):
    close(lead, "filler-0", clock.today())
    lead.be(Role.ADVISER)
    assert "12 organisations" in lead.get("/compare/").text
    assert "Filler-0" in lead.get("/compare/").text
    assert len(visitor_rows(lead, "/organisations/filler-0/progress")) == 1


def test_closing_asks_for_a_day_and_a_tick_and_happens_once(lead, lite):
    before = everything(lite)
    answer = lead.post("/organisations/meadow/close")
    assert answer.status_code == 404
    answer = lead.post("/organisations/harbour/close", {"on": "soon"})
    assert answer.status_code == 422
    assert said_at(answer, "on")
    assert "Tick the box" in said_at(answer, "sure")
    assert everything(lite) == before
    assert close(lead, "harbour", DAY).status_code == 302
    again = close(lead, "harbour", "2026-05-01")
    assert again.status_code == 409
    assert "closed already" in again.text
    assert organisation(lite, "harbour").closed_on == date(2026, 4, 1)
