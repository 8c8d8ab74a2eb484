"""The large and the small radar, and the bars that stand in for it."""

from __future__ import annotations

from itertools import combinations, pairwise
from math import hypot
from time import perf_counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assessment.charts.layouts.crossing import crosses
from assessment.charts.layouts.radar import radar
from assessment.charts.layouts.small_radar import small_radar
from assessment.charts.pictures.parts import Box
from assessment.charts.values import Series

PHONE = 330
SMALLEST_LETTERS = 11.9


def flat(count, value=50.0, name="2026–27"):
    return Series(name, (value,) * count)


@pytest.mark.parametrize("count", range(3, 16))
def test_labels_are_never_cut_off_and_never_touch(count, long_names):
    for layout in radar(long_names[:count], [flat(count)], reference=flat(count, name="Group median")).layouts:
        boxes = [one.box for one in (*layout.labels, *layout.numbered)]
        assert not any(one.overlaps(other) for one, other in combinations(boxes, 2))
        for box in (*boxes, *(entry.label.box for entry in layout.legend.entries)):
            assert layout.box.left <= box.left
            assert layout.box.top <= box.top
            assert box.right <= layout.box.right
            assert box.bottom <= layout.box.bottom


@pytest.mark.parametrize("count", range(3, 16))
def test_letters_stay_legible_on_a_phone(count, long_names):
    narrow = radar(long_names[:count], [flat(count)]).layouts[-1]
    assert 14 * min(1.2, PHONE / narrow.box.width) >= SMALLEST_LETTERS


def test_every_axis_keeps_its_name_when_there_is_only_room_for_numbers(long_names):
    narrow = radar(long_names, [flat(15)]).layouts[-1]
    assert [one.lines for one in narrow.labels] == [(str(number),) for number in range(1, 16)]
    assert [" ".join(one.lines) for one in narrow.numbered][4] == "5\u00a0\u00a0Cross-sector collaboration"


def test_the_scale_is_always_from_0_to_100(long_names):
    wide = radar(long_names[:4], [flat(4, 0)]).layouts[0]
    assert [(round(size / wide.radius, 2), figure.lines) for size, figure in wide.rings] == [
        (0.25, ("25",)),
        (0.5, ("50",)),
        (0.75, ("75",)),
        (1.0, ("100",)),
    ]
    assert radar(long_names[:4], [flat(4, 100)]).layouts[0].traces[0].path.startswith(f"M0.0 {-wide.radius:.1f}L")


@settings(deadline=None, max_examples=40)
@given(st.lists(st.lists(st.none() | st.floats(0, 100), min_size=6, max_size=6), min_size=1, max_size=3))
def test_no_line_no_ring_and_no_name_runs_through_a_figure_of_the_scale(long_names, values):
    lines = [Series(str(number), tuple(one)) for number, one in enumerate(values)]
    for layout in radar(long_names[:6], lines, reference=flat(6)).layouts:
        for _, figure in layout.rings:
            if figure is None:
                continue
            box = Box(figure.box.left, figure.box.top + 4, figure.box.right, figure.box.bottom - 4)
            assert not any(box.overlaps(name.box) for name in layout.labels)
            corners = [hypot(x, y) for x in (box.left, box.right) for y in (box.top, box.bottom)]
            assert not any(min(corners) < radius < max(corners) - 3 for radius, _ in layout.rings)
            for trace in (*layout.traces, layout.reference):
                for run in trace.path.rstrip("Z").split("M")[1:]:
                    points = [tuple(map(float, point.split())) for point in run.split("L")]
                    closed = points + points[:1] if trace.path.endswith("Z") else points
                    assert not any(crosses(box, segment) for segment in pairwise(closed))


def test_a_missing_figure_is_a_gap_without_a_marker(long_names):
    trace = radar(long_names[:4], [Series("2026–27", (50, None, 70, 80))]).layouts[0].traces[0]
    assert len(trace.marks) == 3
    assert not trace.path.endswith("Z")


def test_a_figure_of_zero_is_not_missing(long_names):
    trace = radar(long_names[:4], [flat(4, 0)]).layouts[0].traces[0]
    assert len(trace.marks) == 4
    assert trace.path.endswith("Z")


def test_series_differ_in_colour_dash_and_marker(long_names):
    traces = radar(long_names[:4], [flat(4, value, str(value)) for value in (30, 50, 70)]).layouts[0].traces
    for part in ("colour", "dash", "marker"):
        assert len({getattr(one.look, part) for one in traces}) == 3


def test_a_fourth_series_is_refused_but_the_median_does_not_count(long_names):
    three = [flat(4, value, str(value)) for value in (30, 50, 70)]
    assert radar(long_names[:4], three, reference=flat(4)).layouts[0].reference
    with pytest.raises(ValueError, match="at most 3 series"):
        radar(long_names[:4], [*three, flat(4)])


def test_figures_must_match_their_axes(long_names):
    with pytest.raises(ValueError, match="3 figures for 4 axes"):
        radar(long_names[:4], [flat(3)])


@pytest.mark.parametrize("count", [1, 2])
def test_one_or_two_axes_become_bars(count, long_names):
    figure = radar(long_names[:count], [flat(count), Series("2025–26", (None,) * count)])
    assert figure.kind == "bars"
    full = radar(long_names[:count], [flat(count, 100), Series("2025–26", (None,) * count)]).layouts[0].bars[0].width
    assert [bar.width for bar in figure.layouts[0].bars] == [full / 2, 0.0] * count


def test_a_small_radar_breaks_its_line_and_keeps_lonely_figures():
    figure = small_radar((50, None, 60, None, 70), median=(40,) * 5)
    assert not figure.path.endswith("Z")
    assert figure.dots.count("h0") == 3
    assert figure.median.endswith("Z")


def test_a_small_radar_needs_three_axes():
    with pytest.raises(ValueError, match="three axes"):
        small_radar((50, 60))


def test_small_radars_are_cheap():
    values, median = tuple(range(10, 90, 8)), (50,) * 10
    rounds = []
    for _ in range(5):
        start = perf_counter()
        for _ in range(50):
            small_radar(values, median=median)
        rounds.append((perf_counter() - start) / 50)
    assert min(rounds) < 0.000_3
