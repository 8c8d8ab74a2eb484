"""Versions of a bank: what became of each item, and which items both years asked alike."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from assessment.domain.assessment.progress import Year, changes
from assessment.domain.assessment.scoring import score
from assessment.domain.bank.lineage import Meaning, Predecessor, Replaced, Retired
from assessment.domain.bank.question_bank import Axis, Level
from assessment.domain.bank.rules import ConditionKind
from assessment.domain.bank.versions import Fate, compare, equivalents
from tests.factories import at, bank, item, stage

ITEMS = tuple(item(f"{dimension}-GOV-{n}") for dimension in ("RL", "RC") for n in range(1, 4))
FIRST = bank(*ITEMS)


def successor(*items, **more):
    return replace(bank(*items), id="second", replaces=Predecessor(FIRST.id), **more)


def rewritten(one, meaning):
    return replace(one, question=f"{one.question} Anew?", replaces=(Replaced(one.id, meaning, "because"),))


SECOND = successor(
    ITEMS[0],
    rewritten(ITEMS[1], Meaning.SAME),
    rewritten(ITEMS[3], Meaning.CHANGED),
    ITEMS[4],
    replace(item("RC-GOV-9"), levels=tuple("vwxyz"), replaces=(Replaced("RC-GOV-3", Meaning.SAME),)),
    item("RC-GOV-10"),
    retired=(Retired("RL-GOV-3", "asked by law now"),),
)


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
