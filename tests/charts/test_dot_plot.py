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
    assert rows[0].group == "Group, Realises: median 50, middle half 40 to 60"
    assert (rows[1].spread, rows[1].median) == (None, None)


def test_the_legend_names_the_group_only_if_there_is_one():
    def names(*rows):
        return [entry.label.lines[0] for entry in dot_plot(rows, ("2026–27",)).layouts[0].legend.entries]

    assert names(Row("Realises", (62,))) == ["2026–27"]
    assert names(Row("Realises", (62,), 40, 50, 60)) == ["2026–27", "Middle 50% of the group", "Group median"]


def test_rows_with_long_labels_never_touch(long_names):
    layout = dot_plot([Row(name * 3, (50,)) for name in long_names], ("2026–27",)).layouts[0]
    for upper, lower in zip(layout.rows, layout.rows[1:], strict=False):
        assert upper.y + layout.half_track < lower.label.box.top
    assert layout.box.width <= 390


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


def test_a_heat_map_refuses_rows_that_do_not_match():
    with pytest.raises(ValueError, match="2 figures"):
        heat_map(["A"], ["Realises", "Recognises"], [(70,)])
