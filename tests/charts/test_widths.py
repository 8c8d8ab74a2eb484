"""Widths of text come from the typeface that is shown."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import ImageFont, features

from assessment import typeface
from assessment.charts.layouts.widths import text_width
from assessment.charts.look import STYLE

LETTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789 ,-–’()&"


def cut(*, bold, engine=ImageFont.Layout.BASIC):
    name = f"atkinson-hyperlegible-next-{'bold' if bold else 'regular'}.ttf"
    return ImageFont.truetype(str(typeface.FOLDER.joinpath(name)), 1000, layout_engine=engine)


@given(text=st.text(LETTERS, max_size=40), bold=st.booleans())
def test_a_text_is_as_wide_as_its_letters(text, bold):
    assert text_width(text, bold=bold) == pytest.approx(cut(bold=bold).getlength(text) * STYLE.letters / 1000)


@pytest.mark.skipif(not features.check("raqm"), reason="Pillow has nothing here that looks at pairs of letters")
@pytest.mark.parametrize("bold", [False, True])
def test_pairs_of_letters_make_little_difference(long_names, bold):
    shaped = cut(bold=bold, engine=ImageFont.Layout.RAQM)
    for name in (*long_names, "Resists re-traumatising", "2026–27", "100"):
        assert text_width(name, bold=bold) == pytest.approx(shaped.getlength(name) * STYLE.letters / 1000, rel=0.03)


def test_bold_letters_are_wider():
    assert text_width("Realises", bold=True) > text_width("Realises")


def test_a_letter_that_the_typeface_lacks_takes_a_whole_place():
    assert text_width("日本") == 2 * STYLE.letters


def test_spaces_have_their_own_width():
    assert 0 < text_width(" ") == text_width("\u00a0") < text_width("n")


def test_the_licence_stays_with_the_typeface():
    assert "SIL OPEN FONT LICENSE" in typeface.FOLDER.joinpath("OFL.txt").read_text(encoding="utf-8")
