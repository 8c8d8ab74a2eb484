"""One picture, several printers: none lays out again, and all say the same."""

from __future__ import annotations

import ast
import re
from html import unescape
from pathlib import Path
from xml.etree import ElementTree

import pytest
import typst
from hypothesis import given, settings
from hypothesis import strategies as st

from assessment import typeface
from assessment.charts import printers
from assessment.charts.layouts.bars import bars
from assessment.charts.layouts.dot_plot import dot_plot
from assessment.charts.layouts.heat_map import heat_map
from assessment.charts.layouts.radar import radar
from assessment.charts.layouts.sheet import sheet
from assessment.charts.layouts.stage_flow import stage_flow
from assessment.charts.layouts.timeline import timeline
from assessment.charts.printers.plotly import plotly
from assessment.charts.printers.svg import svg
from assessment.charts.values import Band, Event, Row, Series

SVG = "{http://www.w3.org/2000/svg}"
AXES = ("Realises", "Recognises", "Responds", "Resists <re-traumatising>")
YEARS = ("2023–24", "2024–25", "2025–26", "2026–27")
NAMES = ("A & B", "Claimed", "Supported")
ENTRIES = ("assessment.charts.pictures", "assessment.charts.printers", "assessment.typeface")

scores = st.none() | st.floats(0, 100, allow_nan=False)
several = st.lists(st.tuples(scores, scores, scores, scores), min_size=1, max_size=3)


def series(values):
    return [Series(name, one) for name, one in zip(NAMES, values, strict=False)]


def rows(values, **group):
    return [Row(axis, tuple(one[place] for one in values), **group) for place, axis in enumerate(AXES)]


def drawn(picture):
    return ElementTree.fromstring(svg(picture, "A summary", with_typeface=False))  # noqa: S314 - our own


def told(picture):
    return [title.text for title in drawn(picture).iter(f"{SVG}title")][1:]


def letters(picture):
    return [" ".join(part.itertext()) for part in drawn(picture).iter(f"{SVG}text")]


def pointed_at(figure):
    known = [
        (words, value)
        for trace in figure["data"]
        for words, value in zip(trace["text"], trace.get("r", trace.get("x")), strict=True)
    ]
    return [unescape(words.replace("<br>", " ")) for words, value in known if value is not None]


def imported(path):
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom):
            yield from ((node.module, name.name) for name in node.names)
        elif isinstance(node, ast.Import):
            yield from ((name.name, name.name) for name in node.names)


@pytest.mark.parametrize("path", sorted(Path(printers.__path__[0]).rglob("*.py")), ids=lambda path: path.stem)
def test_no_printer_knows_how_to_lay_out(path):
    for module, name in imported(path):
        assert module not in {"math", "textwrap", "itertools", "PIL"}, (path, module)
        if module.startswith("assessment.") and not module.startswith(ENTRIES):
            assert (module, name) in {("assessment.charts.look", "Look"), ("assessment.charts.look", "Style")}


@settings(deadline=None)  # a busy machine is no fault of a picture
@given(several)
def test_a_radar_says_the_same_wherever_it_is_printed(values):
    picture = radar(AXES, series(values), reference=Series("Median", (50, 40, None, 30)))
    figure = plotly(picture)
    reference, *lines = figure["data"]
    assert [line["r"][:-1] for line in lines] == [list(one) for one in values]
    assert reference["r"][:-1] == [50, 40, None, 30]
    assert [unescape(line["name"]) for line in lines] == [
        entry.label.lines[0] for entry in picture.layouts[0].legend.entries[:-1]
    ]
    rings = [tick for tick in picture.scale.ticks if tick]
    assert {int(label.lines[0]) for _, label in picture.layouts[0].rings if label} <= set(rings)
    assert figure["layout"]["polar"]["radialaxis"]["tickvals"] == rings
    assert figure["layout"]["polar"]["radialaxis"]["range"] == [0, rings[-1]]
    named = [unescape(name) for name in figure["layout"]["polar"]["angularaxis"]["ticktext"]]
    assert named == ["<br>".join(label.lines) for label in picture.layouts[0].labels]
    assert set(told(picture)) == {words for words in pointed_at(figure) if not words.startswith("Median")}


@settings(deadline=None)  # a busy machine is no fault of a picture
@given(several)
def test_dots_say_the_same_wherever_they_are_printed(values):
    picture = dot_plot(rows(values, lower=40.0, median=50.0, upper=60.0), NAMES[: len(values)])
    spread, median, *lines = plotly(picture)["data"]
    assert [line["x"] for line in lines] == [list(one) for one in values]
    assert (spread["x"][:2], median["x"]) == ([40.0, 60.0], [50.0] * 4)
    assert set(told(picture)) == set(pointed_at(plotly(picture)))
    assert [int(tick.lines[0]) for tick in picture.layouts[0].ticks] == plotly(picture)["layout"]["xaxis"]["tickvals"]


