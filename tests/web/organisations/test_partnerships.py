"""Partnerships: their members, and whom they ask."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from assessment.store import models
from tests.web.organisations.records import DAY, close, everything, said_at, sent_by, typed


def members(lite, reference: str = "north") -> set[str]:
    with lite.reading() as session:
        one = session.scalar(select(models.Partnership).where(models.Partnership.reference == reference))
        return {place.reference for place in one.organisations}


def test_a_partnership_is_added_and_gets_its_members(lead, lite):
    assert lead.post("/partnerships/", {"name": "West", "reference": "west"}).location == "/partnerships/west"
    lead.post("/partnerships/west", {"name": "The West", "members": ["harbour", "filler-0"]})
    assert members(lite, "west") == {"harbour", "filler-0"}
    assert "The West" in lead.get("/partnerships/").text
    again = lead.post("/partnerships/", {"name": "The West", "reference": "far-west"})
    assert again.status_code == 409
    assert (typed(again, "name"), typed(again, "reference")) == (["The West"], ["far-west"])


def test_the_name_of_another_partnership_changes_nothing(lead, lite, north):
    before = everything(lite)
    answer = lead.post("/partnerships/north", {"name": "South", "members": ["filler-0"]})
    assert answer.status_code == 409
    assert typed(answer, "members") == ["filler-0"]
    assert everything(lite) == before
    assert lead.post("/partnerships/north", {"name": "", "members": ["filler-0"]}).status_code == 422
    assert everything(lite) == before


def test_a_member_that_has_closed_stays_one_in_the_years_before(lead, lite, north):
    """Comparisons of earlier years rest on who belonged to a partnership."""
    close(lead, "harbour", DAY)
    lead.post("/partnerships/north", sent_by(lead, "/partnerships/north", "/partnerships/north"))
    assert members(lite) == {"lighthouse", "harbour"}


def test_a_partnership_asks_those_outside_it_and_takes_that_back(lead, lite, north):
    offered = [one["value"] for one in lead.soup("/partnerships/north").select("select#organisation option")]
    assert "filler-0" in offered
    assert "harbour" not in offered
    reason = "We share a front door"
    lead.post("/partnerships/north/requests", {"organisation": "filler-0", "reason": reason})
    assert "Filler-0" in lead.soup("/partnerships/north").select_one("ul.ff-rows").text
    with lite.reading() as session:
        (asked,) = session.query(models.Request)
        assert (asked.reason, asked.partnership_id) == (reason, north)
    assert lead.post(f"/partnerships/south/requests/{asked.id}/withdraw").status_code == 404
    assert lead.post("/partnerships/north/requests/999/withdraw").status_code == 404
    lead.post(f"/partnerships/north/requests/{asked.id}/withdraw")
    with lite.reading() as session:
        assert session.query(models.Request).count() == 0


@pytest.mark.parametrize(
    ("data", "field"),
    [
        ({"organisation": "filler-0", "reason": ""}, "reason"),
        ({"organisation": "filler-0", "reason": "x" * 301}, "reason"),
        ({"organisation": "", "reason": "Why not"}, "organisation"),
        ({"organisation": "harbour", "reason": "Why not"}, "organisation"),
        ({"organisation": "nowhere", "reason": "Why not"}, "organisation"),
    ],
)
def test_a_request_names_somebody_outside_and_says_why(lead, lite, north, data, field):
    before = everything(lite)
    answer = lead.post("/partnerships/north/requests", data)
    assert answer.status_code == 422
    assert said_at(answer, field)
    assert typed(answer, "reason") == [data["reason"]]
    assert everything(lite) == before
