"""The status of a year: in words and figures, narrowed down, and as a list to take away."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

import pytest

from assessment.domain.assessment.life_cycle import AssessmentState
from assessment.domain.people.permissions import Role
from assessment.store import models
from assessment.web.frame import clock
from tests import factories as make
from tests.web.questionnaire.answering import BANK

if TYPE_CHECKING:
    from tests.world import Browser

NOTE = "Only for us"


@pytest.fixture
def lead(visitor, lite) -> Browser:
    """Lighthouse has begun and given three answers, Harbour has sent its assessment on, ten others have not started."""
    with lite.writing() as session:
        ours, theirs = (session.get(models.Assessment, one) for one in (visitor.world.open, visitor.world.others))
        make.answer_all(session, theirs, BANK)
        theirs.state, theirs.submitted_at = AssessmentState.WITH_SPONSOR, make.NOON
        given = [(None, NOTE), (2, None), (2, None), (None, None)]  # the last one has a note only
        for item, (level, not_applicable) in zip(BANK.items, given, strict=False):
            said = {"level": level, "not_applicable": not_applicable, "note": NOTE}
            session.add(models.Answer(assessment_id=ours.id, item_id=item.id, saved_at=make.NOON, **said))
        session.commit()
    return visitor.be(Role.PROJECT_LEAD)


def words(browser: Browser, path: str = "/status") -> str:
    return " ".join(browser.soup(path).find("main").text.split())


def names(browser: Browser, query: str = "") -> list[str]:
    return [one.get_text(" ", strip=True) for one in browser.soup(f"/status{query}").select("tbody th a")]


def taken(browser: Browser, query: str = "") -> list[dict[str, str]]:
    answer = browser.get(f"/status.csv{query}")
    assert answer.mimetype == "text/csv"
    assert "attachment" in answer.headers["Content-Disposition"]
    return list(csv.DictReader(io.StringIO(answer.text.removeprefix("\ufeff"))))


def test_a_line_in_words_says_how_far_everybody_has_come(lead):
    closes = clock.today().year + (clock.today().month >= 9)
    assert "0 of 12 signed off, 1 in progress, 1 awaiting sign-off, 10 not started." in words(lead)
    assert f"The year closes on 31 August {closes}." in words(lead)


def test_the_questions_that_are_answered_are_those_that_the_task_list_counts(lead):
    (row,) = [row for row in lead.soup("/status").select("tbody tr") if row.th.text.strip() == "Lighthouse"]
    assert f"3 of {len(BANK.items)}" in row.text
    lead.be(Role.CONTRIBUTOR)
    tasks = " ".join(lead.soup(f"/assessments/{lead.world.open}/").text.split())
    assert f"3 of {len(BANK.items)}" in tasks


def test_an_organisation_that_has_not_started_has_no_figure_rather_than_nought(lead):
    (row,) = [row for row in lead.soup("/status").select("tbody tr") if row.th.text.strip() == "Filler-0"]
    assert row.select_one("td[data-label=Answered]").text.strip() == "–"


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("?state=in-progress", ["Lighthouse"]),
        ("?state=awaiting-sign-off", ["Harbour"]),
        ("?state=signed-off", []),
        ("?sector=health", ["Harbour"]),
        ("?state=in-progress&sector=health", []),
    ],
)
def test_the_list_is_narrowed_down_by_state_and_sector_and_the_counts_stay(lead, query, found):
    assert names(lead, query) == found
    assert [one["organisation"] for one in taken(lead, query)] == found
    assert "1 in progress, 1 awaiting sign-off, 10 not started" in words(lead, f"/status{query}")


def test_what_cannot_be_chosen_narrows_nothing_down(lead):
    assert len(names(lead, "?state=nonsense&sector=navy")) == 12


def test_the_list_to_take_away_says_the_same_and_nothing_of_what_was_written(lead):
    rows = {one["organisation"]: one for one in taken(lead)}
    assert list(rows) == names(lead)
    ours, nobody = rows["Lighthouse"], rows["Filler-0"]
    assert (ours["state"], ours["answered"], ours["asked"]) == ("In progress", "3", str(len(BANK.items)))
    assert ours["percent"] == str(300 // len(BANK.items))
    assert (nobody["state"], nobody["answered"], nobody["since"]) == ("Not started", "", "")
    assert NOTE not in lead.get("/status.csv").text
    assert NOTE not in lead.get("/status").text


def test_no_name_becomes_a_formula_in_a_spreadsheet(lead, lite):
    with lite.writing() as session:
        session.get(models.Assessment, lead.world.open).organisation.name = "=HYPERLINK(1)"
        session.commit()
    assert "'=HYPERLINK(1)" in {one["organisation"] for one in taken(lead)}


def test_before_there_is_a_year_the_page_says_what_will_be_here(visitor, lite, monkeypatch):
    monkeypatch.setattr("assessment.reports.status.current_cycle", lambda *_, **__: None)
    shown = words(visitor.be(Role.PROJECT_LEAD))
    assert "No year has been opened yet" in shown
    assert visitor.soup("/status").find("a", href="/years/new")
    assert taken(visitor) == []
