"""The charts of an overview: a median with its middle half on each row, on a scale that holds them all."""

from __future__ import annotations

import pytest

from assessment import figures
from assessment.domain.area.cohort import Spread
from assessment.domain.bank.question_bank import Axis, Dimension
from tests import factories as make

BANK = make.bank(
    make.item("A-GOV-1"), make.item("B-GOV-1"), dimensions=(Dimension("A", "Axis A"), Dimension("B", "Axis B"))
)


def drawn(**spreads):
    return figures.of_points(BANK, spreads)


def test_points_are_drawn_from_their_lowest_to_their_highest_with_nothing_gained_between():
    chart = drawn(A=Spread(9, -3.0, 2.0, 12.0), B=None)
    scale, layout = chart.picture.scale, chart.picture.layouts[0]
    assert (scale.lowest, scale.highest, scale.ticks) == (-10, 20, (-10, 0, 10, 20))
    assert [tick.lines for tick in layout.ticks] == [("−10",), ("0",), ("+10",), ("+20",)]
    first, second = layout.rows
    assert first.spread[0] < layout.ticks[1].x < first.spread[1]
    assert (first.dots[0].label.lines, first.group) == (("+2",), "Group, Axis A: middle 50% from −3 to +12")
    assert (second.spread, second.dots[0].mark, second.dots[0].label.lines, second.group) == (None, None, ("–",), "")
    assert chart.summary == "Median: Axis A +2, Axis B –."
    assert chart.plot["layout"]["xaxis"]["range"] == [-10, 20]


@pytest.mark.parametrize(
    ("low", "high", "ticks"),
    [
        (0, 0, (0, 5, 10)),
        (-3, 8, (-10, -5, 0, 5, 10)),
        (-31, 9, (-40, -20, 0, 20)),
        (-100, 100, (-100, -50, 0, 50, 100)),
    ],
)
def test_a_scale_of_points_has_few_round_ticks_and_holds_every_middle_half(low, high, ticks):
    scale = drawn(A=Spread(9, low, (low + high) / 2, high), B=None).picture.scale
    assert scale.ticks == ticks
    assert scale.lowest <= low <= high <= scale.highest


def test_nothing_is_drawn_where_nothing_is_known():
    assert drawn(A=None, B=None) is None


def test_where_a_group_stands_has_overall_first(a_group):
    chart = figures.of_standing(a_group, Axis.DIMENSION)
    assert chart.picture.axes[0] == "Overall"
    assert len(chart.picture.axes) == 1 + len(a_group.bank.dimensions)
    by_domain = figures.of_standing(a_group, Axis.DOMAIN)
    assert by_domain.picture.axes == tuple(one.name for one in a_group.bank.domains)
    assert [entry.label.lines[0] for entry in chart.picture.layouts[-1].legend.entries] == ["Median", "Middle 50%"]


def test_levels_are_shaded_over_the_whole_scale_under_numbered_questions(a_group):
    items = a_group.bank.items
    chart = figures.of_item_heat_map(a_group, a_group.members[:1], items, [(0, 4, *([None] * (len(items) - 2)))])
    (row,) = chart.picture.rows
    assert [(cell.text, cell.shade) for cell in row.cells[:3]] == [
        ("0", "heat-0"),
        ("4", "heat-10"),
        ("–", "heat-none"),
    ]
    assert chart.picture.columns[:2] == ("1", "2")
    assert chart.picture.meanings == tuple(item.title for item in items)
