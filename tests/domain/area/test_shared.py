"""Shared strengths and gaps: what about three quarters of a group have in common, whatever the scale."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessment.domain.area.cohort import Spread, spread
from assessment.domain.area.groups import in_order
from assessment.domain.area.shared import MOST_SHOWN, gaps, strengths
from assessment.domain.bank.question_bank import Level
from tests import factories as make

BANK = make.bank(*(make.item(f"RL-GOV-{number}") for number in range(8)))


def spreads(*quartiles):
    return {item.id: Spread(10, *three) if three else None for item, three in zip(BANK.items, quartiles, strict=False)}


def ids(found):
    return [one.item.id for one in found.shown]


def test_what_most_reach_is_a_strength_and_what_most_do_not_reach_is_a_gap():
    items = spreads((3, 3, 4), (0, 1, 1), (1, 2, 3), None)
    assert (strengths(BANK, items).level, ids(strengths(BANK, items))) == (3, ["RL-GOV-0"])
    assert (gaps(BANK, items).level, ids(gaps(BANK, items))) == (1, ["RL-GOV-1"])


def test_where_nothing_is_that_clear_the_middle_of_the_scale_decides_and_is_named():
    items = spreads((2, 3, 3.5), (1, 2, 2), (1, 2, 3), (2, 2, 2))
    assert (strengths(BANK, items).level, ids(strengths(BANK, items))) == (2, ["RL-GOV-0"])
    assert (gaps(BANK, items).level, ids(gaps(BANK, items))) == (2, ["RL-GOV-1"])


def test_where_organisations_differ_nothing_is_shared():
    assert strengths(BANK, spreads((1, 2, 3), (2, 2, 2), None)) is None
    assert gaps(BANK, spreads((1, 2, 3), (2, 2, 2), None)) is None


def test_the_clearest_are_shown_in_the_order_of_the_bank_and_the_others_are_counted():
    items = spreads((3, 3, 4), (3, 4, 4), (4, 4, 4), (3, 3, 4), (3, 3, 4), (3, 4, 4), (3, 3, 4))
    found = strengths(BANK, items)
    assert ids(found) == ["RL-GOV-0", "RL-GOV-1", "RL-GOV-2", "RL-GOV-3", "RL-GOV-5"]
    assert ([one.item.id for one in found.more], found.count) == (["RL-GOV-4", "RL-GOV-6"], 7)


@pytest.mark.parametrize(("levels", "high", "low"), [(2, 1, 0), (3, 1, 1), (4, 2, 1), (6, 4, 1)])
def test_a_scale_of_any_length_has_both(levels, high, low):
    bank = replace(BANK, levels=tuple(Level(str(number)) for number in range(levels)))
    top = levels - 1
    assert strengths(bank, spreads((top, top, top))).level == high
    assert gaps(bank, spreads((0, 0, 0))).level == low


def test_groups_come_in_the_order_of_the_catalogue_wherever_they_were_kept():
    kept = ["size:1000-plus", "size:10-49", "joined:later", "sector:health", "partnership:2", "area", "size:under-10"]
    assert in_order(kept) == [
        *("area", "partnership:2", "sector:health"),
        *("size:under-10", "size:10-49", "size:1000-plus", "joined:later"),
    ]


@given(st.lists(st.lists(st.integers(0, 4), min_size=5, max_size=40), min_size=1, max_size=8))
def test_about_three_quarters_stand_on_the_side_that_is_said_and_no_question_is_both(columns):
    levels = {item.id: column for item, column in zip(BANK.items, columns, strict=False)}
    items = {key: spread(column, threshold=5) for key, column in levels.items()}
    high, low = strengths(BANK, items), gaps(BANK, items)
    for found, on_that_side in ((high, int.__ge__), (low, int.__le__)):
        for one in (*found.shown, *found.more) if found else ():
            mine = levels[one.item.id]
            assert sum(on_that_side(level, found.level) for level in mine) >= len(mine) * 5 / 7
            assert len(found.shown) <= MOST_SHOWN
    if high and low:
        both = {one.item.id for one in (*high.shown, *high.more)} & {one.item.id for one in (*low.shown, *low.more)}
        assert not both
