"""Tokens and recovery codes."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from assessment.credentials import tokens


def test_tokens_fit_an_address_and_differ():
    made = {tokens.new_token() for _ in range(100)}
    assert len(made) == 100
    assert all(re.fullmatch(r"[A-Za-z0-9_-]{43}", token) for token in made)


def test_a_digest_tells_nothing_and_is_the_same_each_time():
    token = tokens.new_token()
    assert tokens.digest(token) == tokens.digest(token) != tokens.digest(tokens.new_token())
    assert re.fullmatch(r"[0-9a-f]{64}", tokens.digest(token))
    assert token not in tokens.digest(token)


def test_recovery_codes_hold_no_letters_that_are_taken_for_one_another():
    codes = tokens.new_recovery_codes()
    assert len(set(codes)) == 10
    assert all(re.fullmatch(r"[a-hj-km-np-z2-9]{5}(-[a-hj-km-np-z2-9]{5}){5}", code) for code in codes)


@given(st.sampled_from(["", " ", "-", "  -  ", "\t", ".", "–"]), st.booleans())
def test_a_recovery_code_is_tidied_to_what_was_handed_out(between, capitals):
    (code,) = tokens.new_recovery_codes(1)
    typed = code.replace("-", between)
    assert tokens.tidied(f" {typed.upper() if capitals else typed} ") == code


@given(st.text())
def test_anything_can_be_tidied(typed):
    tokens.digest(tokens.tidied(typed))
