"""Cohorts: the middle of a group, and nothing about fewer than the threshold by any combination."""

from __future__ import annotations

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from assessment.domain.area.cohort import Spread, open_views, spread, stage_bands

members = st.frozensets(st.integers(0, 30))
thresholds = st.integers(3, 8)


def test_the_spread_leaves_out_who_has_no_figure():
    assert spread([0.0, 25.0, 50.0, 75.0, 100.0, None], threshold=5) == Spread(5, 25.0, 50.0, 75.0)


def test_too_few_figures_have_no_spread():
    assert spread([10.0, 20.0, None, None, None], threshold=5) is None


def test_a_view_that_leaves_a_small_rest_is_not_opened():
    everybody, most = frozenset(range(20)), frozenset(range(17))
    opened = open_views({"all": everybody, "most": most}, unnamed=everybody, threshold=5)
    assert opened == ("all",)


def test_named_organisations_are_no_cover_for_the_others():
    everybody, school = frozenset(range(20)), frozenset(range(6))
    opened = open_views({"all": everybody, "school": school}, unnamed=frozenset({0, *range(10, 20)}), threshold=5)
    assert opened == ("all",)
    assert open_views({"all": everybody, "school": school}, unnamed=frozenset(range(6, 20)), threshold=5) == (
        "all",
        "school",
    )


@given(st.dictionaries(st.text(max_size=3), members, max_size=6), members, thresholds)
def test_no_combination_of_opened_views_is_about_few_unnamed_organisations(views, unnamed, threshold):
    opened = open_views(views, unnamed=unnamed, threshold=threshold)
    sets = [views[name] & unnamed for name in opened]
    assert all(len(views[name]) >= threshold for name in opened)
    for one, other in combinations(sets, 2):
        for rest in (one - other, other - one, one & other):
            assert len(rest) == 0 or len(rest) >= threshold
    for one, other, third in combinations(sets, 3):
        for rest in (one - other - third, (one & other) - third, one & other & third, one - (other | third)):
            assert len(rest) == 0 or len(rest) >= threshold


def test_small_stages_are_joined_with_their_neighbours():
    assert stage_bands([(7, 2, 6, 9)], threshold=5) == ((0, 1), (1, 3), (3, 4))
    assert stage_bands([(7, 8, 2)], threshold=5) == ((0, 1), (1, 3))
    assert stage_bands([(1, 1, 1)], threshold=5) == ((0, 3),)
    assert stage_bands([], threshold=5) == ()


@given(
    st.integers(1, 5).flatmap(
        lambda stages: st.lists(st.lists(st.integers(0, 12), min_size=stages, max_size=stages), min_size=1, max_size=4)
    ),
    thresholds,
)
def test_bands_cover_every_stage_once_and_are_never_small(years, threshold):
    bands = stage_bands(years, threshold=threshold)
    assert [n for begin, end in bands for n in range(begin, end)] == list(range(len(years[0])))
    if len(bands) > 1:
        assert all((count := sum(year[begin:end])) == 0 or count >= threshold for year in years for begin, end in bands)
