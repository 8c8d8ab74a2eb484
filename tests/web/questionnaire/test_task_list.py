"""The task list: what is next comes first, and what is done is folded away; one count everywhere."""

from __future__ import annotations

from assessment.domain.bank.question_bank import Axis
from tests.web.questionnaire.answering import BANK, COUNT, ITEM, address, save

FIRST = BANK.dimensions[0]
OF_FIRST = BANK.items_of(Axis.DIMENSION, FIRST.id)


def tasks(lead):
    return lead.soup(f"/assessments/{lead.world.open}/")


def far(page):
    return " ".join(page.select_one(".ff-far").text.split())


def test_what_is_next_comes_first_with_a_link_that_leads_there(lead):
    page = tasks(lead)
    assert page.select_one("main h2").text == f"First: {BANK.items[0].title}"
    assert page.select_one(".ff-now a.govuk-button").text == "Start assessment"
    save(lead, level="2")
    page = tasks(lead)
    assert page.select_one("main h2").text == f"Next: {BANK.items[1].title}"
    assert page.select_one(".ff-now a.govuk-button").text == "Continue assessment"
    assert page.select_one(".ff-now a.govuk-button")["href"] == address(lead, BANK.items[1].id)
    assert f"Question 2 of {COUNT}" in page.select_one(".ff-now").text


def test_both_pages_count_alike_and_estimate_alike(lead):
    save(lead, level="2")
    said = far(tasks(lead))
    assert said.startswith(f"1 of {COUNT} questions answered, about ")
    assert said == far(lead.soup(address(lead)))
    assert "about 3 minutes a question" in tasks(lead).select_one(".ff-now").text


def test_a_dimension_folds_away_once_all_of_it_is_answered(lead):
    assert tasks(lead).select("details.ff-part:not([open])") == []
    for item in OF_FIRST:
        save(lead, item.id, level="1")
    (folded,) = tasks(lead).select("details.ff-part:not([open])")
    assert folded.select_one("h2").text == FIRST.name
    assert f"All {len(OF_FIRST)} answered" in folded.select_one("summary").text
    assert folded.select_one(f"#{OF_FIRST[0].id}") is not None


def test_once_everything_is_answered_the_check_is_next(lead):
    for item in BANK.items:
        save(lead, item.id, level="1")
    page = tasks(lead)
    assert page.select_one("main h2").text == "Every question is answered"
    assert page.select_one(".ff-now a.govuk-button")["href"].endswith("/check")
    assert far(page) == f"{COUNT} of {COUNT} questions answered"


def test_the_page_after_a_save_says_what_was_saved_and_when(lead):
    save(lead, level="2")
    said = lead.soup(address(lead, BANK.items[1].id)).select_one(".ff-message--saved").text.strip()
    assert said.startswith("Saved at ")
    assert said.endswith(f": {OF_FIRST[0].title}.")
    assert lead.soup(address(lead, BANK.items[1].id)).select(".ff-message") == []
    assert "Last saved by you on" in lead.soup(address(lead, ITEM)).text
