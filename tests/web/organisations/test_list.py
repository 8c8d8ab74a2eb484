"""The list of organisations: found by everybody who may read them all, with what they may read and no more."""

from __future__ import annotations

import pytest

from assessment import banks
from assessment.commands import people
from assessment.domain.people.permissions import Role
from assessment.store import models
from tests import factories as make
from tests.web.organisations.records import found


def row_of(browser, name: str, query: str = ""):
    rows = browser.soup(f"/organisations/{query}").select("tbody tr")
    return next(row for row in rows if row.th.a.text == name)


def links(row) -> set[str]:
    return {one["href"] for one in row.select("a")}


def stages() -> set[str]:
    return {one.name for one in banks.load(make.BANK).stages}


def test_the_adviser_finds_every_organisation_with_its_stage_and_the_way_to_what_they_read(visitor):
    visitor.be(Role.ADVISER)
    row = row_of(visitor, "Lighthouse")
    assert links(row) == {
        "/organisations/lighthouse", f"/assessments/{visitor.world.open}/results",
        f"/assessments/{visitor.world.open}/", "/organisations/lighthouse/progress",
    }  # fmt: skip
    assert "In progress" in row.text
    assert row.select_one("td[data-label='Last stage']").text.split(",")[0].strip() in stages()
    for one in links(row):
        assert visitor.get(one).status_code == 200
    assert "Add an organisation" not in visitor.get("/organisations/").text


@pytest.mark.parametrize("role", [Role.PROJECT_LEAD, Role.ADMINISTRATOR])
def test_who_manages_the_area_sees_no_results_in_the_list(visitor, role):
    visitor.be(role)
    row = row_of(visitor, "Lighthouse")
    assert links(row) == {
        "/organisations/lighthouse",
        "/organisations/lighthouse/people/",
        "/organisations/lighthouse/edit",
    }
    assert row.select_one("td[data-label='Last stage']") is None
    assert not any(f"{stage}, 20" in row.text for stage in stages())


def test_a_role_in_one_organisation_shows_the_results_of_no_other(visitor, lite):
    """Else a Project Lead who answers for their own organisation reads what all the others reached."""
    number = visitor.world.people[Role.PROJECT_LEAD]
    with lite.writing() as session:
        somebody = session.get(models.Person, number)
        people.give_role(session, somebody, Role.CONTRIBUTOR, found(session, "lighthouse"), at=make.NOON)
        session.commit()
    visitor.be(number)
    for name in ("Lighthouse", "Harbour"):
        assert not any("/results" in one or "/assessments/" in one for one in links(row_of(visitor, name)))


@pytest.mark.parametrize("role", [Role.CONTRIBUTOR, Role.SPONSOR, Role.ORGANISATION_LEAD, Role.LEADERSHIP_MEMBER])
def test_nobody_else_has_the_list(visitor, role):
    assert visitor.be(role).get("/organisations/").status_code == 403


def test_a_search_that_finds_nothing_says_so(visitor):
    visitor.be(Role.ADVISER)
    page = visitor.soup("/organisations/?q=nowhere")
    assert "No organisation matches" in page.text
    assert page.select("tbody tr") == []
