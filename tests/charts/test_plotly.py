"""Every figure for Plotly is one that Plotly knows, and says nothing that it would take for markup."""

from __future__ import annotations

import json

import pytest
from plotly import graph_objects

from assessment.charts.layouts.dot_plot import dot_plot
from assessment.charts.layouts.heat_map import heat_map
from assessment.charts.layouts.radar import radar
from assessment.charts.layouts.stage_flow import stage_flow
from assessment.charts.layouts.timeline import timeline
from assessment.charts.printers.plotly import plotly
from assessment.charts.values import Band, Event, Row, Series

YEARS = ("2024–25", "2025–26", "2026–27")
TRICKY = "<a href='//example.org'>A & B</a>"


def pictures(names):
    lines = [Series("2026–27", (50,) * len(names)), Series(TRICKY, (None, *[60] * (len(names) - 1)), "outline")]
    return {
        "radar": radar(names, lines, reference=Series("Group median", (40,) * len(names))),
        "bars": radar(names[:2], [Series("2026–27", (50, None))], reference=Series("Median", (40, 50))),
        "dot plot": dot_plot([Row(name, (50, None), 40, 50, 60) for name in names], ("2026–27", TRICKY)),
        "dots alone": dot_plot([Row(name, (50,)) for name in names], ("2026–27",)),
        "timeline": timeline(
            YEARS,
            [Series(TRICKY, (10, None, 30))],
            overall=Series("Overall", (10, 20, 30)),
            bands=[Band("Aware", 25, 35)],
            stages=[None, "Aware", "Aware"],
            events=[Event(0.5, "New bank", "bank"), Event(1.2, TRICKY)],
        ),
        "heat map": heat_map(
            (TRICKY, "B"), names, [(50,) * len(names), (None,) * len(names)], median=(50,) * len(names)
        ),
        "stage flow": stage_flow(YEARS, ("Aware", TRICKY), [(1, 2), None, (3, 4)]),
    }


@pytest.fixture(scope="module")
def drawn(long_names):
    return {kind: plotly(picture) for kind, picture in pictures(long_names[:10]).items()}


def test_plotly_accepts_each_figure(drawn):
    for figure in drawn.values():
        graph_objects.Figure(figure)


def test_each_figure_can_be_written_into_a_page(drawn):
    for figure in drawn.values():
        assert json.loads(json.dumps(figure)) == json.loads(json.dumps(figure, allow_nan=False))


def test_nothing_that_people_typed_is_taken_for_markup(drawn):
    for figure in drawn.values():
        written = json.dumps(figure)
        assert "<a" not in written
        assert "<b>" not in written


def test_lines_keep_their_gaps_and_their_looks(drawn):
    first, second = (one for one in drawn["radar"]["data"] if one["name"] != "Group median")
    assert (second["r"][0], second["connectgaps"]) == (None, False)
    assert (first["line"]["dash"], second["line"]["dash"]) == ("solid", "9px,4px")
    assert (first["marker"]["symbol"], second["marker"]["symbol"]) == ("circle", "square")


def test_the_radar_is_closed_and_its_scale_fixed(drawn):
    figure = drawn["radar"]
    assert all(one["theta"][0] == one["theta"][-1] for one in figure["data"])
    assert figure["layout"]["polar"]["radialaxis"]["range"] == [0, 100]


def test_the_legend_lies_beneath_in_room_of_its_own(drawn):
    layout = drawn["radar"]["layout"]
    assert (layout["legend"]["yref"], layout["legend"]["y"]) == ("container", 0)
    assert layout["margin"]["b"] > 36


def test_every_colour_of_the_lines_has_the_name_by_which_another_scheme_finds_its_own(drawn):
    assert drawn["radar"]["layout"]["meta"]["colours"].items() >= {("#17495a", "series-1"), ("#1d2a33", "ink")}
    assert drawn["stage flow"]["layout"]["meta"]["colours"]["#17495a"] == "heat-10"
    assert drawn["heat map"]["layout"]["meta"]["colours"]["#17495a"] == "heat-10"
    assert drawn["dot plot"]["layout"]["meta"]["colours"]["#c3cacf"] == "spread"


def test_a_narrow_page_moves_dots_to_the_rows_of_its_own_picture(long_names):
    picture = pictures(long_names[:10])["dot plot"]
    figure = plotly(picture)
    moved = figure["layout"]["meta"]["narrow_data"]
    assert moved["2.y"] == [row.dots[0].y for row in picture.layouts[-1].rows]
    assert {int(path.split(".")[0]) for path in moved} == set(range(len(figure["data"])))


def test_what_a_narrow_page_changes_exists_in_the_layout(drawn):
    for figure in drawn.values():
        for path in figure["layout"]["meta"]["narrow"]:
            part = figure["layout"]
            for name in path.split(".")[:-1]:
                part = part[name]
