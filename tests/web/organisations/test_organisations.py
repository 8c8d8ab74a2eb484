"""Organisations that are added and changed."""

from __future__ import annotations

import pytest

from assessment.domain.area.sectors import Sector
from assessment.domain.people.permissions import Role
from assessment.web.frame import clock
from tests import factories as make
from tests.web.organisations.records import VALE, everything, organisation, page, said_at, sent_by, typed, visitor_rows


def test_an_organisation_is_added_with_its_partnerships(lead, lite, north):
    answer = lead.post("/organisations/new", VALE)
    assert answer.location == "/organisations/vale-homes/people/"
    made = organisation(lite, "vale-homes")
    assert (made.name, made.sector, made.area, made.public_contact) == ("Vale Homes", Sector.CHARITY, "Vale", True)
    assert [one.reference for one in made.partnerships] == ["north"]
    assert "Vale Homes" in lead.get("/organisations/?q=vale&sector=charity").text
    assert "Vale Homes" not in lead.get("/organisations/?q=vale&sector=health").text


@pytest.mark.parametrize("same", [{"name": "Harbour"}, {"reference": "harbour"}])
def test_a_name_or_reference_that_another_has_is_refused_and_what_was_typed_stays(lead, lite, north, same):
    before = everything(lite)
    sent = VALE | same
    answer = lead.post("/organisations/new", sent)
    assert answer.status_code == 409
    assert "Another organisation has this name or reference already" in said_at(answer, "name")
    for name in ("name", "reference", "sector", "size", "area", "public_contact"):
        assert typed(answer, name) == [sent[name]], name
    assert typed(answer, "partnerships") == ["north"]
    assert everything(lite) == before


@pytest.mark.parametrize(
    ("changed", "field", "message"),
    [
        ({"name": " "}, "name", "Enter a name"),
        ({"name": "x" * 121}, "name", "120 characters or fewer"),
        ({"reference": "Vale Homes"}, "reference", "small letters, digits and hyphens"),
        ({"reference": ""}, "reference", "small letters, digits and hyphens"),
        ({"sector": ""}, "sector", "Choose an option from the list"),
        ({"sector": "navy"}, "sector", "Choose an option from the list"),
        ({"size": ""}, "size", "Choose an option from the list"),
        ({"area": "x" * 121}, "area", "120 characters or fewer"),
    ],
)
def test_what_does_not_fit_is_said_at_the_field(lead, lite, changed, field, message):
    answer = lead.post("/organisations/new", VALE | changed)
    assert answer.status_code == 422
    assert message in said_at(answer, field)
    assert organisation(lite, "vale-homes") is None


@pytest.mark.parametrize("reference", ["new", "joined-or-divided"])
def test_an_organisation_is_not_called_like_a_page_that_would_hide_it(lead, lite, reference):
    answer = lead.post("/organisations/new", VALE | {"reference": reference})
    assert answer.status_code in {409, 422}
    assert organisation(lite, reference) is None


def test_an_organisation_with_a_reference_that_lists_allow_can_be_changed(lead, lite):
    with lite.writing() as session:
        make.organisation(session, "q", name="Quay")
        session.commit()
    data = sent_by(lead, "/organisations/q/edit", "/organisations/q/edit") | {"name": "The Quay"}
    answer = lead.post("/organisations/q/edit", data)
    assert answer.status_code == 302, page(answer).select_one(".govuk-error-summary").text
    assert organisation(lite, "q").name == "The Quay"


def test_under_a_new_name_an_organisation_is_the_same_and_its_former_name_is_told(lead, lite):
    data = sent_by(lead, "/organisations/lighthouse/edit", "/organisations/lighthouse/edit")
    answer = lead.post("/organisations/lighthouse/edit", data | {"name": "Lantern", "sector": "justice"})
    assert answer.location == "/organisations/lighthouse"
    shown = lead.soup("/organisations/lighthouse").get_text(" ", strip=True)
    assert f"Called Lighthouse until {clock.today():%-d %B %Y}" in shown
    assert organisation(lite, "lighthouse").name == "Lantern"
    progress = visitor_rows(lead.be(Role.ADVISER), "/organisations/lighthouse/progress")
    assert len(progress) == 1
    assert "Before:" not in lead.get("/organisations/lighthouse/progress").text
    assert "Lantern" in lead.get("/compare/").text


def test_a_name_that_another_has_changes_nothing(lead, lite):
    before = everything(lite)
    data = sent_by(lead, "/organisations/lighthouse/edit", "/organisations/lighthouse/edit")
    answer = lead.post("/organisations/lighthouse/edit", data | {"name": "Harbour", "area": "Cove"})
    assert answer.status_code == 409
    assert (typed(answer, "name"), typed(answer, "area")) == (["Harbour"], ["Cove"])
    assert everything(lite) == before


def test_saving_an_organisation_as_it_stands_changes_nothing(lead, lite, north):
    before = everything(lite)
    lead.post(
        "/organisations/lighthouse/edit",
        sent_by(lead, "/organisations/lighthouse/edit", "/organisations/lighthouse/edit"),
    )
    assert everything(lite) == before
