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
    assert findings.who_is_in(12, 7) == "12 organisations are in, 7 of them by name"
    assert findings.who_is_in(12, 12) == "12 organisations are in, all of them by name"
    assert findings.who_is_in(12, 0) == "12 organisations are in, none of them by name"


@pytest.mark.parametrize(
    ("known", "said"),
    [
        ({"A": 60, "B": 41.4, "C": 70}, "Axis B is where organisations stand lowest: half are at 41 or below"),
        (
            {"A": 41, "B": 41.4, "C": 70},
            "Axis A and Axis B are where organisations stand lowest: half are at 41 or below",
        ),
        ({"A": 41, "B": 41.4, "C": None}, "Half of the organisations stand at 41 or below on every dimension"),
        ({"A": None, "B": None, "C": None}, "Too few have figures to say where organisations stand"),
    ],
)
def test_the_lowest_dimension_is_named_as_it_is_shown(known, said):
    assert findings.standing(BANK, medians(**known)) == said


@pytest.mark.parametrize(
    ("known", "said"),
    [
        (
            {"A": 2, "B": 9, "C": 6},
            "Axis B moved most since the year before: half of the organisations gained 9 points or more",
        ),
        (
            {"A": -7, "B": 6, "C": 0},
            "Axis A moved most since the year before: half of the organisations stand 7 points or more lower",
        ),
        (
            {"A": 7, "B": 7, "C": -7},
            "Axis A and Axis B moved most since the year before: half of the organisations gained 7 points or more",
        ),
        ({"A": 4, "B": -4, "C": 0}, "Since the year before, there is little change on every dimension"),
        ({"A": None, "B": None, "C": None}, "Too few answered in both years to say what moved"),
    ],
)
def test_what_moved_is_said_neutrally(known, said):
    assert findings.moved(BANK, medians(**known)) == said


def test_over_few_questions_a_move_has_to_be_larger():
    assert findings.moved(ONE, medians(A=9)) == "Since the year before, there is little change on Axis A"
    assert findings.moved(ONE, medians(A=10)).startswith("Axis A moved most")
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
            "Claims lie furthest above what stands on Axis B: by 8 points or more for half of the organisations",
        ),
        (
            {"A": 1, "B": 1, "C": 1},
            "Claims lie above what stands on every dimension: by 1 point or more for half of the organisations",
        ),
        ({"A": 0, "B": -3, "C": 0}, "Half of the organisations claim no more than what stands on every dimension"),
        ({"A": None, "B": None, "C": None}, "Too few have figures to set claims against what stands"),
    ],
)
def test_where_claims_and_what_stands_part(known, said):
    assert findings.parted(BANK, medians(**known)) == said


def test_shared_strengths_and_gaps_name_their_level_in_the_words_of_the_bank():
    items = {"A-GOV-0": Spread(9, 3, 3, 4), "B-GOV-0": Spread(9, 0, 1, 1), "B-GOV-1": Spread(9, 0, 0, 1)}
    assert findings.strength(BANK, strengths(BANK, items)) == (
        "Shared strengths: 1 question where about three quarters or more stand at level 3 – Established or above"
    )
    assert findings.gap(BANK, gaps(BANK, items)) == (
        "Shared gaps: 2 questions where about three quarters or more stand at level 1 – Starting or below"
    )
    assert findings.strength(BANK, None) == "No question is a strength of most yet"
    assert findings.gap(BANK, None) == "No question is a gap for most"


@pytest.mark.parametrize(
    ("value", "as_score", "as_points"),
    [(None, "–", "–"), (0.4, "0", "0"), (-0.4, "0", "0"), (2.5, "3", "+3"), (-2.5, "-2", "−2"), (-7.6, "-8", "−8")],
)
def test_points_have_a_sign_and_halves_go_up(value, as_score, as_points):
    assert (figure(value), signed(value)) == (as_score, as_points)
