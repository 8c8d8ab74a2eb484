"""Results of a year, and progress over the years."""

from __future__ import annotations

import pytest

from assessment import banks
from assessment.domain.assessment.conditions import Condition, Context
from assessment.domain.assessment.journey import journey
from assessment.domain.assessment.scoring import score
from assessment.domain.bank.rules import ConditionKind
from assessment.domain.people.permissions import RULES, Permission, Role
from assessment.domain.texts.phrases import lower_first
from assessment.figures.requirements import asks, has_now
from tests import factories as make


def test_a_kept_result_shows_its_stage_and_why_then_strengths_steps_and_tables(visitor):
    page = visitor.be(Role.ORGANISATION_LEAD).soup(f"/assessments/{visitor.world.earlier}/results")
    headings = [heading.text.strip() for heading in page.select("main h2")]
    assert headings[:4] == ["Aware", "Where you are strong", "Three next steps", "What you need to reach Sensitive"]
    assert page.select_one(".ff-stage__why").text.startswith("You meet every requirement for Aware. ")
    assert "Signed off on " in page.select_one("h1 ~ p").text
    assert "Provisional" in page.select_one("h1 ~ p").text
    assert len(page.select(".ff-blockers li")) <= 5
    first = page.select_one("#by-dimension").find_parent("section")
    cells = [[cell.text for cell in row.select("th,td")] for row in first.select("tbody tr")]
    assert cells[0] == ["Realises", "25", "25"]


def test_each_next_step_leads_to_its_question_and_shows_the_next_level(visitor):
    page = visitor.be(Role.ORGANISATION_LEAD).soup(f"/assessments/{visitor.world.earlier}/results")
    steps = page.select(".ff-next-step")
    assert len(steps) == 3
    for step in steps:
        assert visitor.get(step.a["href"]).status_code == 200
        assert step.select_one("details summary").text.startswith("What level 2 looks like")
    assert len(page.select(".ff-blockers a")) == len({one["href"] for one in page.select(".ff-blockers a")})


def test_whoever_sees_a_result_may_read_the_answers_that_it_links_to():
    """The page of a final result is kept for all who may see it, so its links may not depend on who reads it."""
    assert RULES[Permission.SEE_RESULTS] <= RULES[Permission.SEE_ASSESSMENT]


def test_a_result_in_the_making_is_called_partial_and_has_no_stage(visitor):
    visitor.be(Role.ORGANISATION_LEAD)
    visitor.post(f"/assessments/{visitor.world.open}/items/RL-GOV-1", {"version": "0", "level": "2"})
    page = visitor.soup(f"/assessments/{visitor.world.open}/results")
    assert "These figures are partial" in page.text
    assert "Draft" in page.select_one("h1 ~ p").text
    assert page.select(".ff-path") == []


def test_nothing_answered_shows_nothing(visitor):
    page = visitor.be(Role.ORGANISATION_LEAD).soup(f"/assessments/{visitor.world.open}/results")
    assert "nothing to show" in page.text


def test_progress_shows_each_kept_year(visitor):
    page = visitor.be(Role.SPONSOR).soup("/organisations/lighthouse/progress")
    assert page.select_one("svg title").text.startswith("Overall by year: ")
    assert "Aware" in page.select_one("tbody").text


@pytest.mark.parametrize("kind", ConditionKind)
def test_every_kind_of_condition_has_words_of_its_own(kind):
    asked = {
        ConditionKind.GATE: ("RL-GOV-1", 2.0),
        ConditionKind.DOMAIN: ("GOV", 34.5),
        ConditionKind.DIMENSION: ("RL", 34.5),
    }
    needs = {ConditionKind.EARLIER_STAGE: "one", ConditionKind.MODERATED: True, ConditionKind.FULL_ASSESSMENT: True}
    subject, amount = asked.get(kind, (None, needs.get(kind, 34.5)))
    one_stage = make.stage("one", (kind, amount, subject))
    bank = make.bank(make.item("RL-GOV-1"), make.item("RC-GOV-1"), stages=(one_stage,))
    said = {item.id: make.at(1) for item in bank.items}
    for condition in journey(bank, score(bank, said), said, Context()).conditions:
        assert asks(condition, bank).strip()
        assert lower_first(asks(condition, bank)) != asks(condition, bank)
        assert has_now(condition, bank).strip() not in {"", "1", "True"}


def test_a_score_just_below_a_threshold_is_not_shown_as_if_it_had_reached_it():
    bank = make.bank(stages=(make.stage("one", (ConditionKind.OVERALL, 35.0, None)),))
    condition = Condition("one", ConditionKind.OVERALL, None, 34.6, 35.0, holds=False)
    assert asks(condition, bank) == "An overall score of 35 or more"
    assert has_now(condition, bank) == "34.6"


def test_evidence_confidence_speaks_of_the_grades_that_the_bank_has(visitor):
    page = visitor.be(Role.ORGANISATION_LEAD).soup(f"/assessments/{visitor.world.earlier}/results")
    grades = [grade.name for grade in banks.load(make.BANK).evidence.grades if grade.confirms]
    said = page.find("dt", string="Evidence").parent.text.casefold()
    assert all(name.casefold() in said for name in grades)
