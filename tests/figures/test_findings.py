"""Headings that say what the figures beneath them show, with the names of the bank."""

from __future__ import annotations

import pytest

from assessment.domain.area.cohort import Spread
from assessment.domain.area.shared import gaps, strengths
from assessment.domain.bank.question_bank import Dimension
from assessment.domain.rounding import figure, signed
from assessment.figures import findings
from tests import factories as make

ITEMS = tuple(make.item(f"{name}-GOV-{number}") for name in ("A", "B", "C") for number in range(5))
BANK = make.bank(*ITEMS, dimensions=tuple(Dimension(name, f"Axis {name}") for name in "ABC"))
ONE = make.bank(make.item("A-GOV-1"), dimensions=(Dimension("A", "Axis A"),))


def medians(**known):
    return {key: None if value is None else Spread(9, value - 1, value, value + 1) for key, value in known.items()}


def test_who_is_in_says_how_many_have_a_name():
    assert findings.who_is_in(12, 7) == "12 organisations, 7 of them named"
    assert findings.who_is_in(12, 12) == "12 organisations, all of them named"
    assert findings.who_is_in(12, 0) == "12 organisations, none of them named"


@pytest.mark.parametrize(
    ("known", "said"),
    [
        ({"A": 60, "B": 41.4, "C": 70}, "Scores are lowest on Axis B: half of organisations score 41 or less"),
        (
            {"A": 41, "B": 41.4, "C": 70},
            "Scores are lowest on Axis A and Axis B: half of organisations score 41 or less",
        ),
        ({"A": 41, "B": 41.4, "C": None}, "Half of organisations score 41 or less on every dimension"),
        ({"A": None, "B": None, "C": None}, "Too few organisations have scores to show"),
    ],
)
def test_the_lowest_dimension_is_named_as_it_is_shown(known, said):
    assert findings.standing(BANK, medians(**known)) == said


@pytest.mark.parametrize(
    ("known", "said"),
    [
        (
            {"A": 2, "B": 9, "C": 6},
            "Axis B changed most since the year before: half of organisations gained at least 9 points",
        ),
        (
            {"A": -7, "B": 6, "C": 0},
            "Axis A changed most since the year before: half of organisations are at least 7 points lower",
        ),
        (
            {"A": 7, "B": 7, "C": -7},
            "Axis A and Axis B changed most since the year before: half of organisations gained at least 7 points",
        ),
        ({"A": 4, "B": -4, "C": 0}, "Little has changed on any dimension since the year before"),
        ({"A": None, "B": None, "C": None}, "Too few organisations answered in both years to show what has changed"),
    ],
)
def test_what_moved_is_said_neutrally(known, said):
    assert findings.moved(BANK, medians(**known)) == said


def test_over_few_questions_a_move_has_to_be_larger():
    assert findings.moved(ONE, medians(A=9)) == "Little has changed on Axis A since the year before"
    assert findings.moved(ONE, medians(A=10)).startswith("Axis A changed most")
    assert [findings.little(BANK, "A", 4), findings.little(BANK, "A", 5), findings.little(ONE, "A", 5)] == [
        True,
        False,
        True,
    ]
    assert not findings.little(BANK, "A", None)


@pytest.mark.parametrize(
    ("known", "said"),
    [
        (
            {"A": 4, "B": 8.4, "C": 4},
            (
                "The biggest gap between claim and evidence is on Axis B: "
                "half of organisations claim at least 8 points more than their evidence supports"
            ),
        ),
        (
            {"A": 4, "B": 8, "C": 8},
            (
                "The biggest gaps between claim and evidence are on Axis B and Axis C: "
                "half of organisations claim at least 8 points more than their evidence supports"
            ),
        ),
        (
            {"A": 1, "B": 1, "C": 1},
            "Half of organisations claim at least 1 point more than their evidence supports on every dimension",
        ),
        (
            {"A": 0, "B": -3, "C": 0},
            "Half of organisations claim no more than their evidence supports on every dimension",
        ),
        ({"A": None, "B": None, "C": None}, "Too few organisations have figures to compare claims with evidence"),
    ],
)
def test_where_claims_and_evidence_part(known, said):
    assert findings.parted(BANK, medians(**known)) == said


def test_shared_strengths_and_gaps_name_their_level_in_the_words_of_the_bank():
    items = {"A-GOV-0": Spread(9, 3, 3, 4), "B-GOV-0": Spread(9, 0, 1, 1), "B-GOV-1": Spread(9, 0, 0, 1)}
    assert findings.strength(BANK, strengths(BANK, items)) == (
        "Shared strengths: on 1 question, about three quarters of organisations or more are at Established (level 3) or above"
    )
    assert findings.gap(BANK, gaps(BANK, items)) == (
        "Shared gaps: on 2 questions, about three quarters of organisations or more are at Starting (level 1) or below"
    )
    assert findings.strength(BANK, None) == "No shared strengths yet"
    assert findings.gap(BANK, None) == "No shared gaps"


@pytest.mark.parametrize(
    ("value", "as_score", "as_points"),
    [(None, "–", "–"), (0.4, "0", "0"), (-0.4, "0", "0"), (2.5, "3", "+3"), (-2.5, "-2", "−2"), (-7.6, "-8", "−8")],
)
def test_points_have_a_sign_and_halves_go_up(value, as_score, as_points):
    assert (figure(value), signed(value)) == (as_score, as_points)
