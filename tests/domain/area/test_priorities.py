"""Priorities and notes of a year."""

from __future__ import annotations

from dataclasses import replace

from assessment.domain.area.priorities import AgreedPoint, AgreedPoints, PointSort, PointWords
from assessment.domain.people.names import Named
from tests.factories import NOON

MARCUS = Named(7, "Marcus Lee")
FIRST = AgreedPoint(
    1, 2026, PointSort.PRIORITY, 1, NOON, None, None, PointWords("Supervision", "Why"), MARCUS, None, None
)
NOTE = replace(FIRST, id=2, sort=PointSort.NOTE, words=PointWords("", "A note"))
GONE = replace(FIRST, id=3, taken_away_at=NOON, taken_away_by=MARCUS)
LAST = replace(FIRST, id=4)


def test_each_sort_stands_in_the_order_in_which_it_was_added():
    agreed = AgreedPoints((FIRST, NOTE, GONE, LAST))
    assert agreed.priorities == (FIRST, LAST)
    assert agreed.notes == (NOTE,)
    assert agreed.taken_away == (GONE,)


def test_a_priority_is_called_by_its_title_and_a_note_by_its_beginning():
    assert FIRST.called == "Supervision"
    assert NOTE.called == "A note"
    long = replace(
        NOTE, words=PointWords("", "Small charities took part\nfor the first time, on the core questions alone.")
    )
    assert long.called == "Small charities took part for the first time, on the core …"
