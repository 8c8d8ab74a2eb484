"""Parts that are kept show each reader what is theirs, and change with what they show."""

from __future__ import annotations

import pytest

from assessment.domain.people.permissions import Role


def navigation(visitor, path="/home") -> list[str]:
    return [link.get_text(strip=True) for link in visitor.soup(path).select(".ff-nav a")]


def test_each_role_keeps_its_own_navigation_however_often_others_come_by(visitor):
    first = {role: navigation(visitor.be(role)) for role in Role}
    again = {role: navigation(visitor.be(role)) for role in reversed(Role)}
    assert first == again
    assert "Manage" in first[Role.ADMINISTRATOR]
    assert "Manage" not in first[Role.CONTRIBUTOR]


def test_the_place_in_the_navigation_is_the_page_that_is_open(visitor):
    visitor.be(Role.PROJECT_LEAD)
    for path, label in (("/home", "Home"), ("/organisations/", "Manage"), ("/home", "Home")):
        here = visitor.soup(path).select('.ff-nav [aria-current="page"]')
        assert [one.get_text(strip=True) for one in here] == [label]


@pytest.mark.parametrize("level", ["1", "3"])
def test_a_list_of_questions_follows_each_answer(visitor, level):
    tasks = f"/assessments/{visitor.world.open}/"
    lead = visitor.be(Role.ORGANISATION_LEAD)
    item = lead.soup(tasks).select_one(".govuk-task-list__item")["id"]
    assert "Not started" in lead.soup(tasks).select_one(f"#status-{item}").text
    lead.post(f"{tasks}items/{item}", {"level": level, "version": "0", "action": "list"}, seen=f"{tasks}items/{item}")
    assert f"Level {level}" in lead.soup(tasks).select_one(f"#status-{item}").text
    chosen = lead.soup(f"{tasks}items/{item}").select('input[name="level"][checked]')
    assert [one["value"] for one in chosen] == [level]
