"""Comparing: whom one sees, whom one does not, and odd choices."""

from __future__ import annotations

import pytest

from assessment.domain.people.permissions import Role

COMPARE = ["/compare/", "/compare/everyone", "/compare/heat-map", "/compare/stages"]


def test_up_to_three_named_organisations_are_laid_over_one_another(visitor):
    visitor.be(Role.LEADERSHIP_MEMBER)
    page = visitor.soup(
        "/compare/?organisation=lighthouse&organisation=filler-0&organisation=filler-1&organisation=filler-2"
    )
    names = ("Lighthouse", "Filler-0", "Filler-1")
    heads = [head.text for head in page.select_one("table").select("thead th")]
    assert heads == ["Dimension", *(f"{name}, supported" for name in names), "Median", "Middle 50%"]
    assert "three organisations at the most" in page.text


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
    assert "Health" in page.select_one(".govuk-details__text").text
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
