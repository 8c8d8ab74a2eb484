"""Cells: what spreadsheets take for formulas, and the apostrophe that prevents it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessment.reading.cells import neutral, plain


@pytest.mark.parametrize("cell", ["=1+1", "+44 20", "-5", "@sum", "\t=1", "\0=1", " =1"])
def test_what_looks_like_a_formula_gets_an_apostrophe(cell):
    assert neutral(cell) == f"'{cell}"


@pytest.mark.parametrize("cell", ["River Trust", "1+1", "'quoted'", "", "a=b"])
def test_other_cells_stay_as_they_are(cell):
    assert neutral(cell) == plain(cell) == cell


@given(st.text())
def test_a_neutral_cell_is_read_back_without_the_space_around_it(cell):
    assert neutral(cell) == cell or plain(neutral(cell)) == cell.strip()
