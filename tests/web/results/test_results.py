"""Results of a year, and progress over the years."""

from __future__ import annotations

from assessment.domain.people.permissions import Role


def test_a_kept_result_shows_strengths_first_then_stage_reasons_and_tables(visitor):
    page = visitor.be(Role.ORGANISATION_LEAD).soup(f"/assessments/{visitor.world.earlier}/results")
    headings = [heading.text.strip() for heading in page.select("main h2")]
    assert headings[:3] == ["Where you are strong", "Where a next step would help", "Aware"]
    assert "What leads to Sensitive" in headings
    assert len(page.select(".ff-blockers li")) <= 5
    first = page.select_one("#by-dimension").find_parent("section")
    cells = [[cell.text for cell in row.select("th,td")] for row in first.select("tbody tr")]
    assert cells[0] == ["Realises", "25", "25"]


def test_a_result_in_the_making_is_called_partial_and_has_no_stage(visitor):
    visitor.be(Role.ORGANISATION_LEAD)
    visitor.post(f"/assessments/{visitor.world.open}/items/RL-GOV-1", {"version": "0", "level": "2"})
    page = visitor.soup(f"/assessments/{visitor.world.open}/results")
    assert "These figures are partial" in page.text
    assert page.select(".ff-path") == []


def test_nothing_answered_shows_nothing(visitor):
    page = visitor.be(Role.ORGANISATION_LEAD).soup(f"/assessments/{visitor.world.open}/results")
    assert "nothing to show" in page.text


def test_progress_shows_each_kept_year(visitor):
    page = visitor.be(Role.SPONSOR).soup("/organisations/lighthouse/progress")
    assert page.select_one("svg title").text.startswith("Overall by year: ")
    assert "Aware" in page.select_one("tbody").text
