"""What people find when they come in: their work first, and a greeting and an introduction of their own."""

from __future__ import annotations

import pytest

from assessment.domain.people.permissions import AREA_ROLES, ORGANISATION_ROLES, Role


def test_the_project_lead_sees_states_and_no_answers(visitor):
    page = visitor.be(Role.PROJECT_LEAD).soup("/status")
    assert "In progress" in page.text
    assert visitor.get(f"/assessments/{visitor.world.open}/").status_code == 404


@pytest.mark.parametrize("role", sorted(ORGANISATION_ROLES))
def test_the_home_of_an_organisation_says_what_waits_until_when_and_what_the_last_stage_was(visitor, role):
    page = visitor.be(role).soup("/home")
    assert "is open until" in page.text
    card = page.select_one(".ff-card")
    assert "In progress" in card.text
    last = visitor.soup(f"/assessments/{visitor.world.earlier}/results")
    stage = last.select_one(".ff-stage h2").get_text(strip=True)
    assert stage in card.text
    assert card.select_one(f'a[href="/assessments/{visitor.world.earlier}/results"]')


@pytest.mark.parametrize("role", sorted(AREA_ROLES))
def test_the_home_of_the_area_is_never_empty(visitor, role):
    page = visitor.be(role).soup("/home")
    links = [link["href"] for link in page.select(".ff-card a")]
    assert len(links) >= 2
    assert all(visitor.get(link).status_code == 200 for link in links)


def test_people_are_greeted_by_the_name_that_they_choose(visitor):
    visitor.be(Role.SPONSOR)
    name = visitor.soup("/account/").select_one("#name")["value"]
    assert visitor.soup("/home").h1.text == f"Hello, {name}"
    visitor.post("/account/name", {"name": "Dr Bo Hill", "called": "Bo"}, seen="/account/")
    assert visitor.soup("/home").h1.text == "Hello, Bo"
    assert visitor.soup("/home").select_one(".ff-header__me").text == "Dr Bo Hill"
    visitor.post("/account/name", {"name": "Dr Bo Hill", "called": ""}, seen="/account/")
    assert visitor.soup("/home").h1.text == "Hello, Dr Bo Hill"


@pytest.mark.parametrize("role", sorted(Role))
def test_the_introduction_is_put_away_once_and_found_again(visitor, role):
    visitor.be(role)
    first = visitor.soup("/home")
    assert len(first.select(".ff-introduction .ff-steps li")) == 3
    visitor.post("/home/introduction", seen="/home")
    assert not visitor.soup("/home").select(".ff-introduction")
    again = visitor.soup("/home").find("a", string="Show the introduction again")["href"]
    assert len(visitor.soup(again).select(".ff-introduction .ff-steps li")) == 3


def test_where_the_introduction_leads_there_is_help_for_that_role(visitor):
    for role in Role:
        link = visitor.be(role).soup("/home?introduction=").select_one(".ff-introduction a")["href"]
        page, _, place = link.partition("#")
        assert visitor.soup(page).select_one(f"#{place}"), link
