"""Colours: the same in Python and in the style sheet, and strong enough."""

from __future__ import annotations

import re
from importlib.resources import files
from itertools import combinations
from math import dist

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


LIGHT_STYLES, DARK_STYLES, *_ = re.findall(r":root \{(.*?)\}", STYLES, re.DOTALL)
# What colours become for readers without one kind of cones (Machado, Oliveira and Fernandes 2009).
SEEN = {
    "all cones": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "no red": ((0.152, 1.053, -0.205), (0.115, 0.786, 0.099), (-0.004, -0.048, 1.052)),
    "no green": ((0.367, 0.861, -0.228), (0.280, 0.673, 0.047), (-0.012, 0.043, 0.969)),
    "no blue": ((1.256, -0.077, -0.179), (-0.078, 0.931, 0.148), (0.005, 0.691, 0.304)),
}


def stated(styles):
    return dict(re.findall(r"--chart-([a-z0-9-]+): (#[0-9a-f]{6});", styles))


def seen(colour, matrix):
    """A colour as somebody sees it, as lightness and two opponent colours (CIE Lab)."""
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    plain = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    red, green, blue = (min(1, max(0, sum(m * p for m, p in zip(row, plain, strict=True)))) for row in matrix)
    x = (0.4124 * red + 0.3576 * green + 0.1805 * blue) / 0.9505
    y = 0.2126 * red + 0.7152 * green + 0.0722 * blue
    z = (0.0193 * red + 0.1192 * green + 0.9505 * blue) / 1.0888
    x, y, z = (part ** (1 / 3) if part > 0.008856 else 7.787 * part + 16 / 116 for part in (x, y, z))
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def test_the_style_sheet_has_the_same_colours():
    expected = {one.name: one.colour for one in (*look.SERIES, look.OVERALL, look.REFERENCE)}
    expected |= {f"heat-{step}": colour for step, colour in enumerate(look.HEAT)}
    expected |= {"ring": look.RING, "ink": look.INK, "faint-ink": look.FAINT_INK, "spread": look.SPREAD}
    expected |= {"band": look.BAND, "on-weak": look.INK, "on-strong": look.PAPER}
    assert stated(LIGHT_STYLES) == expected


def test_the_dark_scheme_has_the_same_colours_for_the_same_names():
    assert stated(DARK_STYLES) == look.DARK | {f"heat-{step}": colour for step, colour in enumerate(look.DARK_HEAT)}
    assert stated(DARK_STYLES).keys() == stated(LIGHT_STYLES).keys()


@pytest.mark.parametrize("name", ["series-1", "series-2", "series-3", "series-4", "overall", "ink", "faint-ink"])
def test_lines_and_their_names_stand_out_from_dark_paper(name):
    assert contrast(look.DARK[name], look.DARK_PAPER) >= 4.5
    assert contrast(look.DARK["median"], look.DARK_PAPER) >= 3


@pytest.mark.parametrize("step", range(11))
def test_figures_can_be_read_on_every_shade_of_the_dark_scheme(step):
    ink = look.DARK["on-strong" if look.ink_on(step) == look.PAPER else "on-weak"]
    assert contrast(look.DARK_HEAT[step], ink) >= 4.5


@pytest.mark.parametrize("eyes", SEEN)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_three_lines_have_three_colours_for_everybody(scheme, eyes):
    colours = [one.colour if scheme == "light" else look.DARK[one.name] for one in look.SERIES[:3]]
    for one, other in combinations(colours, 2):
        assert dist(seen(one, SEEN[eyes]), seen(other, SEEN[eyes])) >= 25


@pytest.mark.parametrize("one", [*look.SERIES, look.OVERALL, look.REFERENCE], ids=lambda one: one.name)
def test_lines_and_their_names_stand_out_from_the_paper(one):
    assert contrast(one.colour, look.PAPER) >= 4.5


@pytest.mark.parametrize("step", range(11))
def test_figures_can_be_read_on_every_shade(step):
    assert contrast(look.HEAT[step], look.ink_on(step)) >= 4.5


def test_shades_get_stronger_step_by_step():
    assert [luminance(one) for one in look.HEAT] == sorted((luminance(one) for one in look.HEAT), reverse=True)
    assert [luminance(one) for one in look.DARK_HEAT] == sorted(luminance(one) for one in look.DARK_HEAT)


def test_stages_are_as_far_apart_as_can_be():
    assert look.shades(5) == [1, 3, 5, 8, 10]
    assert look.shades(1) == [1]
