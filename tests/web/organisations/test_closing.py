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
    assert "because the organisation closed on" in answer.text
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


def test_a_closed_organisation_is_in_the_status_of_its_last_year_and_of_none_after(lead, lite, monkeypatch):
    opened = date(clock.today().year - (clock.today().month < 9), 9, 1)
    close(lead, "filler-0", opened - timedelta(days=1))
    close(lead, "filler-1", clock.today())
    status = lead.get("/status").text
    assert "Filler-0" not in status
    assert "Filler-1" in status
    with lite.writing() as session:
        make.cycle(session, opened.year + 1)
        session.commit()
    assert "Filler-1" in lead.get("/status").text
    monkeypatch.setattr(clock, "today", lambda: date(opened.year + 1, 9, 1))
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
    assert "has already closed" in again.text
    assert organisation(lite, "harbour").closed_on == date(2026, 4, 1)


def test_a_closing_that_was_a_mistake_is_undone_with_what_was_said_of_those_who_follow(lead, lite):
    after = {"earlier": ["filler-0", "filler-1"], "later": ["harbour"], "on": DAY}
    lead.post("/organisations/joined-or-divided", after | {"on": str(DAY), "sure": "y"})
    assert organisation(lite, "filler-0").closed_on is not None
    assert "Reopen organisation" in lead.get("/organisations/filler-0/edit").text
    assert lead.post("/organisations/filler-0/reopen").status_code == 302
    assert organisation(lite, "filler-0").closed_on is None
    assert "ecame" not in lead.get("/organisations/filler-0").text
    assert lead.post("/organisations/filler-0/reopen").status_code == 409
    with lite.reading() as session:
        assert "organisation reopened" in [entry.details.get("done") for entry in session.query(models.AuditEntry)]


def test_nothing_more_is_asked_of_an_organisation_that_has_closed(lead, lite):
    close(lead, "lighthouse", clock.today())
    lead.be(Role.ORGANISATION_LEAD)
    path = f"/assessments/{lead.world.open}"
    assert "because the organisation closed on" in lead.get(f"{path}/").text
    for action in ("selection", "check", "check/take-back", "staff-survey"):
        assert lead.post(f"{path}/{action}").status_code == 409, action
    answer = lead.post(f"{path}/items/RL-GOV-1", {"level": "1", "version": "0", "note": "What we do"})
    assert (answer.status_code, "What we do" in answer.text) == (409, True)
