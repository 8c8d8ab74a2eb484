"""Progress: like against like, and never one kind of figure against another."""

from __future__ import annotations

from dataclasses import replace

from assessment.domain.assessment.answers import Answer
from assessment.domain.assessment.progress import Year, changes
from assessment.domain.assessment.scorecard import State
from assessment.domain.bank.question_bank import Axis
from tests.factories import at, bank, item

ITEMS = (item("RL-GOV-1"), item("RL-POL-1"), item("RC-GOV-1"))
BANK = bank(*ITEMS)
BEFORE = {"RL-GOV-1": at(1), "RL-POL-1": at(1), "RC-GOV-1": at(2)}


def test_only_items_that_both_years_answered_count():
    after = {"RL-GOV-1": at(3), "RL-POL-1": Answer(not_applicable="we do not"), "RC-GOV-1": at(2)}
    found = changes(Year(BANK, BEFORE), Year(BANK, after))
    assert found.like_items == 2
    assert (found.groups[Axis.DIMENSION]["RL"].before, found.groups[Axis.DIMENSION]["RL"].after) == (25.0, 75.0)
    assert [(one.item, one.before, one.after) for one in found.items] == [("RL-GOV-1", 1, 3)]


def test_an_item_whose_words_changed_is_no_like_item():
    reworded = bank(replace(ITEMS[0], question="Something else?"), *ITEMS[1:])
    found = changes(Year(BANK, BEFORE), Year(reworded, BEFORE))
    assert found.like_items == 2
    assert found.groups[Axis.DIMENSION]["RL"].items == 1


def test_another_scale_leaves_nothing_to_compare():
    shorter = replace(BANK, levels=BANK.levels[:4])
    found = changes(Year(BANK, BEFORE), Year(shorter, BEFORE))
    assert (found.like_items, found.overall) == (0, None)


def test_moderated_is_set_against_moderated_only():
    after = {name: replace(answer, moderated=0) for name, answer in BEFORE.items()}
    mixed = changes(Year(BANK, BEFORE), Year(BANK, after, moderated=True))
    assert (mixed.state, mixed.overall.difference) == (State.SUPPORTED, 0.0)
    both = changes(Year(BANK, BEFORE, moderated=True), Year(BANK, after, moderated=True))
    assert (both.state, both.overall.after) == (State.MODERATED, 0.0)


def test_small_moves_over_few_items_are_called_little_change():
    many = bank(*(item(f"RL-GOV-{n}") for n in range(10)))
    start = {one.id: at(2) for one in many.items}
    one_up = start | {"RL-GOV-0": at(3)}
    two_up = one_up | {"RL-GOV-1": at(3)}
    assert changes(Year(many, start), Year(many, one_up)).overall.little
    assert not changes(Year(many, start), Year(many, two_up)).overall.little


def test_the_same_answers_give_no_change():
    found = changes(Year(BANK, BEFORE), Year(BANK, BEFORE))
    assert (found.overall.difference, found.overall.little, found.items) == (0.0, True, ())
