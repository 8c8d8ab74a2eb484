"""Colours: the same in Python and in the style sheet, and strong enough."""

from __future__ import annotations

import re
from importlib.resources import files

import pytest

from assessment.charts import look

STYLES = files("assessment").joinpath("static", "css", "charts.css").read_text("utf-8")


def luminance(colour):
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one, other):
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def test_the_style_sheet_has_the_same_colours():
    stated = dict(re.findall(r"--chart-([a-z0-9-]+): (#[0-9a-f]{6});", STYLES))
    expected = {one.name: one.colour for one in (*look.SERIES, look.OVERALL, look.REFERENCE)}
    expected |= {f"heat-{step}": colour for step, colour in enumerate(look.HEAT)}
    expected |= {"ring": look.RING, "ink": look.INK, "spread": look.SPREAD}
    assert expected.items() <= stated.items()


@pytest.mark.parametrize("one", [*look.SERIES, look.OVERALL, look.REFERENCE], ids=lambda one: one.name)
def test_lines_and_their_names_stand_out_from_the_paper(one):
    assert contrast(one.colour, look.PAPER) >= 4.5


@pytest.mark.parametrize("step", range(11))
def test_figures_can_be_read_on_every_shade(step):
    assert contrast(look.HEAT[step], look.ink_on(step)) >= 4.5


def test_shades_get_darker_step_by_step():
    assert [luminance(one) for one in look.HEAT] == sorted((luminance(one) for one in look.HEAT), reverse=True)


def test_stages_are_as_far_apart_as_can_be():
    assert look.shades(5) == [1, 3, 5, 8, 10]
    assert look.shades(1) == [1]
