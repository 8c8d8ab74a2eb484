"""The quick check: bars over what was answered, and next steps from the lowest."""

from __future__ import annotations

from assessment.domain.instruments.quick_check import QuickCheck, QuickItem, quick_result
from tests.factories import bank, item

BANK = bank(item("RL-GOV-1"), item("RL-POL-1"), item("RC-GOV-1"))
CHECK = QuickCheck(
    1, "quick_check", "q", "Quick", "test", "about", 10,
    tuple(
        QuickItem(f"Q{n}", parent, parent, "?", tuple("abcde"), f"Do {n}")
        for n, parent in enumerate(("RL-GOV-1", "RL-POL-1", "RC-GOV-1"))
    ),
)  # fmt: skip


def test_bars_are_means_of_what_was_answered():
    first, second = quick_result(CHECK, BANK, {"Q0": 1, "Q1": 2}).bars
    assert (first.figure, first.answered, first.total) == (37.5, 2, 2)
    assert (second.figure, second.answered, second.total) == (None, 0, 1)


def test_next_steps_come_from_the_lowest_and_never_from_the_highest_level():
    found = quick_result(CHECK, BANK, {"Q0": 3, "Q1": 4, "Q2": 0})
    assert [one.id for one in found.next_steps] == ["Q2", "Q0"]
    assert quick_result(CHECK, BANK, {"Q0": 4}).next_steps == ()
