"""The page of an organisation, and the start of its assessment."""

from __future__ import annotations

from assessment.domain.people.permissions import Role
from assessment.store import models
from tests.web.questionnaire.answering import COUNT


def test_the_project_lead_sees_no_stage_of_an_organisation(visitor):
    assert "Aware" not in visitor.be(Role.PROJECT_LEAD).get("/organisations/lighthouse").text
    assert "Aware" in visitor.be(Role.SPONSOR).get("/organisations/lighthouse").text


def test_the_page_of_an_organisation_says_what_waits_and_offers_one_thing_to_do(visitor):
    page = visitor.be(Role.ORGANISATION_LEAD).soup("/organisations/lighthouse")
    assert page.select_one(".ff-now p").text.startswith(f"0 of {COUNT} questions answered, open until ")
    assert [one.text for one in page.select(".ff-now .govuk-button")] == ["Continue assessment"]
    groups = [one.text for one in page.select("aside h2")]
    assert groups == ["Assessment", "People", "How you’re shown to others", "Records"]
    page = visitor.be(Role.PROJECT_LEAD).soup("/organisations/lighthouse")
    assert page.select(".ff-now .govuk-button") == []
    assert "questions answered" not in page.text


def test_an_assessment_starts_once_from_the_organisation_page(app, visitor, lite):
    with lite.writing() as session:
        session.delete(session.get(models.Assessment, visitor.world.open))
        session.commit()
    lead = visitor.be(Role.ORGANISATION_LEAD)
    begun = lead.post("/organisations/lighthouse/start")
    assert lead.post("/organisations/lighthouse/start").location == begun.location
    assert f"0 of {COUNT}" in lead.soup(begun.location).select_one(".ff-far").text
