"""The overview and the heat map by question: what they say, to whom, and in how many statements."""

from __future__ import annotations

import pytest
from sqlalchemy import event

from assessment import banks
from assessment.app import create_app
from assessment.domain.people.permissions import RULES, Permission, Role
from tests import factories as make
from tests.web.conftest import Browser

PAGES = ("/compare/overview", "/compare/heat-map?by=item")
BANK = banks.load(make.BANK)


def words(page):
    return " ".join(page.select_one("main").text.split())


@pytest.mark.parametrize("role", list(Role))
@pytest.mark.parametrize("path", PAGES)
def test_those_who_may_compare_see_it(visitor, role, path):
    expected = 200 if role in RULES[Permission.COMPARE] else 403
    assert visitor.be(role).get(path).status_code == expected


def test_the_overview_says_in_its_headings_what_the_figures_show(visitor):
    page = visitor.be(Role.LEADERSHIP_MEMBER).soup("/compare/overview")
    headings = [one.text for one in page.select("h2")]
    assert headings[0] == "12 organisations, 6 of them named"
    assert "on every dimension" in headings[1]
    assert "Too few organisations answered in both years to show what has changed" in headings
    assert "No shared strengths yet" in headings
    assert any(heading.startswith("Shared gaps: ") and "Starting (level 1)" in heading for heading in headings)
    assert "There is no ranking" in words(page)
    assert "1 July" in words(page)


def test_each_finding_at_the_top_leads_to_its_figures(visitor):
    page = visitor.be(Role.LEADERSHIP_MEMBER).soup("/compare/overview")
    links = page.select(".ff-findings li a")
    assert len(links) == 5
    for link in links:
        assert page.select_one(link["href"]).text == link.text


def test_each_chart_has_a_table_with_the_same_figures(visitor):
    page = visitor.be(Role.LEADERSHIP_MEMBER).soup("/compare/overview")
    assert len(page.select(".chart")) == len(page.select(".ff-spreads")) == 3
    medians = [cell.text for cell in page.select_one(".ff-spreads").select("tbody td:nth-child(2)")]
    assert page.select_one(".chart__picture title").text.startswith(
        f"Median: Overall {medians[0]}, {BANK.dimensions[0].name} "
    )


def test_shared_gaps_are_at_most_five_in_the_order_of_the_bank_with_their_full_words(visitor):
    page = visitor.be(Role.LEADERSHIP_MEMBER).soup("/compare/overview")
    section = page.select_one("section[aria-labelledby=gaps]")
    shown = section.select(".ff-shared li")
    assert [one.select_one("a").text for one in shown] == [item.title for item in BANK.items[:5]]
    assert BANK.items[0].question in " ".join(shown[0].text.split())
    assert len(section.select("details li")) == len(BANK.items) - 5
    followed = visitor.soup(shown[0].select_one("a")["href"])
    assert BANK.items[0].question in followed.text


def test_compare_and_home_lead_to_the_overview(visitor):
    page = visitor.be(Role.LEADERSHIP_MEMBER).soup("/home")
    assert [link["href"] for link in page.select("a") if link.text.startswith(("Area", "Compare"))] == [
        "/compare/overview"
    ] * 2
    tabs = visitor.soup("/compare/overview").select(".ff-tabs a")
    assert (tabs[0].text, tabs[0]["aria-current"]) == ("Overview", "page")
    assert visitor.soup("/compare/stages").select_one(".ff-nav a[aria-current]").text == "Area"


def test_no_organisation_without_a_name_is_in_either(visitor):
    visitor.be(Role.LEADERSHIP_MEMBER)
    for path in PAGES:
        text = visitor.get(path).text
        assert "Harbour" not in text
        assert "Filler-5" not in text


def test_the_questions_of_one_dimension_stand_beside_each_other(visitor):
    visitor.be(Role.LEADERSHIP_MEMBER)
    second = BANK.dimensions[1]
    page = visitor.soup(f"/compare/heat-map?by=item&dimension={second.id}")
    asked = [item for item in BANK.items if item.dimension == second.id]
    assert [one.contents[0] for one in page.select(".heat thead th")[1:]] == [str(n + 1) for n in range(len(asked))]
    assert [one.text for one in page.select(".ff-key a")] == [item.title for item in asked]
    rows = page.select(".heat tbody tr")
    assert len(rows) == 6
    assert {cell.text for cell in rows[0].select("td")} <= {"0", "1", "2", "3", "4"}
    assert [one.text for one in page.select(".ff-choices [aria-current]")] == ["Questions", second.name]
    assert page.select_one("input[name=dimension]")["value"] == second.id
    assert page.select(".ff-choices")[1].a.text == BANK.dimensions[0].name


@pytest.mark.parametrize("query", ["&dimension=nonsense", "&dimension=", "&page=99", "&year=x&group=x", "&group=moved"])
def test_odd_choices_show_the_usual_page(visitor, query):
    visitor.be(Role.LEADERSHIP_MEMBER)
    page = visitor.soup(f"/compare/heat-map?by=item{query}")
    assert page.select_one("input[name=dimension]")["value"] == BANK.dimensions[0].id
    assert visitor.get(f"/compare/overview?by=item{query}").status_code == 200


def test_before_anything_is_published_the_overview_says_so(lite, settings):
    with lite.writing() as session:
        person = make.person(session, Role.LEADERSHIP_MEMBER).id
        session.commit()
    app = create_app(settings, lite)
    browser = Browser(app, None, app.test_client()).be(person)
    assert "Nothing to compare yet" in browser.soup("/compare/overview").text
    assert browser.get("/compare/heat-map?by=item").location == "/compare/overview"


@pytest.mark.parametrize("path", PAGES)
def test_statements_stay_few_even_when_nothing_is_remembered(app, visitor, lite, path):
    visitor.be(Role.LEADERSHIP_MEMBER)
    statements = []
    event.listen(lite.engine, "before_cursor_execute", lambda *given: statements.append(given[2]))
    visitor.get(path)
    assert len(statements) <= 12
