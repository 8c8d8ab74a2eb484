"""Variants: a bank in a sector's own words gives the same scores, and asks a few questions of its own."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from assessment.domain.assessment.scoring import score
from assessment.domain.bank.glossary import words_in
from assessment.domain.bank.references import Term
from assessment.domain.bank.rules import Selection
from assessment.domain.bank.search import Wanted, find
from assessment.domain.bank.variant import ExtensionItem, Questionnaire, Variant, VariantItem, Wording
from tests.factories import at, bank, item

BASE = replace(
    bank(
        item(
            "RL-GOV-1",
            core=True,
            question="Do people we serve know?",
            why="People we serve ask.",
            evidence_prompts=("A note",),
        ),
        item("RL-GOV-2", question="Does the governing body know?"),
        item("RC-GOV-1", core=True),
    ),
    people_word="people we serve",
)
SCHOOLS = Variant(
    1, "variant", "schools", "Schools", ("education",), ("test",),
    people_word="learners",
    words=(Wording("governing body", "governors"),),
    items=(VariantItem("RL-GOV-1", "The school gate.", ("A register",), "We have none."),),
    extension_items=(ExtensionItem("S-1", "RL", "Attendance", "Do you ask why?", tuple("abcde"), ("A note", "A list")),),
)  # fmt: skip


def test_words_examples_and_things_to_show_are_the_sectors_own():
    questionnaire = Questionnaire.of(BASE, Selection.FULL, SCHOOLS)
    first, second, _ = questionnaire.bank.items
    assert (first.question, first.why) == ("Do learners know?", "Learners ask.")
    assert (first.example, first.usual_reason) == ("The school gate.", "We have none.")
    assert first.evidence_prompts == ("A register", "A note")
    assert second.question == "Does the governors know?"
    assert [one.id for one in questionnaire.items] == ["RL-GOV-1", "RL-GOV-2", "RC-GOV-1", "S-1"]
    assert questionnaire.item("S-1")
    assert questionnaire.item("nothing") is None


def test_the_core_selection_asks_the_core_items_only():
    questionnaire = Questionnaire.of(BASE, Selection.CORE, None)
    assert [one.id for one in questionnaire.bank.items] == ["RL-GOV-1", "RC-GOV-1"]
    assert not questionnaire.bank.full
    assert bank().core() == bank()


def test_a_sectors_questions_stay_away_from_another_scale():
    assert SCHOOLS.extension(replace(BASE, levels=BASE.levels[:3])) == ()


@given(st.fixed_dictionaries({one.id: st.integers(0, 4) for one in BASE.items}), st.integers(0, 4))
def test_a_variant_changes_no_score_and_its_own_questions_enter_none(chosen, own):
    answers = {key: at(level) for key, level in chosen.items()}
    spoken = SCHOOLS.adapt(BASE)
    assert score(spoken, answers | {"S-1": at(own)}) == score(BASE, answers)


def test_items_are_found_by_words_groups_and_flags():
    questionnaire = Questionnaire.of(BASE, Selection.FULL, SCHOOLS)
    ids = lambda wanted: [one.id for one in find(questionnaire, wanted)]  # noqa: E731
    assert ids(Wanted()) == ["RL-GOV-1", "RL-GOV-2", "RC-GOV-1", "S-1"]
    assert ids(Wanted("LEARNERS know")) == ["RL-GOV-1"]
    assert ids(Wanted(dimension="RC")) == ["RC-GOV-1"]
    assert ids(Wanted(flag="core")) == ["RL-GOV-1", "RC-GOV-1"]
    assert ids(Wanted(flag="__class__")) == []
    assert ids(Wanted(lens="SAF")) == []


def test_words_of_the_field_are_found_in_the_order_in_which_they_turn_up():
    glossary = (Term("trauma", "m"), Term("sponsor", "m", ("sponsors",)), Term("gate", "m"))
    spoken = replace(BASE, glossary=glossary)
    one = item("RL-GOV-1", question="Do sponsors know of trauma and of navigating?")
    assert [term.term for term in words_in(spoken, one)] == ["sponsor", "trauma"]
