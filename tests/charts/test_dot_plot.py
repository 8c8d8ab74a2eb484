"""The dot plot and the heat map."""

from __future__ import annotations

import pytest

from assessment.charts.layouts.dot_plot import dot_plot
from assessment.charts.layouts.heat_map import heat_cell, heat_map
from assessment.charts.values import Row


def test_figures_are_printed_at_the_right_and_missing_ones_as_a_dash():
    row = dot_plot([Row("Realises", (62.5, None))], ("2026–27", "2025–26")).layouts[0].rows[0]
    assert [dot.label.lines for dot in row.dots] == [("63",), ("–",)]
    assert [dot.mark is None for dot in row.dots] == [False, True]


def test_the_group_lies_behind_only_where_it_is_known():
    rows = dot_plot([Row("Realises", (62,), 40, 50, 60), Row("Recognises", (62,))], ("2026–27",)).layouts[0].rows
    assert rows[0].spread[0] < rows[0].median < rows[0].spread[1]
    assert rows[0].group == "Group, Realises: median 50, middle 50% from 40 to 60"
    assert (rows[1].spread, rows[1].median) == (None, None)


def test_the_legend_names_the_group_only_if_there_is_one():
    def names(*rows):
        return [entry.label.lines[0] for entry in dot_plot(rows, ("2026–27",)).layouts[-1].legend.entries]

    assert names(Row("Realises", (62,))) == ["2026–27"]
    assert names(Row("Realises", (62,), 40, 50, 60)) == ["2026–27", "Middle 50% of the group", "Group median"]


@pytest.mark.parametrize("size", range(3))
def test_rows_with_long_labels_never_touch(size, long_names):
    layout = dot_plot([Row(name * 3, (50,)) for name in long_names], ("2026–27",)).layouts[size]
    for upper, lower in zip(layout.rows, layout.rows[1:], strict=False):
        assert upper.y + layout.half_track < lower.y - layout.half_track
        assert upper.label.box.bottom < lower.label.box.top
    assert layout.box.width <= (970, 580, 390)[size]


@pytest.mark.parametrize("size", range(3))
def test_names_and_figures_stand_outside_the_track(size, long_names):
    rows = [Row(name, (100, 0, None), 0, 50, 100) for name in long_names]
    layout = dot_plot(rows, ("Vale Constabulary, supported", "Lantern House", "2026–27")).layouts[size]
    for row in layout.rows:
        assert row.label.box.right < layout.track.left or row.label.box.bottom < row.y - layout.half_track
        assert all(layout.track.right + 5 < dot.label.box.left for dot in row.dots)
        assert [dot.label.x for dot in row.dots] == [dot.label.x for dot in layout.rows[0].dots]


def test_columns_are_headed_by_their_names_where_the_track_stays_long_enough():
    def heads(*names):
        layouts = dot_plot([Row("Realises", (50,) * len(names))], names).layouts
        return [[" ".join(head.label.lines) for head in layout.heads] for layout in layouts]

    two = ["Claimed", "Supported by evidence"]
    assert heads(*two) == [two, two, ["", ""]]
    three = [f"Organisation with a long name {number}" for number in range(3)]
    assert heads(*three)[1:] == [[""] * 3] * 2


def test_a_group_alone_has_no_columns():
    layout = dot_plot([Row("Realises", (), 40, 50, 60)], ()).layouts[0]
    assert (layout.heads, layout.rows[0].dots) == ((), ())


def test_each_row_needs_a_figure_for_each_series():
    with pytest.raises(ValueError, match="1 figures for 2 series"):
        dot_plot([Row("Realises", (62,))], ("2026–27", "2025–26"))


@pytest.mark.parametrize(
    ("value", "shade"), [(None, "heat-none"), (0, "heat-0"), (9.9, "heat-0"), (10, "heat-1"), (100, "heat-10")]
)
def test_cells_are_shaded_by_tens(value, shade):
    assert heat_cell(value).shade == shade


def test_a_heat_map_keeps_the_order_it_is_given():
    figure = heat_map(["B", "A"], ["Realises"], [(70,), (None,)], addresses=["/b", None])
    assert [(row.name, row.address, row.cells[0].text) for row in figure.rows] == [("B", "/b", "70"), ("A", None, "–")]


def test_the_median_of_a_group_is_a_row_of_its_own_apart_from_the_others():
    figure = heat_map(["A", "B"], ["Realises"], [(70,), (60,)], median=(65,), median_name="Median of 9")
    assert [row.name for row in figure.rows] == ["A", "B"]
    assert [row.name for row in figure.all_rows] == ["A", "B", "Median of 9"]
    _, _, first, second, median, *_ = figure.layouts[0].names
    assert [one.lines for one in (first, second, median)] == [("A",), ("B",), ("Median of 9",)]
    assert median.y - second.y > second.y - first.y
    assert median.bold
    assert heat_map(["A"], ["Realises"], [(70,)]).median is None


@pytest.mark.parametrize(
    ("highest", "key"), [(100, ["0", "10", "20", "30", "40", "50", "60", "70", "80", "90", "100"]), (4, list("01234"))]
)
def test_the_key_has_every_shade_with_its_figure(highest, key):
    figure = heat_map(["A"], ["Realises"], [(highest,)], highest=highest)
    assert [cell.text for cell in figure.key] == key
    assert figure.key[0].shade == "heat-0"
    assert figure.key[-1].shade == "heat-10"


def test_the_drawn_heat_map_has_every_figure_and_what_its_marks_mean():
    figure = heat_map(["A", "B"], ["1", "2"], [(3, None), (0, 4)], meanings=["One", "Two"], highest=4)
    drawn = [text for shade in figure.layouts[0].shades for _, _, text in shade.figures]
    assert sorted(drawn) == sorted(["3", "–", "0", "4", *"01234"])
    assert {"1\u00a0\u00a0One", "2\u00a0\u00a0Two", "Key"} <= {one.lines[0] for one in figure.layouts[0].names}


def test_a_heat_map_refuses_rows_that_do_not_match():
    with pytest.raises(ValueError, match="2 figures"):
        heat_map(["A"], ["Realises", "Recognises"], [(70,)])
