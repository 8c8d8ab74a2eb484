"""The worked example comes out as it was worked out by hand."""

from __future__ import annotations

from assessment.domain.assessment.answers import faults
from assessment.domain.assessment.conditions import Context
from assessment.domain.assessment.journey import journey
from assessment.domain.assessment.scorecard import State
from assessment.domain.assessment.scoring import score
from tests.domain.assessment.worked_example import ANSWERS, example

BANK = example()
CARD = score(BANK, ANSWERS)
CONTEXT = Context(pulse_age_months=5, moderated=True)


def test_its_scores_are_those_of_the_example():
    assert [[*CARD.state(state).dimensions.values(), CARD.state(state).overall] for state in State] == [
        [69.2, 51.9, 63.3, 55.8, 60.1],
        [67.3, 48.1, 60.0, 50.0, 56.3],
        [67.3, 48.1, 58.3, 48.1, 55.4],
    ]


def test_its_evidence_confidence_is_that_of_the_example():
    assert [round(CARD.state(state).evidence_confidence) for state in State] == [45, 47, 47]


def test_its_domains_are_those_of_the_example():
    assert {name: int(figure + 0.5) for name, figure in CARD.moderated.domains.items()} == {
        "GOV": 54, "POL": 55, "ENV": 63, "INV": 40, "COL": 55, "SUP": 61, "WFD": 70, "MON": 50, "FIN": 50, "EVA": 38,
    }  # fmt: skip
    assert CARD.moderated.domains["ENV"] == 62.5


def test_two_dimensions_share_the_lowest_place_and_the_first_is_named():
    assert CARD.moderated.lowest_dimension == "RC"
    assert CARD.moderated.dimensions["RR"] == CARD.moderated.dimensions["RC"]


def test_one_item_is_left_out_as_not_applicable():
    assert (CARD.completeness.total, CARD.completeness.answered, CARD.completeness.not_applicable) == (55, 54, 1)
    assert faults(BANK, ANSWERS) == ()


def test_it_is_sensitive_and_three_things_stand_before_responsive():
    found = journey(BANK, CARD, ANSWERS, CONTEXT)
    assert (found.stage.id, found.basis) == ("sensitive", State.MODERATED)
    assert [(c.subject or c.kind.value, c.has, c.needs) for c in found.conditions if not c.holds] == [
        ("RP-GOV-1", 2, 3),
        ("RP-POL-1", 2, 3),
        ("evidence_confidence", 46.9, 50),
    ]


def test_the_claims_alone_would_have_met_scores_and_gates():
    claims = {name: answer for name, answer in ANSWERS.items() if answer.level is not None}
    assert CARD.claimed.overall >= 55
    assert min(CARD.claimed.dimensions.values()) >= 45
    assert all(claims[name].level >= 3 for name in ("RL-GOV-1", "RL-WFD-1", "RP-GOV-1", "RP-POL-1"))
