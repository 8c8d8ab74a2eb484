"""Names: the same under one key, read in one order, and never without anything to see."""

from __future__ import annotations

from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessment.domain.texts.names import name_problem, reading_order, sameness_key, tidy_name, words_to_find

SAME = [
    ("Élan", "ELAN"),
    ("Élan", normalize("NFD", "élan")),
    ("Straße", "STRASSE"),
    ("Vale  Homes", " vale\u00a0homes "),
    ("Ｖａｌｅ", "Vale"),
    ("Of\ufb01ce", "Office"),
    ("Va\u00adle", "Vale"),
    ("Va\u200ble\ufeff", "Vale"),
    ("Va\u200dle", "Vale"),
    ("St John’s", "St John's"),
    ("North–South", "North-South"),
    ("Łódź", "Lodz"),
    ("İstanbul", "istanbul"),
    ("ΟΔΟΣ", "οδος"),
    ("Tŷ Hafan", "ty hafan"),
    ("❤\ufe0f", "❤"),
    ("\u2800Vale", "Vale"),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_what_people_take_for_the_same_has_one_key(one, other):
    assert sameness_key(one) == sameness_key(other)


@pytest.mark.parametrize(
    ("one", "other"), [("Vale", "Vales"), ("か", "が"), ("कि", "की"), ("1st", "2nd"), ("ab", "a b")]
)
def test_what_differs_has_another_key(one, other):
    assert sameness_key(one) != sameness_key(other)


@given(st.text(max_size=30))
def test_a_key_is_its_own_key_in_every_form_and_case(text):
    key = sameness_key(text)
    assert sameness_key(key) == key
    assert {sameness_key(normalize(form, text)) for form in ("NFC", "NFD", "NFKC", "NFKD")} == {key}
    assert "\t" not in key


def test_names_are_read_in_the_order_of_their_words_and_numbers():
    names = ["Zest", "elan", "Élan", "Elan", "Ward 10", "Ward 2", "“Quay” Centre", "O'Brien", "Obrecht", "Ærø", "É"]
    expected = ["Ærø", "É", "Elan", "elan", "Élan", "Obrecht", "O'Brien", "“Quay” Centre", "Ward 2", "Ward 10", "Zest"]
    assert sorted(names, key=reading_order) == expected
    names.reverse()
    assert sorted(names, key=reading_order) == expected


def test_a_search_is_words_in_any_case_with_or_without_accents_and_apostrophes():
    assert words_to_find("  ÉLAN  st john’s ") == ("elan", "st", "johns")
    assert words_to_find("\u200b\u202e") == ()


@pytest.mark.parametrize(
    "name", ["", "\u200d\u200c", "\u202e", "\u2066\u2069", "\u0301", "\u2800\u3164", "\u00ad", "\ufe0f", "\u00a0"]
)
def test_a_name_has_something_to_see(name):
    assert name_problem(tidy_name(name))


@pytest.mark.parametrize("name", ["Va\u202ele", "a\u2067b\u2069", "a\u0000b", "x" * 121, "a\ue000"])
def test_signs_that_mislead_and_names_without_end_are_refused(name):
    assert name_problem(name)


@pytest.mark.parametrize("name", ["X", "नेपाल", "می\u200cخواهم", "Élan", "🦊", "3", "O’Brien", "Llanfair \u200dP"])
def test_names_of_every_script_are_taken(name):
    assert name_problem(tidy_name(name)) is None
