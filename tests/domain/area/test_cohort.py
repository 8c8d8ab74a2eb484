"""Cohorts: the middle of a group, and stages joined until none holds few."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from assessment.domain.area.cohort import Spread, common_bands, spread, stage_bands

thresholds = st.integers(3, 8)


def test_the_spread_leaves_out_who_has_no_figure():
    assert spread([0.0, 25.0, 50.0, 75.0, 100.0, None], threshold=5) == Spread(5, 25.0, 50.0, 75.0)


def test_too_few_figures_have_no_spread():
    assert spread([10.0, 20.0, None, None, None], threshold=5) is None


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


def test_years_are_shown_in_the_bands_that_all_of_them_have():
    assert common_bands([[(0, 1), (1, 2), (2, 5)], [(0, 2), (2, 5)]], 5) == ((0, 2), (2, 5))
    assert common_bands([[(0, 1), (1, 5)], [(0, 4), (4, 5)]], 5) == ((0, 5),)
    assert common_bands([], 5) == ((0, 5),)
