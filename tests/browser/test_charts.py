"""What is saved of a chart is complete in itself, light, and has nothing at its edges."""

from __future__ import annotations

import re
from io import BytesIO
from pathlib import Path
from xml.etree import ElementTree

import pytest
from PIL import Image
from playwright.sync_api import expect

from assessment import typeface
from tests.browser.looking import be

EDGE = 4
LIGHT = 250
AREA = "/compare/?organisation=vale-police&organisation=lantern-house&organisation=weirside-school"
CHARTS = [
    ("Bethan Rees", "/assessments/{number}/results", "radar-dimension"),
    ("Bethan Rees", "/assessments/{number}/results", "dots-domain"),
    ("Alex Morgan", "/organisations/northmere-council/progress", "timeline"),
    ("Marcus Lee", AREA, "radar-domain"),
    ("Marcus Lee", "/compare/heat-map?by=domain", "heat"),
    ("Marcus Lee", "/compare/heat-map?by=item", "heat"),
    ("Marcus Lee", "/compare/stages", "stages"),
]


def saved(page, chart, kind):
    with page.expect_download() as download:
        chart.get_by_role("button", name=f"Download {kind}").click()
    return Path(download.value.path()).read_bytes()


@pytest.mark.parametrize(("name", "path", "chart"), CHARTS)
def test_a_saved_picture_is_whole(shared_site, scripted, name, path, chart):
    be(scripted, shared_site, name)
    found = re.search(r"/assessments/(\d+)/", scripted.content())
    scripted.emulate_media(color_scheme="dark")
    scripted.goto(shared_site + path.format(number=found.group(1) if found else ""))
    chart = scripted.locator(f"#{chart}")
    title = chart.locator(".chart__title").inner_text()

    image = Image.open(BytesIO(saved(scripted, chart, "PNG"))).convert("L")
    width, height = image.size
    assert min(width, height) > 500
    edges = [
        (0, 0, width, EDGE),
        (0, height - EDGE, width, height),
        (0, 0, EDGE, height),
        (width - EDGE, 0, width, height),
    ]
    assert [image.crop(edge).getextrema()[0] >= LIGHT for edge in edges] == [True] * 4
    assert image.getextrema()[0] < 60

    file = saved(scripted, chart, "SVG").decode()
    root = ElementTree.fromstring(file)  # noqa: S314 - our own
    said = " ".join(" ".join(part.itertext()) for part in root.iter("{http://www.w3.org/2000/svg}text"))
    assert title in " ".join(said.split())
    assert "Source: Fourfold" in said
    assert typeface.FAMILY in file
    assert "data:font/woff2;base64," in file or "data:application/octet-stream;base64," in file
    assert re.findall(r"url\((?!data:)", file) == []


def test_every_letter_of_a_saved_picture_lies_within_it(shared_site, scripted):
    be(scripted, shared_site, "Marcus Lee")
    scripted.goto(shared_site + AREA)
    scripted.evaluate("() => document.fonts.ready.then(() => true)")
    outside = scripted.evaluate(
        """() => [...document.querySelectorAll("[data-chart]")].flatMap(chart => {
          const sheet = chart.querySelector("[data-chart-sheet]").content.querySelector("svg").cloneNode(true);
          sheet.append(...chart.querySelector(".chart__picture--wide").cloneNode(true).children);
          document.body.append(sheet);
          const paper = sheet.getBoundingClientRect();
          return [...sheet.querySelectorAll("text")].filter(text => {
            const box = text.getBoundingClientRect();
            return box.left < paper.left || box.right > paper.right || box.top < paper.top || box.bottom > paper.bottom;
          }).map(text => text.textContent);
        })"""
    )
    assert outside == []


def test_a_heat_map_scrolls_with_a_cue_and_keeps_its_heads_in_sight(shared_site, scripted):
    be(scripted, shared_site, "Marcus Lee")
    scripted.set_viewport_size({"width": 360, "height": 900})
    scripted.goto(f"{shared_site}/compare/heat-map?by=domain")
    expect(scripted.get_by_text("Scroll sideways to see all 10 columns")).to_be_visible()
    frame = scripted.locator(".heat-frame")
    before = frame.locator("thead th").first.bounding_box()
    frame.evaluate("one => one.scrollTo(200, 400)")
    after = frame.locator("thead th").first.bounding_box()
    assert max(abs(before[side] - after[side]) for side in ("x", "y")) <= 2
    assert scripted.evaluate("() => document.documentElement.scrollWidth") <= 360
    scripted.set_viewport_size({"width": 1280, "height": 900})
    expect(scripted.get_by_text("Scroll sideways to see all 10 columns")).to_be_hidden()


def test_an_explored_chart_has_the_colours_of_the_dark_scheme(shared_site, scripted):
    be(scripted, shared_site, "Marcus Lee")
    scripted.emulate_media(color_scheme="dark")
    scripted.goto(f"{shared_site}/compare/?organisation=vale-police")
    chart = scripted.locator("#radar-dimension")
    chart.get_by_role("button", name="Interactive chart").click()
    expect(chart.locator(".js-plotly-plot")).to_be_visible()
    expect(chart.get_by_role("figure", name="Vale Constabulary")).to_be_visible()
    lines = chart.locator(".js-plotly-plot path.js-line").all()
    assert any("159, 224, 238" in line.get_attribute("style") for line in lines)
