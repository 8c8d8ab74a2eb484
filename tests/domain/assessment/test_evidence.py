"""Evidence: older pieces carry one grade less, and the strongest piece counts."""

from __future__ import annotations

from datetime import date

import pytest

from assessment.domain.assessment.evidence import Piece, Support, counted_grade, months_between, support
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


def test_months_are_whole_and_never_negative():
    assert months_between(date(2026, 1, 31), date(2026, 2, 28)) == 0
    assert months_between(date(2025, 11, 23), TODAY) == 12
    assert months_between(TODAY, date(2025, 1, 1)) == 0
