"""Style: what the checker sees, and what it lets pass."""

from __future__ import annotations

from dataclasses import replace

import pytest

from assessment.domain.bank.style import item_remarks
from tests.factories import item

GOOD = item(
    "RL-GOV-1",
    title="A sponsor at the top",
    question="Does your governing body lead this work?",
    why="Staff believe in a change when those at the top spend time on it.",
    levels=(
        "Has not talked about it.",
        "Names one sponsor. Under a quarter of teams know.",
        "Has discussed it once. A quarter to a half of teams know.",
        "Discusses it every year. At least half of the teams know who leads it.",
        "Keeps it as standing business. At least 80% of teams have known for 12 months.",
    ),
    evidence_prompts=("Minutes of a meeting", "A dated note of a conversation with three members of staff"),
    tipping_point="A signature becomes a yearly decision.",
)


def said(**changed):
    return [f"{one.part}: {one.what}" for one in item_remarks(replace(GOOD, **changed))]


def test_a_good_item_gets_no_remark():
    assert said() == []


@pytest.mark.parametrize(
    ("changed", "part", "words"),
    [
        ({"title": "x" * 61}, "title", "61 characters"),
        ({"question": "Do you train staff and do you check it?"}, "question", "asks two questions"),
        ({"question": "Is it known? Is it used?"}, "question", "asks two questions"),
        ({"why": "word " * 41}, "why", "41 words"),
        ({"why": ""}, "why", "is missing"),
        ({"tipping_point": ""}, "tipping point", "is missing"),
        ({"evidence_prompts": ("One thing",)}, "evidence prompts", "write 2 to 4"),
        ({"why": "It helps service users to feel safe."}, "why", "service users"),
        ({"why": "A robust plan is needed."}, "why", "robust"),
        ({"why": "Staff often forget."}, "why", "“often” without a number"),
        ({"why": "A program for the whole organization."}, "why", "“programme”"),
        ({"why": "A program for the whole organization."}, "why", "“organisation”"),
        ({"levels": (GOOD.levels[4], *GOOD.levels[1:])}, "levels", "say the same thing twice"),
        ({"levels": tuple(reversed(GOOD.levels))}, "level 2", "asks for less"),
        ({"levels": ("Has said so much about it " * 4, *GOOD.levels[1:])}, "levels", "more at the bottom"),
    ],
)
def test_each_fault_is_seen_at_its_place(changed, part, words):
    assert [line for line in said(**changed) if line.startswith(f"{part}:") and words in line]


@pytest.mark.parametrize(
    "why",
    [
        "How many people know? The register says how often it is asked.",
        "At least half of the teams know most of it.",
        "It prizes what people say, and people exercise a choice of size.",
        "Nobody is left alone with it.",
    ],
)
def test_numbers_and_look_alikes_pass(why):
    assert said(why=why) == []
