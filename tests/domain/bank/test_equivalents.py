"""Equivalents: which items two years asked alike, and what their levels are worth."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from assessment import banks
from assessment.domain.area.sectors import Sector
from assessment.domain.assessment.progress import Year, changes
from assessment.domain.assessment.scoring import score
from assessment.domain.bank.equivalents import equivalents
from assessment.domain.bank.lineage import Meaning, Predecessor, Replaced
from assessment.domain.bank.question_bank import Axis, Level
from assessment.domain.bank.rules import Selection
from tests.domain.bank.two_versions import FIRST, ITEMS, SECOND, rewritten, successor
from tests.factories import at, bank


def test_like_items_are_those_that_kept_their_meaning():
    assert {key: one.item for key, one in equivalents((FIRST, SECOND)).items()} == {
        "RL-GOV-1": "RL-GOV-1",
        "RL-GOV-2": "RL-GOV-2",
        "RC-GOV-2": "RC-GOV-2",
        "RC-GOV-9": "RC-GOV-3",
    }


def test_the_line_goes_on_through_several_versions_as_long_as_each_step_kept_the_meaning():
    third = replace(
        bank(rewritten(SECOND.items[0], Meaning.SAME), rewritten(SECOND.items[3], Meaning.CHANGED), SECOND.items[4]),
        id="third",
        replaces=Predecessor("second"),
    )
    third = replace(third, items=(*third.items[:2], replace(third.items[2], replaces=())))
    assert {key: one.item for key, one in equivalents((FIRST, SECOND, third)).items()} == {
        "RL-GOV-1": "RL-GOV-1",
        "RC-GOV-9": "RC-GOV-3",
    }


def test_a_declared_scale_turns_earlier_levels_into_later_ones():
    shorter = tuple(replace(one, levels=tuple("abc")) for one in ITEMS)
    later = replace(
        successor(*(replace(one, replaces=(Replaced(one.id, Meaning.SAME),)) for one in shorter)),
        levels=tuple(Level(name) for name in "abc"),
        replaces=Predecessor(FIRST.id, levels=(0, 0, 1, 1, 2)),
    )
    found = changes(
        Year(FIRST, {one.id: at(4) for one in ITEMS}), Year(later, {one.id: at(1) for one in ITEMS}), between=()
    )
    assert (found.overall.before, found.overall.after) == (100.0, 50.0)
    undeclared = replace(later, replaces=Predecessor(FIRST.id))
    assert changes(Year(FIRST, {"RL-GOV-1": at(4)}), Year(undeclared, {"RL-GOV-1": at(1)})).like_items == 0


levels = st.fixed_dictionaries({one.id: st.integers(0, 4) for one in ITEMS})


@given(levels, levels)
def test_between_identical_banks_like_for_like_scores_are_the_scores_themselves(before, after):
    earlier, later = ({key: at(level) for key, level in chosen.items()} for chosen in (before, after))
    found = changes(Year(FIRST, earlier), Year(replace(FIRST), later))
    assert found.overall.before == score(FIRST, earlier).supported.overall
    assert found.overall.after == score(FIRST, later).supported.overall
    for one in FIRST.dimensions:
        change = found.groups[Axis.DIMENSION][one.id]
        assert change.after == score(FIRST, later).supported.dimensions[one.id]
    assert (found.like_items, found.reworded) == (6, 0)


@given(levels, st.fixed_dictionaries({one.id: st.integers(0, 4) for one in SECOND.items}), st.integers(0, 4))
def test_an_item_that_changed_in_meaning_never_enters(before, after, other):
    earlier = {key: at(level) for key, level in before.items()}
    later = {key: at(level) for key, level in after.items()}
    found = changes(Year(FIRST, earlier), Year(SECOND, later))
    shaken_before = changes(Year(FIRST, earlier | {"RC-GOV-1": at(other)}), Year(SECOND, later))
    shaken_after = changes(Year(FIRST, earlier), Year(SECOND, later | {"RC-GOV-1": at(other), "RC-GOV-10": at(other)}))
    assert found == shaken_before == shaken_after
    assert (found.like_items, found.reworded) == (4, 2)


@given(levels)
def test_reworded_items_carry_their_level_over(before):
    answers = {key: at(level) for key, level in before.items()}
    carried = {new: answers[like.item] for new, like in equivalents((FIRST, SECOND)).items()}
    found = changes(Year(FIRST, answers), Year(SECOND, carried))
    assert found.overall.difference == 0
    assert found.items == ()


def test_what_a_sector_calls_things_never_decides_whether_two_questions_mean_the_same():
    for bank_id in banks.available():
        plain = banks.load(bank_id)
        alike = equivalents((plain, plain))
        for sector in Sector:
            for selection in Selection:
                worded = banks.questionnaire(plain, selection, sector).bank
                here = equivalents((plain, worded))
                assert here == {item.id: alike[item.id] for item in worded.items}
                assert equivalents((worded, plain)) == here
