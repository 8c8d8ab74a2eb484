"""Differences between two versions of a bank: what became of each item, and which rules moved."""

from __future__ import annotations

from dataclasses import replace

from assessment.domain.bank.differences import Fate, compare
from assessment.domain.bank.equivalents import equivalents
from assessment.domain.bank.rules import ConditionKind
from tests.domain.bank.two_versions import FIRST, ITEMS, SECOND, successor
from tests.factories import stage


def test_every_item_has_its_fate():
    found = compare(FIRST, SECOND)
    assert {one.item.id: one.fate for one in found.items} == {
        "RL-GOV-1": Fate.UNCHANGED,
        "RL-GOV-2": Fate.REWORDED,
        "RC-GOV-1": Fate.CHANGED,
        "RC-GOV-2": Fate.UNCHANGED,
        "RC-GOV-9": Fate.REWORDED,
        "RC-GOV-10": Fate.NEW,
        "RL-GOV-3": Fate.RETIRED,
    }
    (retired,) = found.of(Fate.RETIRED)
    assert retired.why == "asked by law now"
    assert {part: (was, now) for part, was, now in found.of(Fate.REWORDED)[0].parts} == {
        "question": ("RL-GOV-2?", "RL-GOV-2? Anew?")
    }


def test_other_words_without_a_declaration_count_as_another_meaning():
    silent = replace(ITEMS[0], levels=tuple("vwxyz"))
    assert compare(FIRST, successor(silent, *ITEMS[1:])).items[0].fate is Fate.CHANGED
    assert "RL-GOV-1" not in equivalents((FIRST, successor(silent, *ITEMS[1:])))


def test_rules_that_moved_are_named_with_both_values():
    stages = (stage("ready"), stage("aware", (ConditionKind.OVERALL, 35, None)))
    later = (stage("ready"), stage("aware", (ConditionKind.OVERALL, 40, None)))
    (moved,) = compare(replace(FIRST, stages=stages), replace(FIRST, stages=later)).rules
    assert (moved.place, moved.before, moved.after) == ("stage Aware: overall", "35", "40")
