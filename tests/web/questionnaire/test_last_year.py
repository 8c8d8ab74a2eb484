"""What was said last year, shown beside the question and taken over in one step."""

from __future__ import annotations

from datetime import date

import pytest
from bs4 import BeautifulSoup

from assessment.domain.assessment.life_cycle import AssessmentState
from assessment.store import models
from tests import factories as make
from tests.web.questionnaire.answering import ITEM, address, row

NOTE = "The board agreed in March."


@pytest.fixture
def before(lead, lite):
    with lite.writing() as session:
        answer = session.get(models.Answer, (lead.world.earlier, ITEM))
        answer.note = NOTE
        piece = {"title": "Minutes of last year", "link": "https://example.org/then", "shows": "", "grade": "E1"}
        session.add(
            models.Evidence(
                assessment_id=lead.world.earlier,
                item_id=ITEM,
                dated_on=date(2025, 3, 1),
                no_personal_details=True,
                added_at=make.NOON,
                **piece,
            )
        )
        session.commit()
    return lead


def take(lead, **typed):
    answer = lead.post(address(lead), {"version": "0", "action": "last-year", **typed})
    return answer, BeautifulSoup(answer.text, "html.parser")


def chosen(page):
    return [one["value"] for one in page.select("input[name=level][checked]")]


def test_last_years_answer_and_evidence_stand_beside_the_question(before):
    page = before.soup(address(before))
    beside = page.select_one("aside .ff-before")
    assert NOTE in beside.text
    assert "Minutes of last year" in beside.text
    assert page.select(".ff-piece") == []
    short = page.select_one("form .ff-before")
    assert "Level 1" in short.text
    assert NOTE not in short.text
    assert [one["form"] for one in page.select("button[value=last-year]")] == ["answer", "answer"]


def test_it_is_filled_in_to_be_checked_and_nothing_is_saved_by_that(before, lite):
    answer, page = take(before)
    assert answer.status_code == 200
    assert "Check it, then save" in page.select_one("[role=status]").text
    assert (chosen(page), page.select_one("#note").text.strip()) == (["1"], NOTE)
    assert row(lite, before) is None


def test_nothing_that_was_typed_is_lost_by_it(before):
    _, page = take(before, level="3", note="Typed already", title="A new plan", shows="What it shows")
    assert chosen(page) == ["3"]
    assert page.select_one("#note").text.strip() == f"Typed already\n\n{NOTE}"
    assert page.select_one("#title")["value"] == "A new plan"
    assert page.select_one("#title").find_parent("details").has_attr("open")
    _, again = take(before, note=page.select_one("#note").text)
    assert again.select_one("#note").text.count(NOTE) == 1


def test_where_nothing_was_said_there_is_nothing_to_take_over(before, lite):
    with lite.writing() as session:
        session.delete(session.get(models.Answer, (before.world.earlier, ITEM)))
        session.commit()
    assert before.soup(address(before)).select("button[value=last-year]") == []
    _, page = take(before, note="mine")
    assert (chosen(page), page.select_one("#note").text.strip()) == ([], "mine")


def test_a_locked_assessment_is_not_filled_in(before, lite):
    with lite.writing() as session:
        session.get(models.Assessment, before.world.open).state = AssessmentState.WITH_SPONSOR
        session.commit()
    answer, page = take(before, note="mine")
    assert answer.status_code == 409
    assert "mine" in page.select_one(".govuk-error-summary").text
    assert page.select("button[value=last-year]") == []
