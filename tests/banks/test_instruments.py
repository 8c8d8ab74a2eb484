"""What stands beside a bank is checked as banks are: everything at once, with lines, and never by a traceback."""

from __future__ import annotations

from importlib.resources import files

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assessment import banks
from assessment.banks.instruments import KINDS

FOLDER = files("assessment.question_banks")
PULSE = FOLDER.joinpath("instruments", "staff-pulse-2026.yaml").read_text(encoding="utf-8")
VARIANT = FOLDER.joinpath("variants", "charity.yaml").read_text(encoding="utf-8")


def said(text, name):
    return [str(one) for one in banks.check(text.encode(), name=name)]


@pytest.mark.parametrize("kind", [*KINDS, "nonsense", "[]", "null"])
def test_a_file_with_nothing_but_a_kind_gets_messages(kind):
    assert said(f"kind: {kind}\n", "x")


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("smallest_group:", "smalest_group:", "did you mean `smallest_group`?"),
        ("related: RL-WFD-1,", "related: RL-WDF-1,", "no bank has; did you mean 'RL-WFD-1'?"),
        ("dimension: RL,", "dimension: XX,", "write one of"),
        ("id: P02", "id: P01", "a second time"),
        ("bank: trauma-informed-2026", "bank: nothing", "no known bank"),
        ("smallest_group: 10", "smallest_group: ten", "smallest_group"),
        ("format: 1", "format: 2", "write 1"),
        ("audience: staff", 'audience: ""', "is empty"),
    ],
)
def test_each_fault_of_a_survey_is_said(old, new, words):
    assert old in PULSE
    assert any(words in line for line in said(PULSE.replace(old, new, 1), "staff-pulse-2026"))


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("sectors:\n- charity", "sectors:\n- churches", "no known sector"),
        ("- id: CHARITY-1", "- id: RL-GOV-1", "an item of the bank"),
        ("- id: RL-GOV-1", "- id: RL-GOV-99", "no bank has"),
        ("trustee board", "", "not text"),
    ],
)
def test_each_fault_of_a_variant_is_said(old, new, words):
    assert old in VARIANT
    assert any(words in line for line in said(VARIANT.replace(old, new, 1), "charity"))


def test_a_gate_item_cannot_be_excused_by_a_sector():
    excused = VARIANT.replace("- id: RL-GOV-1\n", "- id: RL-GOV-1\n  not_applicable: We have none.\n", 1)
    assert any("excuses an item that has to be answered" in line for line in said(excused, "charity"))


@settings(max_examples=80, deadline=None)
@given(st.integers(0, len(PULSE) - 1), st.integers(0, 60), st.text(max_size=12))
def test_a_damaged_survey_is_refused_or_read_but_never_breaks(start, length, put):
    damaged = PULSE[:start] + put + PULSE[start + length :]
    assert isinstance(banks.check(damaged.encode("utf-8", "surrogatepass"), name="staff-pulse-2026"), tuple)
