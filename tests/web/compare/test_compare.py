"""Comparing: whom one sees, whom one does not, and odd choices."""

from __future__ import annotations

import csv

import pytest

from assessment.domain.people.permissions import Role

COMPARE = ["/compare/", "/compare/everyone", "/compare/heat-map", "/compare/stages"]


def test_up_to_three_named_organisations_are_laid_over_one_another(visitor):
    visitor.be(Role.LEADERSHIP_MEMBER)
    page = visitor.soup(
        "/compare/?organisation=lighthouse&organisation=filler-0&organisation=filler-1&organisation=filler-2"
    )
    names = ("Lighthouse", "Filler-0", "Filler-1")
    heads = [head.text for head in page.select_one(".ff-by-axis").select("thead th")]
    assert heads == ["Dimension", *names, "Median", "Middle 50%"]
    rows = [[one.text for one in row.select("th, td")][:3] for row in page.select(".ff-compared tbody tr")]
    assert [(row[0], row[2]) for row in rows] == [(name, "supported, all questions") for name in names]
    assert "You ticked 4 organisations. The chart shows the first three" in words(page)
    assert page.select_one(".ff-scope__more").has_attr("open")


def words(page):
    return " ".join(page.select_one("main").text.split())


def test_what_is_shown_is_one_line_and_the_picker_opens_only_until_somebody_has_chosen(visitor):
    visitor.be(Role.LEADERSHIP_MEMBER)
    for path in ("/compare/overview", "/compare/", "/compare/everyone", "/compare/heat-map"):
        page = visitor.soup(path)
        assert page.select_one(".ff-scope__what").text.endswith(", the whole area, 12 organisations")
        assert words(page).count("There is no ranking") == 1
        assert words(page).count("Published on ") == 1
        assert page.select_one(".ff-scope__more").has_attr("open") == (path == "/compare/")
    assert not visitor.soup("/compare/?organisation=lighthouse").select_one(".ff-scope__more").has_attr("open")


def test_each_chosen_organisation_is_a_chip_that_leads_to_the_others_alone(visitor):
    page = visitor.be(Role.LEADERSHIP_MEMBER).soup("/compare/?organisation=lighthouse&organisation=filler-0")
    chips = {one.contents[1]: one["href"] for one in page.select(".ff-chip")}
    assert list(chips) == ["Lighthouse", "Filler-0"]
    left = visitor.soup(chips["Lighthouse"])
    assert [one.contents[1] for one in left.select(".ff-chip")] == ["Filler-0"]
    assert [one["value"] for one in left.select("[data-picker] input[checked]")] == ["filler-0"]


def test_the_heat_map_can_be_taken_away_as_it_is_shown_with_the_medians(visitor):
    visitor.be(Role.LEADERSHIP_MEMBER)
    for query in ("by=dimension", "by=domain", "by=item"):
        page = visitor.soup(f"/compare/heat-map?{query}")
        answer = visitor.get(page.select_one("a[download]")["href"])
        assert answer.mimetype == "text/csv"
        head, *rows = csv.reader(answer.text.removeprefix("\ufeff").splitlines())
        shown = [[cell.text for cell in row.select("th, td")] for row in page.select(".heat :is(tbody, tfoot) tr")]
        assert [[cell or "–" for cell in row] for row in rows] == shown
        assert (head[0], rows[-1][0]) == ("Organisation", "Median of 12 organisations")
        assert len(head) == len(rows[-1]) == len(shown[0])
        assert "arbour" not in answer.text


def test_an_anonymous_organisation_cannot_be_asked_for_by_its_reference(visitor):
    visitor.be(Role.LEADERSHIP_MEMBER)
    for path in [*COMPARE, "/compare/?organisation=harbour", "/compare/?organisation=filler-7"]:
        page = visitor.get(path).text
        assert "Harbour" not in page
        assert "Filler-7" not in page
        assert "harbour" not in page


def test_a_filter_that_would_show_too_few_is_ignored_and_explained(visitor):
    visitor.be(Role.LEADERSHIP_MEMBER)
    page = visitor.soup("/compare/?group=sector:health")
    assert "Health" in page.select_one(".ff-scope__why").text
    assert "sector:health" not in [option["value"] for option in page.select("#group option")]
    assert page.select_one("#group option[selected]")["value"] == "area"


def test_nobody_without_a_name_has_a_row_anywhere(visitor):
    """Twelve organisations were published, six of them by name."""
    visitor.be(Role.LEADERSHIP_MEMBER)
    for path, rows in {"/compare/everyone": ".ff-multiple", "/compare/heat-map": "tbody tr"}.items():
        page = visitor.soup(path)
        assert len(page.select(rows)) == 6
        assert "12 organisations" in " ".join(page.text.split())


@pytest.mark.parametrize(
    "query",
    ["?year=x", "?page=0", "?page=99999999", "?page=-1", "?by=x", "?group=%00", "?group=partnership:x", "?group=moved"],
)
def test_odd_choices_show_the_usual_page(visitor, query):
    visitor.be(Role.LEADERSHIP_MEMBER)
    for path in COMPARE:
        assert visitor.get(path + query).status_code == 200
