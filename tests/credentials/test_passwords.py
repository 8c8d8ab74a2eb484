"""Passwords that are refused, and those that are kept."""

from __future__ import annotations

from unicodedata import normalize

import pytest
from argon2 import PasswordHasher, low_level
from hypothesis import given
from hypothesis import strategies as st

from assessment.credentials import passwords
from assessment.domain.people.accounts import MOST_CHARACTERS

ROBIN = ("Robin Ash", "robin.ash@lanternhouse.example.org")
LONG_COMMON = sorted(word for word in passwords.common() if len(word) >= 10)


@pytest.mark.parametrize(
    "password",
    [
        "qwertyuiop",
        "1234567890",
        "Sunshine11",
        "PASSWORD14",
        "sunshine2024!",
        "!!!!sunshine!!!!",
        "2026 football 2026",
        "Password1234567890",
        "P4ssw0rd!!!!",
        "Pa$$w0rd2024",
        "f00tball2026",
        "1l0vey0u!!!!",
        "K1ngfi$her",
        "sunshine\u0660\u0661\u0662",
    ],
)
def test_passwords_that_are_tried_first_are_refused_however_they_are_decorated(password):
    assert "too easy to guess" in passwords.problem(password, about=ROBIN)


def test_every_common_password_is_refused_in_small_letters_and_in_capitals():
    for password in LONG_COMMON:
        assert passwords.problem(password, about=()), password
        assert passwords.problem(password.upper(), about=()), password


def test_a_common_password_is_no_better_with_a_sign_at_its_end():
    better = [word for word in LONG_COMMON if len(word) < 200 and passwords.problem(f"{word}!", about=()) is None]
    assert better == []


def test_the_list_holds_lower_case_words_only_since_it_is_compared_with_such():
    assert len(passwords.common()) > 10_000
    assert [word for word in passwords.common() if word != word.casefold() or word != word.strip()] == []


@pytest.mark.parametrize(
    "password",
    [
        "Robin Ash!!",
        "robinash99",
        "R0binA5h2026",
        "robin ash 1980",
        "ROBIN.ASH@lanternhouse.example.org",
        "robin.ash1",
        "lanternhouse",
        "Lanternhouse2026!",
        "fourfold2026",
        "F0urf0ld!!",
        "Trauma-Informed",
        "selfassessment1",
    ],
)
def test_ones_own_name_address_or_the_service_make_no_password(password):
    assert "too similar to your name" in passwords.problem(password, about=ROBIN)


@pytest.mark.parametrize(
    "password",
    [
        "heron over the weir",
        "robin sings at dawn",
        "the lighthouse keeps turning",
        "drei leise Lämpchen",
        "雨の日の灯台と小さな舟",
        "😀🦊🌊🏔🚲🍋🎻🧵🪁🗝",
        "correct-horse-battery",
        "Ab1 Ab2 Ab3",
        " spaces count too ",
        "heron weir" * 20,
    ],
)
def test_long_words_of_ones_own_are_taken_without_rules_on_signs(password):
    assert passwords.problem(password, about=ROBIN) is None


@pytest.mark.parametrize(
    ("password", "message"),
    [
        ("", "10 characters or more"),
        ("nine char", "10 characters or more"),
        ("heron weir" * 20 + "x", "200 characters or fewer"),
        ("x" * 100_000, "200 characters or fewer"),
        ("aaaaaaaaaa", "uses too few different"),
        ("AaAaAaAaBbBb", "uses too few different"),
    ],
)
def test_what_is_too_short_too_long_or_repeats_is_said(password, message):
    assert message in passwords.problem(password, about=())


@given(st.text(min_size=10, max_size=MOST_CHARACTERS))
def test_any_text_is_taken_or_refused_with_a_sentence(password):
    said = passwords.problem(password, about=ROBIN)
    assert said is None or said.startswith("Password ")


@given(st.text(min_size=10, max_size=MOST_CHARACTERS), st.lists(st.text(max_size=50), max_size=3))
def test_any_name_and_address_can_be_compared_with(password, about):
    said = passwords.problem(password, about=about)
    assert said is None or said.startswith("Password ")


@given(st.text(max_size=MOST_CHARACTERS))
def test_a_password_matches_what_is_kept_of_it_and_nothing_else_does(password):
    kept = passwords.hashed(password)
    assert password not in kept or len(password) < 10
    assert passwords.matches(kept, password)
    assert not passwords.matches(kept, password + "x")
    assert not passwords.matches(None, password)
    assert not passwords.matches("no hash", password)


def test_the_same_password_is_kept_differently_each_time():
    assert passwords.hashed("heron over the weir") != passwords.hashed("heron over the weir")


EARLIER = PasswordHasher(time_cost=1, memory_cost=32, parallelism=4)


def test_hashes_of_earlier_days_still_work_and_take_one_thread(monkeypatch):
    threads = []
    core = low_level.core
    monkeypatch.setattr(low_level, "core", lambda made, kind: threads.append(made.threads) or core(made, kind))
    kept = EARLIER.hash("a heron over the weir")
    assert passwords.matches(kept, "a heron over the weir")
    assert not passwords.matches(kept, "another heron")
    assert threads == [1, 1]


def test_a_right_password_is_kept_in_the_way_of_today():
    kept = passwords.renewed(EARLIER.hash("a heron over the weir"), "a heron over the weir")
    assert "p=1$" in kept
    assert passwords.matches(kept, "a heron over the weir")
    assert passwords.renewed(kept, "a heron over the weir") is None


@pytest.mark.parametrize("kept", ["", "nonsense", "$argon2id$v=19$m=8,t=1,p=4$x$y", "$argon2id$v=19$m=8,t=1,p=4$!$!"])
def test_what_is_no_hash_fits_no_password(kept):
    assert not passwords.matches(kept, "a heron over the weir")


FORMS = ("NFC", "NFD", "NFKC", "NFKD")
WORDS = "Crème brûlée ﬁne\u00a0ＡＢＣ"


@pytest.mark.parametrize("typed", FORMS)
@pytest.mark.parametrize("set_as", FORMS)
def test_a_password_is_the_same_on_every_device(set_as, typed):
    kept = passwords.hashed(normalize(set_as, WORDS))
    assert passwords.matches(kept, normalize(typed, WORDS))
    assert not passwords.matches(kept, normalize(typed, WORDS) + "x")


@pytest.mark.parametrize("typed", ["NFC", "NFD"])
@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_what_was_kept_before_there_was_one_form_still_works(form, typed):
    kept = passwords._hasher.hash(normalize(form, WORDS))
    assert passwords.matches(kept, normalize(typed, WORDS))


def test_wide_letters_do_not_hide_a_password_that_is_tried_first():
    assert "too easy to guess" in passwords.problem("ｓｕｎｓｈｉｎｅ２０２４！", about=ROBIN)


def test_how_long_a_password_is_does_not_depend_on_the_device():
    assert passwords.problem(normalize("NFD", "é" * 7), about=ROBIN) == passwords.problem("é" * 7, about=ROBIN)
