"""Evidence: older pieces carry one grade less, and the strongest piece counts."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessment.domain.assessment.evidence import Piece, Support, counted_grade, out_of_date, support
from assessment.domain.dates import months_after, months_begun, older_than
from tests.factories import bank

RULES = bank().evidence
TODAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("grade", "dated", "level", "counted"),
    [
        ("E1", date(2023, 11, 23), 2, "E1"),
        ("E1", date(2023, 11, 22), 2, "E0"),
        ("E2", date(2024, 11, 23), 2, "E2"),
        ("E2", date(2024, 11, 22), 2, "E1"),
        ("E2", date(2025, 11, 23), 3, "E2"),
        ("E2", date(2025, 11, 22), 3, "E1"),
        ("E3", date(2025, 11, 22), 4, "E2"),
        ("E3", date(2025, 11, 22), 2, "E3"),
        ("E0", date(2000, 1, 1), 1, "E0"),
    ],
)
def test_a_piece_counts_one_grade_lower_once_it_is_older_than_its_level_allows(grade, dated, level, counted):
    assert counted_grade(RULES, Piece(grade, dated), level=level, on=TODAY).id == counted


def test_the_strongest_piece_counts_and_lived_experience_decides_between_equals():
    pieces = [Piece("E1", TODAY), Piece("E3", TODAY), Piece("E3", TODAY, lived_experience=True)]
    assert support(RULES, pieces, level=4, on=TODAY) == Support("E3", lived_experience=True)


def test_no_piece_supports_nothing():
    assert support(RULES, [], level=4, on=TODAY) == Support(None, lived_experience=False)


def test_a_piece_that_is_out_of_date_stays_so_day_by_day():
    """The grades, days of the month and leap years over which a count of months used to run backwards."""
    dated = [date(2027, 12, 15), date(2027, 12, 31), date(2027, 1, 31), date(2028, 2, 29), date(2027, 8, 30)]
    for grade, level in ((one, level) for one in RULES.grades for level in (2, 4)):
        for start in dated:
            days = [start + timedelta(days=number) for number in range(1500)]
            out = [out_of_date(grade, Piece(grade.id, start), level=level, on=day) for day in days]
            assert out == sorted(out), (grade.id, level, start)


def test_twelve_months_from_the_15th_of_december_end_on_that_day():
    piece, grade = Piece("E2", date(2027, 12, 15)), RULES.grades[2]
    days = (date(2028, 12, 15), date(2028, 12, 16), date(2029, 1, 1), date(2029, 1, 14), date(2029, 1, 15))
    assert [out_of_date(grade, piece, level=4, on=day) for day in days] == [False, True, True, True, True]


def test_the_31st_gains_no_days_in_a_shorter_month():
    assert months_after(date(2027, 1, 31), 13) == date(2028, 2, 29)
    assert months_after(date(2028, 2, 29), 12) == date(2029, 2, 28)


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)), st.integers(0, 60), st.integers(0, 2500))
def test_the_age_in_months_says_the_same_as_the_limit_and_never_falls(day, months, days):
    later = day + timedelta(days=days)
    assert (months_begun(day, later) > months) == older_than(day, months, on=later)
    assert months_begun(day, later) <= months_begun(day, later + timedelta(days=1))
    assert months_begun(later, day) == 0
