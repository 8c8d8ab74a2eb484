"""Publishing a year: what would be shown, doing it, being refused, and the list of all that was published."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from sqlalchemy import select

from assessment.commands import results
from assessment.domain.people.permissions import Role
from assessment.store import models
from assessment.web.frame import clock
from tests.web.organisations.records import everything, page, said_at

SURE = {"sure": "y"}
REASON = "You can publish it again once at least 5 have"


@pytest.fixture
def last_year() -> int:
    """The year that everybody has signed off, and that was published."""
    return clock.today().year - (clock.today().month < 9) - 1


@pytest.fixture
def changed(lite, last_year):
    """Keep new results of some organisations."""

    def keep(first: int, last: int) -> None:
        of_year = select(models.Assessment).join(models.Cycle).where(models.Cycle.year == last_year)
        with lite.writing() as session:
            found = session.scalars(of_year.order_by(models.Assessment.id)).all()
            for one in found[first:last]:
                results.keep(session, one, at=datetime(last_year + 1, 8, 1, tzinfo=UTC))
            session.commit()

    return keep


def publications(lite) -> list[int]:
    with lite.reading() as session:
        return list(session.scalars(select(models.Publication.number).order_by(models.Publication.id)))


def publish(browser, year: int, data=SURE):
    return browser.post(f"/years/{year}/publish", data)


def test_a_year_that_nothing_could_be_shown_of_says_so_and_has_no_button(lead, last_year):
    shown = lead.soup(f"/years/{last_year + 1}")
    assert "It takes results from at least 5 organisations" in shown.select_one("#sure").text
    assert ">Publish 20" not in shown.text


def test_a_plan_says_what_would_be_shown_before_it_is(lead, lite, last_year, changed):
    changed(0, 12)
    before = everything(lite)
    shown = lead.soup(f"/years/{last_year}")
    assert "12 organisations have a signed-off result that can be included." in " ".join(shown.text.split())
    assert "12 organisations have changed since the year was last published." in " ".join(shown.text.split())
    assert "Publishing cannot be undone." in shown.text
    first = shown.select_one("tbody tr")
    assert first.get_text(" ", strip=True) == "The whole area 12 0"
    assert everything(lite) == before


def test_too_few_changes_are_refused_with_the_reason_where_the_button_was(lead, lite, last_year, changed):
    changed(0, 4)
    shown = lead.soup(f"/years/{last_year}")
    assert "4 organisations have changed" in shown.select_one("#sure").text
    assert REASON in shown.select_one("#sure").text
    assert not shown.select("form[action$=publish]")

    answer = publish(lead, last_year)
    assert answer.status_code == 409
    said = page(answer)
    assert said.title.text.startswith("Error: ")
    assert REASON in said.select_one(".govuk-error-summary a[href='#sure']").text
    assert "It was not published." in said.select_one("#sure").text
    assert publications(lite) == [1]


def test_once_enough_have_changed_a_year_is_published_again_but_not_a_third_time_without_change(
    lead, lite, last_year, changed
):
    changed(0, 12)
    assert publish(lead, last_year).location == "/years/published"
    assert "is published. The Leadership Group can compare it now." in lead.get("/years/published").text
    assert publications(lite) == [1, 2]
    assert publish(lead, last_year).status_code == 409
    assert "Nothing has changed since" in lead.soup(f"/years/{last_year}").select_one("#sure").text


def test_a_year_is_not_published_again_over_fewer_organisations(lead, lite, last_year, changed):
    """One of the five that changed has no name: the other five would have to be left out together with it."""
    changed(0, 5)
    assert (
        "leave out organisations that are included at the moment"
        in lead.soup(f"/years/{last_year}").select_one("#sure").text
    )
    assert publish(lead, last_year).status_code == 409
    assert publications(lite) == [1]


def test_who_has_not_said_that_they_know_is_asked_and_nothing_is_published(lead, lite, last_year, changed):
    changed(0, 12)
    before = everything(lite)
    answer = publish(lead, last_year, {})
    assert answer.status_code == 422
    assert "Tick the box to publish" in said_at(answer, "sure")
    assert page(answer).select_one(".govuk-error-summary a[href='#sure']")
    assert everything(lite) == before


def test_the_ledger_lists_every_publication_the_latest_first(lead, last_year, changed):
    changed(0, 12)
    publish(lead, last_year)
    shown = lead.soup("/years/published")
    titles = [" ".join(one.text.split()) for one in shown.select("main h2")]
    assert [("published again" in one) for one in titles] == [True, False]
    assert all(one.select_one("tbody th").text == "The whole area" for one in shown.select("main section"))
    assert shown.select_one("section").find(string=lambda text: "would reveal one organisation’s figures" in text)


def test_publishing_leaves_an_entry_with_what_was_published(lead, lite, last_year, changed):
    changed(0, 12)
    publish(lead, last_year)
    with lite.reading() as session:
        entry = session.scalars(select(models.AuditEntry).order_by(models.AuditEntry.number.desc())).first()
    assert entry.subject == f"year {last_year}"
    assert entry.details["done"] == "year published"
    assert entry.details["groups"] >= 1
    assert len(entry.details["figures"]) == 64


@pytest.mark.parametrize("role", [role for role in Role if role not in {Role.PROJECT_LEAD, Role.ADMINISTRATOR}])
def test_nobody_else_publishes_or_sees_what_would_be(visitor, lite, last_year, changed, role):
    changed(0, 12)
    visitor.be(role)
    assert visitor.get("/years/published").status_code == 403
    assert visitor.get(f"/years/{last_year}").status_code == 403
    assert publish(visitor, last_year).status_code == 403
    assert publications(lite) == [1]


def test_a_year_that_there_is_not_cannot_be_published(lead):
    assert publish(lead, 1999).status_code == 404


def test_a_forged_form_publishes_nothing(lead, lite, last_year, changed):
    changed(0, 12)
    lead.client.post(f"/years/{last_year}/publish", data={"csrf_token": "forged", **SURE})
    assert publications(lite) == [1]
