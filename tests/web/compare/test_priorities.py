"""Priorities and notes of a year: who reads and who agrees, and nothing lost when two write at once."""

from __future__ import annotations

import re

import pytest
from bs4 import BeautifulSoup
from sqlalchemy import event, select

from assessment.domain.people.permissions import Role
from assessment.store import models
from assessment.web.frame import clock

YEAR = clock.today().year - (clock.today().month < 9) - 1
PAGE = "/compare/priorities"
PRIORITY = {"version": "0", "title": "Supervision", "why": "Staff hear distressing things"}
CHANGED = {"version": "1", "title": "Quiet rooms", "why": "Nobody could speak"}


def add(visitor, **more):
    return visitor.post(f"{PAGE}/{YEAR}/priority", PRIORITY | more)


def soup(answer):
    return BeautifulSoup(answer.text, "html.parser")


def points(lite) -> list[models.AgreedPoint]:
    with lite.reading() as session:
        return session.scalars(select(models.AgreedPoint).order_by(models.AgreedPoint.id)).all()


@pytest.mark.parametrize("role", [Role.LEADERSHIP_MEMBER, Role.PROJECT_LEAD])
def test_the_group_and_the_project_lead_agree_priorities_and_notes(visitor, role):
    visitor.be(role)
    assert add(visitor).location == f"{PAGE}?year={YEAR}"
    assert visitor.post(f"{PAGE}/{YEAR}/note", {"version": "0", "note": "Charities\ntook part"}).status_code == 302
    page = visitor.soup(PAGE)
    assert "The note has been added" in page.text
    assert [one.text for one in page.select(".ff-points h3")] == ["Supervision"]
    assert [one.text for one in page.select(".ff-points .ff-typed")] == [
        "Staff hear distressing things",
        "Charities\ntook part",
    ]
    assert "Added by Robin Ash" in page.text


def test_moderators_read_them_and_change_nothing(visitor, lite):
    add(visitor.be(Role.LEADERSHIP_MEMBER))
    visitor.be(Role.ADVISER)
    page = visitor.soup(f"{PAGE}?year={YEAR}")
    assert "Supervision" in page.text
    assert page.select("main .govuk-button, main .ff-points a") == []
    for path in (f"{PAGE}/{YEAR}/priority", f"{PAGE}/1", f"{PAGE}/1/take-away"):
        assert visitor.get(path).status_code == 403
        assert visitor.post(path, CHANGED).status_code == 403
    assert points(lite)[0].version == 1


@pytest.mark.parametrize("role", [Role.CONTRIBUTOR, Role.ORGANISATION_LEAD, Role.SPONSOR, Role.ADMINISTRATOR])
def test_nobody_else_sees_them(visitor, role):
    add(visitor.be(Role.LEADERSHIP_MEMBER))
    visitor.be(role)
    for path in (PAGE, f"{PAGE}/1", f"{PAGE}/{YEAR}/note"):
        answer = visitor.get(path)
        assert answer.status_code == 403
        assert "Supervision" not in answer.text


@pytest.mark.parametrize("year", ["", "x", "1999", str(YEAR + 1), "%00"])
def test_another_year_shows_the_last_one_that_can_be_compared(visitor, year):
    add(visitor.be(Role.LEADERSHIP_MEMBER))
    assert "Supervision" in visitor.soup(f"{PAGE}?year={year}").text


@pytest.mark.parametrize("path", [f"{YEAR + 1}/priority", "1999/note", f"{YEAR}/wish", "99", "99/take-away"])
def test_what_is_not_there_is_not_found(visitor, lite, path):
    visitor.be(Role.LEADERSHIP_MEMBER)
    assert visitor.get(f"{PAGE}/{path}").status_code == 404
    assert visitor.post(f"{PAGE}/{path}", PRIORITY | {"note": "A note"}).status_code == 404
    assert points(lite) == []


def test_nothing_is_shown_before_a_year_can_be_compared(visitor, lite):
    add(visitor.be(Role.LEADERSHIP_MEMBER))
    with lite.writing() as session:
        session.scalar(select(models.Cycle).where(models.Cycle.year == YEAR)).released_at = None
        session.commit()
    assert "Supervision" not in visitor.soup(PAGE).text
    assert visitor.get(f"{PAGE}/1").status_code == 404
    assert visitor.post(f"{PAGE}/1", CHANGED).status_code == 404


@pytest.mark.parametrize(
    ("sort", "typed", "field"),
    [
        ("priority", {"title": "", "why": "Because"}, "title"),
        ("priority", {"title": "x" * 121, "why": "Because"}, "title"),
        ("priority", {"title": "Rooms", "why": ""}, "why"),
        ("priority", {"title": "Rooms", "why": "x" * 1001}, "why"),
        ("note", {"note": " "}, "note"),
        ("note", {"note": "x" * 2001}, "note"),
    ],
)
def test_what_is_missing_or_too_long_is_said_at_the_field(visitor, lite, sort, typed, field):
    visitor.be(Role.LEADERSHIP_MEMBER)
    answer = visitor.post(f"{PAGE}/{YEAR}/{sort}", {"version": "0", **typed})
    assert answer.status_code == 422
    page = soup(answer)
    assert page.select_one(f"#{field}-error")
    assert page.select_one(".govuk-error-summary__list a")["href"] == f"#{field}"
    shown = {one["name"]: one.get("value", one.text.strip()) for one in page.select("main [name]")}
    assert {name: shown[name] for name in typed} == {name: value.strip() for name, value in typed.items()}
    assert points(lite) == []


