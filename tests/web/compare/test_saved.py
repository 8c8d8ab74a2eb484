"""Saving comparisons: what is kept, for whom, and what a reader sees of it on another day."""

from __future__ import annotations

import re
from datetime import date

import pytest
from bs4 import BeautifulSoup
from flask import render_template_string
from sqlalchemy import event, select

from assessment.commands import comparisons, consent
from assessment.domain.area.comparisons import ComparisonChoice, ComparisonPage
from assessment.domain.area.consent import Standing
from assessment.domain.people.permissions import Role
from assessment.store import models
from assessment.web.frame import clock
from tests import factories as make

YEAR = clock.today().year - (clock.today().month < 9) - 1
CHOSEN = {
    "page": "overlay", "year": str(YEAR), "by": "domain", "organisation": ["lighthouse", "filler-0"], "name": "Two of us",
}  # fmt: skip


def save(visitor, **more):
    return visitor.post("/compare/saved", CHOSEN | more)


def kept(lite) -> list[models.SavedComparison]:
    with lite.reading() as session:
        return session.scalars(select(models.SavedComparison).order_by(models.SavedComparison.id)).all()


def row(page, name: str):
    return next(one for one in page.select(".ff-points li") if one.h3.get_text(" ", strip=True).startswith(name))


def decide(lite, reference: str, standing: Standing) -> None:
    with lite.writing() as session:
        place = session.scalar(select(models.Organisation).where(models.Organisation.reference == reference))
        word = consent.Consent(standing, date(2020, 1, 1), "The board")
        consent.decide(session, place, word, by=None, at=make.NOON)
        session.commit()


@pytest.mark.parametrize("role", [Role.LEADERSHIP_MEMBER, Role.ADVISER, Role.PROJECT_LEAD])
def test_who_may_compare_saves_and_is_led_back_to_the_comparison(visitor, lite, role):
    answer = save(visitor.be(role))
    assert answer.status_code == 302
    assert answer.location == f"/compare/?year={YEAR}&by=domain&organisation=lighthouse&organisation=filler-0"
    page = visitor.soup(answer.location)
    assert "“Two of us” is saved" in page.text
    assert "Lighthouse" in page.select_one("table").text
    link = row(visitor.soup("/compare/saved"), "Two of us").a
    assert link["href"] == answer.location


@pytest.mark.parametrize("role", [Role.ORGANISATION_LEAD, Role.SPONSOR, Role.ADMINISTRATOR])
def test_others_neither_save_nor_see_anything(visitor, lite, role):
    save(visitor.be(Role.LEADERSHIP_MEMBER), shared="y")
    visitor.be(role)
    assert visitor.get("/compare/saved").status_code == 403
    assert save(visitor, name="Mine").status_code == 403
    for path in ("/compare/saved/1", "/compare/saved/1/remove"):
        assert visitor.post(path, {"name": "Mine"}).status_code == 403
    assert [one.name for one in kept(lite)] == ["Two of us"]


def test_only_the_choice_is_kept(visitor, lite):
    save(visitor.be(Role.LEADERSHIP_MEMBER), figures="80", sector="health", group="partnership:1")
    (one,) = kept(lite)
    assert one.chosen == {"group": "partnership:1", "by": "domain", "organisation": ["lighthouse", "filler-0"]}
    assert (one.page, one.year, one.shared) == ("overlay", YEAR, False)


@pytest.mark.parametrize(
    "tampered",
    [
        {"page": "index"}, {"page": ""}, {"page": "../years"}, {"year": "1999"}, {"year": str(YEAR + 1)}, {"year": "x"},
        {"by": "score"}, {"group": "<script>"}, {"organisation": ["a" * 200]},
    ],
)  # fmt: skip
def test_a_choice_that_was_tampered_with_is_not_kept(visitor, lite, tampered):
    assert save(visitor.be(Role.LEADERSHIP_MEMBER), **tampered).status_code == 400
    assert kept(lite) == []


