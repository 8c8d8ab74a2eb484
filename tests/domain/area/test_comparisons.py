"""Saved comparisons: what of an address is kept, and who may remove one."""

from __future__ import annotations

import pytest

from assessment.domain.area.comparisons import (
    MOST_ORGANISATIONS,
    PAGE_NAMES,
    ComparisonChoice,
    ComparisonPage,
    SavedComparison,
    choice_of,
)
from assessment.domain.people.names import Named
from tests.factories import NOON

GOOD = [("year", "2026"), ("group", "sector:education"), ("by", "domain")]


def saved(*, shared: bool = True, here: bool = True) -> SavedComparison:
    choice = ComparisonChoice(ComparisonPage.STAGES, 2026, {})
    return SavedComparison(1, "Schools", shared, NOON, here, choice, Named(7, "Marcus Lee"))


def test_every_page_has_a_name():
    assert set(PAGE_NAMES) == set(ComparisonPage)


def test_a_choice_is_kept_as_the_page_is_asked_for_it():
    choice = choice_of("overlay", [*GOOD, ("organisation", "a"), ("organisation", "b")])
    assert choice.page is ComparisonPage.OVERLAY
    assert choice.query == {"year": 2026, "group": "sector:education", "by": "domain", "organisation": ["a", "b"]}
    assert choice.organisations == ("a", "b")


def test_questions_one_by_one_are_kept_with_their_dimension():
    typed = [("year", "2026"), ("by", "item"), ("dimension", "RL")]
    assert choice_of("heat_map", typed).query == {"year": 2026, "by": "item", "dimension": "RL"}


def test_nothing_else_is_kept():
    more = [("csrf_token", "secret"), ("name", "Schools"), ("page", "2"), ("figures", "80"), ("sector", "health")]
    assert choice_of("heat_map", [*GOOD, *more]) == choice_of("heat_map", GOOD)


def test_an_organisation_is_kept_once_and_as_many_as_are_laid_over_one_another():
    many = [("organisation", one) for one in ("a", "a", "b", "c", "d")]
    assert choice_of("overlay", [*GOOD, *many]).organisations == ("a", "b", "c")
    assert MOST_ORGANISATIONS == 3


@pytest.mark.parametrize("page", ["", "index", "OVERLAY", "../saved", "overlay\n"])
def test_no_other_page_is_kept(page):
    assert choice_of(page, GOOD) is None


@pytest.mark.parametrize(
    "typed",
    [
        ("year", ""), ("year", "26"), ("year", "20260"), ("year", "2026\n"), ("year", "٢٠٢٦"), ("group", "a b"),
        ("group", "x" * 81), ("group", "<b>"), ("group", "../years"), ("by", "score"),
        ("organisation", "a&b"), ("organisation", "é"), ("organisation", "x" * 81),
    ],
)  # fmt: skip
def test_what_no_page_would_send_is_refused(typed):
    rest = [one for one in GOOD if one[0] != typed[0]]
    assert choice_of("overlay", [*rest, typed]) is None


def test_only_who_saved_it_removes_it_while_they_are_here():
    assert saved().may_be_removed_by(7, for_the_group=False)
    assert not saved().may_be_removed_by(8, for_the_group=True)


def test_what_somebody_left_to_the_group_can_be_cleared_by_the_group():
    assert saved(here=False).may_be_removed_by(8, for_the_group=True)
    assert not saved(here=False).may_be_removed_by(8, for_the_group=False)
    assert not saved(here=False, shared=False).may_be_removed_by(8, for_the_group=True)