@settings(deadline=None)  # a busy machine is no fault of a picture
@given(several)
def test_bars_say_the_same_wherever_they_are_printed(values):
    lines = [Series(one.name, one.values[:2]) for one in series(values)]
    figure = plotly(bars(AXES[:2], lines))
    assert [tuple(bar["x"]) for bar in figure["data"]] == [one.values for one in lines]
    assert set(pointed_at(figure)) <= set(told(bars(AXES[:2], lines)))


@settings(deadline=None)  # a busy machine is no fault of a picture
@given(several)
def test_years_say_the_same_wherever_they_are_printed(values):
    events = [Event(1.5, "New questions", "bank"), Event(2, "A merger")]
    bands = [Band("Aware", 25, 100), Band("Early", 0, 25)]
    picture = timeline(YEARS, series(values), bands=bands, events=events)
    figure = plotly(picture)
    *lines, notes = figure["data"]
    assert [tuple(line["y"]) for line in lines] == values
    assert [unescape(line["name"]) for line in lines] == [trace.name for trace in picture.layouts[0].traces]
    assert (notes["x"], notes["text"]) == ([2], ["1 A merger"])
    assert figure["layout"]["yaxis"]["tickvals"] == [int(label.lines[0]) for _, label in picture.layouts[0].ticks]
    assert [(one["y0"], one["y1"]) for one in figure["layout"]["shapes"]] == [(25, 100), (0, 1)]
    assert [one["text"] for one in figure["layout"]["annotations"]] == ["Early", "Aware", "New questions"]
    assert {"Early", "Aware", "New questions", "1 A merger"} <= set(letters(picture))


@settings(deadline=None)  # a busy machine is no fault of a picture
@given(st.lists(st.none() | st.tuples(*[st.integers(0, 40)] * 3), min_size=4, max_size=4))
def test_the_stage_flow_says_the_same_wherever_it_is_printed(counts):
    picture = stage_flow(YEARS, ("Early", "Aware", "Sensitive"), counts)
    figure = plotly(picture)
    assert [list(one) for one in zip(*[bar["x"] for bar in figure["data"]], strict=True)] == [
        [None] * 3 if one is None else list(one) for one in counts
    ]
    assert [one["text"] for one in figure["layout"]["annotations"]] == [
        bar.year.lines[0] for bar in picture.layouts[0].bars
    ]
    assert set(told(picture)) <= {words for bar in figure["data"] for words in bar["hovertext"]}


@pytest.mark.parametrize("narrow", [False, True])
def test_a_picture_alone_is_a_whole_file(narrow):
    picture = radar(AXES, series([(71, None, 40, 50)]))
    file = svg(picture, "Realises is <highest>", narrow=narrow)
    root = ElementTree.fromstring(file)  # noqa: S314 - our own
    assert root.tag == f"{SVG}svg"
    assert root.find(f"{SVG}title").text == "Realises is <highest>"
    assert root.get("viewBox") == picture.layouts[-1 if narrow else 0].box.view  # a radar's first is its wide one
    assert root.get("font-family").startswith(typeface.FAMILY)
    assert f'font-family: "{typeface.FAMILY}"' in root.find(f"{SVG}style").text
    assert re.findall(r"url\((?!data:)|href=", file) == []


def test_a_picture_on_a_sheet_has_its_finding_and_its_source():
    picture = heat_map(["Vale"], AXES, [(0, 50, None, 100)], median=(1, 2, 3, 4))
    paper = sheet(picture, "A finding", "What is shown", "Source: Fourfold")
    root = ElementTree.fromstring(svg(picture, "A summary", with_typeface=False, sheet=paper))  # noqa: S314 - our own
    assert root.get("viewBox") == paper.box.view
    said = ["".join(part.itertext()) for part in root.iter(f"{SVG}text")]
    assert said[:3] == ["A finding", "What is shown", "Source: Fourfold"]
    assert {"Vale", "Group median", "100", "–"} <= set(said)


def test_a_picture_alone_can_be_set_into_a_document(tmp_path):
    picture = radar(AXES, series([(71, None, 40, 50)]))
    (tmp_path / "radar.svg").write_text(svg(picture, "A summary", with_typeface=False), encoding="utf-8")
    made = typst.compile(
        b'#set document(title: "A result")\n#image("/radar.svg", width: 100%, alt: "A summary")',
        root=str(tmp_path),
        format="pdf",
        font_paths=[str(typeface.FOLDER)],
        ignore_system_fonts=True,
        pdf_standards=["ua-1"],
    )
    assert made.startswith(b"%PDF")
    assert b"AtkinsonHyperlegibleNext" in made