@pytest.mark.parametrize(
    ("name", "said"), [("", "Enter a name"), ("x" * 81, "80 characters or fewer"), ("\u3164", "letters in it")]
)
def test_a_bad_name_is_said_at_the_field_and_nothing_typed_is_lost(visitor, lite, name, said):
    visitor.be(Role.LEADERSHIP_MEMBER)
    answer = save(visitor, name=name, shared="y")
    assert answer.status_code == 422
    page = soup(answer)
    assert said in page.select_one("#save-name-error").text
    assert [one.text for one in page.select(".govuk-error-summary__list a")] == [
        page.select_one("#save-name-error").text.replace("Error:", "").strip()
    ]
    assert page.select_one("#save-name")["value"] == name.strip()
    assert page.select_one("#save-shared").has_attr("checked")
    typed = {(one["name"], one["value"]) for one in page.select('main input[type="hidden"]')}
    assert typed >= {("page", "overlay"), ("year", str(YEAR)), ("organisation", "lighthouse"), ("by", "domain")}
    assert kept(lite) == []


def soup(answer):
    return BeautifulSoup(answer.text, "html.parser")


def test_the_same_name_twice_is_said_at_the_field(visitor, lite):
    visitor.be(Role.LEADERSHIP_MEMBER)
    save(visitor)
    answer = save(visitor, name="TWO of us", page="stages")
    assert answer.status_code == 422
    assert "another comparison under this name" in soup(answer).select_one("#save-name-error").text
    assert save(visitor.be(Role.PROJECT_LEAD)).status_code == 302
    assert len(kept(lite)) == 2


def test_sent_twice_it_is_saved_once(visitor, lite):
    visitor.be(Role.PROJECT_LEAD)
    text = visitor.get("/partnerships/").text
    hidden = {name: re.search(rf'name="{name}" value="([^"]+)"', text).group(1) for name in ("csrf_token", "form_key")}
    first, second = (visitor.client.post("/compare/saved", data=CHOSEN | hidden) for _ in range(2))
    assert (first.status_code, second.status_code, first.location) == (302, 302, second.location)
    assert len(kept(lite)) == 1


def test_what_is_shared_is_seen_by_others_and_the_rest_by_nobody(visitor, lite):
    visitor.be(Role.LEADERSHIP_MEMBER)
    save(visitor, name="Ours", shared="y")
    save(visitor, name="Mine")
    visitor.be(Role.ADVISER)
    page = visitor.soup("/compare/saved")
    assert [one.h3.get_text(strip=True) for one in page.select(".ff-points li")] == ["Ours"]
    assert "Saved by Robin Ash on" in row(page, "Ours").text
    assert page.select("main form") == []
    for number in (1, 2):
        assert visitor.get(f"/compare/saved/{number}").status_code == 404
        assert visitor.post(f"/compare/saved/{number}", {"name": "Theirs"}).status_code == 404
        assert visitor.post(f"/compare/saved/{number}/remove").status_code == 404
    assert [one.name for one in kept(lite)] == ["Ours", "Mine"]


def test_ones_own_is_renamed_shared_and_removed(visitor, lite):
    visitor.be(Role.LEADERSHIP_MEMBER)
    save(visitor)
    save(visitor, name="Other")
    assert visitor.soup("/compare/saved/1").select_one("#save-name")["value"] == "Two of us"
    assert visitor.post("/compare/saved/1", {"name": "other"}).status_code == 422
    assert visitor.post("/compare/saved/1", {"name": ""}).status_code == 422
    assert visitor.post("/compare/saved/1", {"name": "Both of us", "shared": "y"}).location == "/compare/saved"
    assert [(one.name, one.shared) for one in kept(lite)] == [("Both of us", True), ("Other", False)]
    assert visitor.post("/compare/saved/1/remove").location == "/compare/saved"
    assert "“Both of us” has been removed" in visitor.get("/compare/saved").text
    assert [one.name for one in kept(lite)] == ["Other"]


