"""Stages: reached only when everything up to them holds, with every condition told."""

from __future__ import annotations

import pytest

from assessment.domain.assessment.answers import Answer
from assessment.domain.assessment.conditions import Context
from assessment.domain.assessment.journey import journey, next_stage
from assessment.domain.assessment.scorecard import State
from assessment.domain.assessment.scoring import score
from assessment.domain.bank.rules import ConditionKind as Kind
from tests.factories import at, bank, item, stage


def of(questions, answers, **context):
    return journey(questions, score(questions, answers), answers, Context(**context))


TWO = (item("RL-GOV-1", gate=True), item("RC-GOV-1"))
PATH = bank(
    *TWO,
    stages=(
        stage("ready"),
        stage("aware", (Kind.GATE, 2, "RL-GOV-1")),
        stage("informed", (Kind.OVERALL, 75, None)),
    ),
)


def test_a_higher_stage_needs_every_lower_one():
    assert of(PATH, {"RL-GOV-1": at(1), "RC-GOV-1": at(4)}).stage.id == "ready"
    assert of(PATH, {"RL-GOV-1": at(2), "RC-GOV-1": at(2)}).stage.id == "aware"
    assert of(PATH, {"RL-GOV-1": at(4), "RC-GOV-1": at(4)}).stage.id == "informed"


def test_an_incomplete_assessment_has_no_stage_but_all_conditions():
    found = of(PATH, {"RL-GOV-1": at(4)})
    assert found.stage is None
    assert [condition.kind for condition in found.conditions] == [Kind.GATE, Kind.OVERALL]


def test_a_bank_without_stages_has_none():
    assert of(bank(*TWO), {"RL-GOV-1": at(4), "RC-GOV-1": at(4)}).stage is None


def test_the_basis_is_moderated_only_once_somebody_moderated():
    answers = {"RL-GOV-1": at(4, moderated=0), "RC-GOV-1": at(4)}
    assert (of(PATH, answers).basis, of(PATH, answers).stage.id) == (State.SUPPORTED, "informed")
    moderated = of(PATH, answers, moderated=True)
    assert (moderated.basis, moderated.stage.id) == (State.MODERATED, "ready")


def test_conditions_come_easiest_first():
    many = bank(
        *(item(f"RL-GOV-{n}", gate=True) for n in range(4)),
        stages=(stage("far", (Kind.OVERALL, 90, None), (Kind.GATE, 4, "RL-GOV-0"), (Kind.GATE, 3, "RL-GOV-1")),),
    )
    found = of(many, {one.id: at(2) for one in many.items})
    assert [(c.subject, c.steps) for c in found.conditions] == [("RL-GOV-1", 1), ("RL-GOV-0", 2), (None, 7)]


def test_a_gate_that_does_not_apply_does_not_block():
    answers = {"RL-GOV-1": Answer(not_applicable="no public contact"), "RC-GOV-1": at(3)}
    assert [c.holds for c in of(PATH, answers).conditions if c.kind is Kind.GATE] == [True]


@pytest.mark.parametrize(
    ("requirement", "context", "has", "holds"),
    [
        ((Kind.MODERATED, True, None), {}, False, False),
        ((Kind.MODERATED, True, None), {"moderated": True}, True, True),
        ((Kind.PULSE_AGE, 12, None), {}, None, False),
        ((Kind.PULSE_AGE, 12, None), {"pulse_age_months": 12}, 12, True),
        ((Kind.PULSE_AGE, 12, None), {"pulse_age_months": 13}, 13, False),
        ((Kind.PULSE_FAVOURABLE, 65, None), {"pulse_favourable": {"RL": 60, "RC": 70}}, 65.0, True),
        ((Kind.PULSE_FAVOURABLE, 65, None), {"pulse_favourable": {"RL": 60}}, None, False),
        ((Kind.PULSE_FAVOURABLE, 65, None), {"pulse_favourable": {"overall": 64}}, 64, False),
        ((Kind.PULSE_GAP, 25, None), {"pulse_favourable": {"RL": 75, "RC": 80}}, 25.0, True),
        ((Kind.PULSE_GAP, 25, None), {"pulse_favourable": {"RL": 74, "RC": 80}}, 26.0, False),
        ((Kind.PULSE_GAP, 25, None), {"pulse_favourable": {"RL": 74}}, None, False),
        ((Kind.EARLIER_STAGE, "ready", None), {}, None, False),
        ((Kind.EARLIER_STAGE, "ready", None), {"earlier_stage": 0}, "ready", True),
        ((Kind.DOMAIN, 50, "GOV"), {}, 100.0, True),
        ((Kind.EVIDENCE_CONFIDENCE, 100, None), {}, 100.0, True),
    ],
)
def test_each_kind_of_condition_says_what_it_has(requirement, context, has, holds):
    questions = bank(*TWO, stages=(stage("ready"), stage("next", requirement)))
    found = of(questions, {"RL-GOV-1": at(4), "RC-GOV-1": at(4)}, **context).conditions[0]
    assert (found.has, found.holds) == (has, holds)


def test_after_the_last_stage_there_is_none():
    assert next_stage(PATH, "informed") is None
    assert next_stage(PATH, None).id == "ready"
    assert next_stage(PATH, "ready").id == "aware"