@pytest.mark.parametrize("version", ["", "x", "-1", "1234567"])
def test_a_version_that_no_page_showed_is_refused(visitor, lite, version):
    add(visitor.be(Role.LEADERSHIP_MEMBER))
    for path in (f"{PAGE}/1", f"{PAGE}/1/take-away"):
        assert visitor.post(path, CHANGED | {"version": version}).status_code == 422
    (point,) = points(lite)
    assert (point.title, point.taken_away_at) == ("Supervision", None)


def test_two_who_change_one_priority_both_keep_their_words(visitor, lite):
    add(visitor.be(Role.LEADERSHIP_MEMBER))
    assert visitor.soup(f"{PAGE}/1").select_one('[name="version"]')["value"] == "1"
    assert visitor.post(f"{PAGE}/1", CHANGED).status_code == 302
    visitor.be(Role.PROJECT_LEAD)
    late = visitor.post(f"{PAGE}/1", {"version": "1", "title": "Kind letters", "why": "Ours frighten"})
    assert late.status_code == 409
    page = soup(late)
    told = page.select_one(".govuk-error-summary").text
    assert "Quiet rooms" in told
    assert "Nobody could speak" in told
    assert page.select_one("#title")["value"] == "Kind letters"
    assert page.select_one("#why").text.strip() == "Ours frighten"
    assert points(lite)[0].title == "Quiet rooms"
    version = page.select_one('[name="version"]')["value"]
    again = visitor.post(f"{PAGE}/1", {"version": version, "title": "Kind letters", "why": "Ours frighten"})
    assert again.status_code == 302
    assert (points(lite)[0].title, points(lite)[0].version) == ("Kind letters", 3)


def test_what_was_taken_away_while_somebody_wrote_can_be_added_anew(visitor, lite):
    add(visitor.be(Role.LEADERSHIP_MEMBER))
    assert visitor.post(f"{PAGE}/1/take-away", {"version": "1"}).status_code == 302
    late = visitor.post(f"{PAGE}/1", CHANGED)
    assert late.status_code == 409
    page = soup(late)
    assert "removed it on" in page.select_one(".govuk-error-summary").text
    form = page.select_one("main form")
    typed = {one["name"]: one.get("value", one.text.strip()) for one in form.select("[name]")}
    assert typed["title"] == "Quiet rooms"
    assert visitor.client.post(form["action"], data=typed).status_code == 302
    assert [(one.title, one.taken_away_at is None) for one in points(lite)] == [
        ("Supervision", False),
        ("Quiet rooms", True),
    ]


def test_what_is_taken_away_is_asked_about_and_marked(visitor, lite):
    add(visitor.be(Role.LEADERSHIP_MEMBER))
    assert "Staff hear distressing things" in visitor.soup(f"{PAGE}/1/take-away").text
    assert visitor.post(f"{PAGE}/1/take-away", {"version": "1"}).location == f"{PAGE}?year={YEAR}"
    page = visitor.soup(PAGE)
    assert "No priorities yet" in page.text
    assert "Priority, removed by Robin Ash on" in page.select_one(".govuk-details").text
    assert visitor.get(f"{PAGE}/1").status_code == 404
    visitor.be(Role.PROJECT_LEAD)
    assert visitor.post(f"{PAGE}/1/take-away", {"version": "1"}).status_code == 302
    assert "had already removed the priority" in visitor.get(PAGE).text
    with lite.reading() as session:
        done = [one.details.get("done") for one in session.scalars(select(models.AuditEntry))]
    assert done.count("priority removed") == 1


def test_what_was_changed_in_the_meantime_is_read_before_it_is_taken_away(visitor, lite):
    add(visitor.be(Role.LEADERSHIP_MEMBER))
    visitor.post(f"{PAGE}/1", CHANGED)
    late = visitor.post(f"{PAGE}/1/take-away", {"version": "1"})
    assert late.status_code == 409
    assert "Nobody could speak" in late.text
    assert soup(late).select_one('[name="version"]')["value"] == "2"
    assert points(lite)[0].taken_away_at is None


def test_sent_twice_it_is_added_once(visitor, lite):
    visitor.be(Role.LEADERSHIP_MEMBER)
    path = f"{PAGE}/{YEAR}/priority"
    text = visitor.get(path).text
    hidden = {name: re.search(rf'name="{name}" value="([^"]+)"', text).group(1) for name in ("csrf_token", "form_key")}
    first, second = (visitor.client.post(path, data=PRIORITY | hidden) for _ in range(2))
    assert (first.status_code, second.status_code, first.location) == (302, 302, second.location)
    assert len(points(lite)) == 1


def test_words_are_shown_as_words(visitor):
    add(visitor.be(Role.LEADERSHIP_MEMBER), title="<b>Bold</b>", why="<script>alert(1)</script>")
    text = visitor.get(PAGE).text
    assert "<b>Bold" not in text
    assert "<script>alert" not in text


def test_the_page_asks_the_database_as_often_however_much_is_agreed(visitor, lite):
    visitor.be(Role.LEADERSHIP_MEMBER)
    statements = []
    event.listen(lite.engine, "before_cursor_execute", lambda *given: statements.append(given[2]))
    counts = []
    for number in range(3):
        add(visitor, title=f"Number {number}")
        visitor.get(PAGE)
        statements.clear()
        visitor.get(PAGE)
        counts.append(len(statements))
    assert counts[0] == counts[2] <= 6
