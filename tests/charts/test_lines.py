"""Lines with gaps, and labels that would lie on each other."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessment.charts.layouts.crossing import crosses
from assessment.charts.layouts.lines import marker, path
from assessment.charts.layouts.tiers import spread_out, tiered
from assessment.charts.pictures.parts import Box

POINTS = [(0.0, 0.0), (10.0, 0.0), (10.0, 10.0), (0.0, 10.0)]


def test_a_whole_ring_is_closed():
    assert path(POINTS, closed=True) == "M0.0 0.0L10.0 0.0L10.0 10.0L0.0 10.0Z"


def test_a_ring_with_a_gap_runs_from_one_side_of_the_gap_to_the_other():
    assert path([POINTS[0], None, POINTS[2], POINTS[3]], closed=True) == "M10.0 10.0L0.0 10.0L0.0 0.0"


def test_a_line_is_broken_where_a_figure_is_missing():
    assert path([POINTS[0], POINTS[1], None, POINTS[2], POINTS[3]]).count("M") == 2


def test_a_point_between_gaps_has_no_line():
    assert path([None, POINTS[0], None]) == ""


def test_nothing_given_draws_nothing():
    assert path([None, None, None], closed=True) == ""


@pytest.mark.parametrize("shape", ["circle", "square", "triangle", "diamond"])
def test_each_marker_has_its_own_closed_shape(shape):
    assert marker(shape, 0, 0).endswith("z")


def test_labels_that_would_touch_go_to_the_next_row():
    assert [row for _, row in tiered([50, 50, 50], [0, 30, 100], within=(-100, 200))] == [0, 1, 0]


def test_a_label_stays_within_the_edges():
    assert tiered([50], [0], within=(0, 200)) == [(25, 0)]


@given(st.lists(st.floats(0, 100), min_size=1, max_size=8))
def test_names_that_are_spread_out_never_overlap(wanted):
    centres = sorted(spread_out(wanted, [10.0] * len(wanted), within=(0, 100)))
    assert all(later - earlier >= 9.99 for earlier, later in pairwise(centres))
    assert centres[0] >= 4.99
    assert centres[-1] <= 95.01


@pytest.mark.parametrize(
    ("start", "end", "through"),
    [
        ((0, 15), (30, 15), True),
        ((12, 12), (13, 13), True),
        ((15, 15), (15, 15), True),
        ((0, 15), (9, 15), False),
        ((0, 25), (25, 0), True),
        ((0, 19), (19, 0), False),
        ((21, 10), (21, 20), False),
        ((5, 5), (5, 5), False),
    ],
)
def test_a_line_runs_through_a_rectangle_or_passes_by(start, end, through):
    box = Box(10, 10, 20, 20)
    assert crosses(box, (start, end)) == crosses(box, (end, start)) == through
