"""Which year people mean on a day."""

from __future__ import annotations

from datetime import date

import pytest

from assessment.domain.area.cycles import Cycle, current


def year(number: int, opens_on: date, closes_on: date) -> Cycle:
    return Cycle(number, number, str(number), "bank", opens_on, closes_on, None)


NOW = year(2026, date(2026, 9, 1), date(2027, 3, 31))
BEFORE = year(2025, date(2025, 9, 1), date(2026, 3, 31))
NEXT = year(2027, date(2027, 9, 1), date(2028, 3, 31))
FAR = year(2040, date(2040, 9, 1), date(2041, 3, 31))


@pytest.mark.parametrize(
    ("day", "meant"),
    [
        (date(2026, 8, 31), BEFORE),
        (date(2026, 9, 1), NOW),
        (date(2027, 3, 31), NOW),
        (date(2027, 8, 31), NOW),
        (date(2027, 9, 1), NEXT),
        (date(2025, 1, 1), BEFORE),
    ],
)
def test_a_year_that_is_prepared_early_hides_nothing_of_the_one_before(day, meant):
    assert current((FAR, NEXT, NOW, BEFORE), day) is meant


def test_before_any_year_has_opened_it_is_the_next_one_and_without_any_it_is_none():
    assert current((FAR, NEXT), date(2027, 1, 1)) is NEXT
    assert current((), date(2027, 1, 1)) is None