def test_what_somebody_who_has_gone_left_to_the_group_can_be_removed(visitor, lite):
    with lite.writing() as session:
        gone = make.person(session, Role.ADVISER, name="Gone Away")
        choice = ComparisonChoice(ComparisonPage.STAGES, YEAR, {})
        comparisons.save(session, choice, name="Left behind", shared=True, by=gone.id, at=make.NOON)
        gone.active = False
        session.commit()
    assert visitor.be(Role.ADVISER).post("/compare/saved/1/remove").status_code == 404
    visitor.be(Role.LEADERSHIP_MEMBER)
    assert "Rename" not in row(visitor.soup("/compare/saved"), "Left behind").text
    assert visitor.post("/compare/saved/1/remove").status_code == 302
    assert kept(lite) == []


def test_an_organisation_that_is_not_named_any_more_leaves_only_a_gap(visitor, lite):
    visitor.be(Role.LEADERSHIP_MEMBER)
    save(visitor, organisation=["lighthouse", "filler-0", "nobody"])
    said = " ".join(row(visitor.soup("/compare/saved"), "Two of us").text.split())
    assert "Lighthouse, Filler-0; 1 organisation no longer shown by name" in said
    decide(lite, "lighthouse", Standing.ANONYMOUS)
    page = visitor.soup("/compare/saved")
    assert "Lighthouse" not in page.text
    assert "Filler-0; 2 organisations no longer shown by name" in " ".join(row(page, "Two of us").text.split())
    assert "Lighthouse" not in visitor.soup(row(page, "Two of us").a["href"]).text
    decide(lite, "filler-0", Standing.NOT_SHOWN)
    assert ": 3 organisations no longer shown by name" in " ".join(visitor.soup("/compare/saved").text.split())


def test_a_name_counts_where_the_comparison_looks(visitor, lite):
    """Named across the area is not named in a partnership to which an organisation does not belong."""
    visitor.be(Role.LEADERSHIP_MEMBER)
    with lite.writing() as session:
        north = models.Partnership(reference="north", name="North")
        session.add(north)
        session.commit()
        number = north.id
    save(visitor, group=f"partnership:{number}")
    assert "Lighthouse" not in visitor.soup("/compare/saved").text


def test_a_year_that_cannot_be_compared_any_more_is_not_led_to(visitor, lite):
    visitor.be(Role.LEADERSHIP_MEMBER)
    save(visitor)
    with lite.writing() as session:
        session.scalar(select(models.Cycle).where(models.Cycle.year == YEAR)).released_at = None
        session.commit()
    line = row(visitor.soup("/compare/saved"), "Two of us")
    assert "can’t be compared at the moment" in line.text
    assert line.h3.a is None


def test_the_page_asks_the_database_as_often_however_much_is_saved(visitor, lite):
    visitor.be(Role.LEADERSHIP_MEMBER)
    statements = []
    event.listen(lite.engine, "before_cursor_execute", lambda *given: statements.append(given[2]))
    counts = []
    for number in range(3):
        save(visitor, name=f"Number {number}", shared="y")
        visitor.get("/compare/saved")
        statements.clear()
        visitor.get("/compare/saved")
        counts.append(len(statements))
    assert counts[0] == counts[2] <= 12


def test_the_form_carries_what_is_chosen_on_the_page(app, visitor):
    class Choice:
        query = {"year": YEAR, "by": "domain"}  # noqa: RUF012 - as a page has it

    with app.test_request_context("/compare/?organisation=lighthouse&organisation=filler-0"):
        text = render_template_string(
            "{% include 'compare/save_form.html' %}", choice=Choice(), references=("lighthouse", "filler-0")
        )
    assert re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', text)[2:] == [
        ("page", "overlay"), ("year", str(YEAR)), ("by", "domain"),
        ("organisation", "lighthouse"), ("organisation", "filler-0"),
    ]  # fmt: skip
    assert 'action="/compare/saved"' in text


def test_before_anything_is_saved_the_page_says_what_will_be_here_and_how(visitor):
    page = visitor.be(Role.LEADERSHIP_MEMBER).soup("/compare/saved")
    assert page.select_one(".ff-empty h2").text == "No saved comparisons yet"
    assert visitor.get(page.select_one(".ff-empty a")["href"]).status_code == 200
