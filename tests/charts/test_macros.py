"""The drawing itself: it says what it shows, escapes what people typed, and needs no inline styles."""

from __future__ import annotations

import json
import re
from xml.etree import ElementTree

import pytest

from assessment.charts.layouts.dot_plot import dot_plot
from assessment.charts.layouts.heat_map import heat_map
from assessment.charts.layouts.radar import radar
from assessment.charts.layouts.small_radar import small_radar
from assessment.charts.layouts.stage_flow import stage_flow
from assessment.charts.layouts.timeline import timeline
from assessment.charts.printers.plotly import plotly
from assessment.charts.values import Band, Event, Row, Series

TRICKY = '<script>alert(1)</script> & "co"'
SUMMARY = "Realises is highest at 71; Responds is lowest at 40."
YEARS = ("2025–26", "2026–27")
LINES = [Series(TRICKY, (71, None, 40, 50)), Series("2025–26", (60, 50, 30, 50), "outline")]
AXES = (TRICKY, "Recognises", "Responds", "Resists re-traumatising")


@pytest.fixture(scope="module")
def drawn(macros):
    plot = plotly(radar(AXES, LINES))
    rows = [Row(axis, (71, None), 40, 50, 60) for axis in AXES]
    story = timeline(
        YEARS,
        [Series(TRICKY, (30, 40))],
        overall=Series("Overall", (35, 45)),
        bands=[Band(TRICKY, 0, 25), Band("Aware", 25, 100)],
        stages=[TRICKY, None],
        events=[Event(0.5, TRICKY, "bank"), Event(0.8, TRICKY)],
    )
    reference = Series("Group median", (50,) * 4)
    figures = {
        "radar": macros.radar(radar(AXES, LINES, reference=reference), "r", TRICKY, SUMMARY, plot),
        "bars": macros.radar(radar(AXES[:2], [Series(TRICKY, (71, None))]), "b", "Bars", SUMMARY),
        "dot_plot": macros.dot_plot(dot_plot(rows, (TRICKY, "2025–26")), "d", "Dots", SUMMARY),
        "timeline": macros.timeline(story, "t", "Years", SUMMARY),
        "stage_flow": macros.stage_flow(stage_flow(YEARS, (TRICKY, "Aware"), [(1, 99), None]), "s", "Stages", SUMMARY),
        "heat_map": macros.heat_map(
            heat_map([TRICKY], AXES, [(5, 50, None, 100)], addresses=["/x"], median=(1, 2, 3, 4)), "h", "Heat", SUMMARY
        ),
        "small": macros.small_radar(small_radar((1, 2, 3), median=(2, 2, 2), ids=("A", "B", TRICKY)), SUMMARY),
    }
    return {name: str(figure) for name, figure in figures.items()}


def pictures(page):
    """The drawings on a page, without the sheets that are only saved."""
    page = re.sub(r"<template.*?</template>", "", page, flags=re.DOTALL)
    return [ElementTree.fromstring(svg) for svg in re.findall(r"<svg.*?</svg>", page, re.DOTALL)]  # noqa: S314 - our own


def test_nothing_needs_an_inline_style_or_script(drawn):
    for page in drawn.values():
        assert " style=" not in page
        assert "<style" not in page
        assert not re.search(r"\son[a-z]+=", page)
        assert re.findall(r"<script[^>]*>", page) in ([], ['<script type="application/json" data-chart-plot>'])


def test_what_people_typed_is_escaped(drawn):
    for page in drawn.values():
        assert "<script>" not in page


def test_each_picture_is_an_image_with_the_whole_sentence_as_its_name(drawn):
    for name, page in drawn.items():
        for picture in pictures(page):
            assert picture.get("role") == "img"
            assert picture[0].tag == "title"
            assert picture[0].text == SUMMARY
        assert (SUMMARY in page) or name == "small"


def test_what_a_chart_shows_is_told_once_and_not_printed_above_it(drawn):
    for name in ("radar", "bars", "dot_plot", "timeline", "stage_flow"):
        caption = re.search(r"<figcaption.*?</figcaption>", drawn[name], re.DOTALL)[0]
        assert SUMMARY not in caption
    assert drawn["heat_map"].split("<template")[0].count(SUMMARY) == 1


def test_a_chart_says_what_it_shows_and_where_it_is_from(macros):
    picture = radar(AXES, LINES)
    page = str(macros.radar(picture, "r", "A finding", SUMMARY, subtitle="What is shown", source="Vale, signed off"))
    shown, saved = page.split("<template data-chart-sheet>")
    for words in ("A finding", "What is shown", "Source: Fourfold, Vale, signed off"):
        assert shown.count(words) == saved.count(words) == 1
    assert "chart__source" not in str(macros.radar(picture, "r", "A finding", SUMMARY))


def test_identifiers_are_used_once(drawn):
    found = [identifier for page in drawn.values() for identifier in re.findall(r'\sid="([^"]+)"', page)]
    assert len(found) == len(set(found))


def test_wide_and_narrow_pages_have_their_own_picture(drawn):
    assert len(pictures(drawn["radar"])) == len(pictures(drawn["bars"])) == 2
    assert (
        len(pictures(drawn["dot_plot"])) == len(pictures(drawn["stage_flow"])) == len(pictures(drawn["timeline"])) == 3
    )
    assert pictures(drawn["heat_map"]) == []


def test_buttons_wait_for_scripts(drawn):
    assert '<div class="chart__actions" data-chart-actions hidden>' in drawn["radar"]
    assert "Interactive chart" in drawn["radar"]
    assert "Interactive chart" not in drawn["timeline"]
    for name, page in drawn.items():
        assert (page.count("Download SVG"), page.count("Download PNG")) == ((0, 0) if name == "small" else (1, 1))


def test_the_figure_for_plotly_comes_back_whole(drawn):
    written = re.search(r"data-chart-plot>(.*?)</script>", drawn["radar"], re.DOTALL)
    assert json.loads(written[1]) == json.loads(json.dumps(plotly(radar(AXES, LINES))))


def test_a_picture_keeps_its_looks_outside_the_page(drawn):
    line = pictures(drawn["radar"])[0].find(".//path[@class='chart-line chart-series-2']")
    assert (line.get("stroke"), line.get("stroke-dasharray"), line.get("fill")) == ("#b8571f", "9 4", "none")


def test_a_heat_map_is_a_table_with_headings(drawn):
    page = drawn["heat_map"]
    assert page.count('scope="col"') == 5
    assert page.count('scope="row"') == 2
    assert re.findall(r'<li class="([^"]+)">([^<]+)</li>', page)[::5] == [
        ("heat-0", "0"),
        ("heat-5", "50"),
        ("heat-10", "100"),
    ]
    assert "Scroll sideways to see all 4 columns" in page
    foot = re.search(r"<tfoot>.*</tfoot>", page, re.DOTALL)[0]
    assert re.findall(r">([^<>\n]+)</t[hd]>", foot) == ["Group median", "1", "2", "3", "4"]
    page = page.replace(foot, "")
    assert re.findall(r'<td class="([^"]+)">([^<]+)</td>', page) == [
        ("heat-0", "5"),
        ("heat-5", "50"),
        ("heat-none", "–"),
        ("heat-10", "100"),
    ]


def test_a_small_radar_is_small(macros, long_names):
    figure = small_radar(tuple(range(15, 95, 8)), median=(50,) * 10, ids=[name[:3] for name in long_names[:10]])
    assert len(str(macros.small_radar(figure, "An organisation")).encode()) < 1228
