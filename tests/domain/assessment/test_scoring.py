"""Scoring: what counts, what is left out, and what never changes a score."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessment.domain.assessment.answers import Answer
from assessment.domain.assessment.levels import level_in
from assessment.domain.assessment.scorecard import State
from assessment.domain.assessment.scoring import score
from assessment.domain.bank.question_bank import Axis
from tests.domain.assessment.worked_example import ITEMS, example
from tests.factories import at, bank, item

BANK = example()
levels = st.integers(0, 4)
grades = st.sampled_from([None, "E0", "E1", "E2", "E3"])
said = st.builds(Answer, level=levels, evidence=grades, lived_experience=st.booleans(), moderated=st.none() | levels)
not_applying = st.just(Answer(not_applicable="we do not"))
some_answers = st.dictionaries(st.sampled_from([one.id for one in ITEMS]), said | not_applying)
all_answers = st.fixed_dictionaries({one.id: said for one in ITEMS})


def test_nothing_answered_is_no_score_and_not_zero():
    card = score(BANK, {})
    assert set(card.claimed.dimensions.values()) == {None}
    assert (card.claimed.overall, card.claimed.evidence_confidence, card.claimed.lowest_dimension) == (None, None, None)


def test_overall_is_none_while_any_dimension_is():
    two = bank(item("RL-GOV-1"), item("RC-GOV-1"))
    assert score(two, {"RL-GOV-1": at(4)}).claimed.overall is None
    assert score(two, {"RL-GOV-1": at(4), "RC-GOV-1": at(0)}).claimed.overall == 50.0


def test_every_dimension_weighs_the_same_however_many_items_it_has():
    lopsided = bank(*(item(f"RL-GOV-{n}") for n in range(9)), item("RC-GOV-1"))
    answers = {one.id: at(4 if one.dimension == "RC" else 0) for one in lopsided.items}
    assert score(lopsided, answers).claimed.overall == 50.0


@pytest.mark.parametrize(("evidence", "supported"), [(None, 1), ("E0", 1), ("E1", 2), ("E2", 3), ("E3", 4)])
def test_evidence_caps_a_claim(evidence, supported):
    one = item("RL-GOV-1")
    assert level_in(State.SUPPORTED, bank(one), one, at(4, evidence)) == supported


def test_without_lived_experience_a_flagged_item_stops_below_the_top():
    one = item("RL-GOV-1", lived_experience=True)
    assert level_in(State.SUPPORTED, bank(one), one, at(4, lived_experience=False)) == 3
    assert level_in(State.SUPPORTED, bank(one), one, at(4)) == 4


def test_moderated_is_what_the_evidence_supports_until_a_moderator_differs():
    one = item("RL-GOV-1")
    assert level_in(State.MODERATED, bank(one), one, at(4, "E1")) == 2
    assert level_in(State.MODERATED, bank(one), one, at(4, "E1", moderated=3)) == 3


def test_answers_to_items_of_another_bank_are_left_out():
    assert score(bank(item("RL-GOV-1")), {"XX-YY-1": at(4)}).completeness.answered == 0


def test_an_item_counts_in_each_of_its_lenses():
    two = bank(item("RL-GOV-1", lenses=("SAF", "W")), item("RL-GOV-2", lenses=("SAF",)))
    assert score(two, {"RL-GOV-1": at(4), "RL-GOV-2": at(2)}).claimed.lenses == {"SAF": 75.0, "W": 100.0}


def test_a_scale_of_two_levels_and_a_bank_without_domains_score_too():
    small = replace(bank(item("RL-GOV-1", domain=None, levels=("no", "yes"))), levels=BANK.levels[:2])
    card = score(small, {"RL-GOV-1": at(1)})
    assert (card.claimed.overall, card.claimed.domains) == (100.0, {})


@given(some_answers)
def test_scores_stay_between_0_and_100(answers):
    card = score(BANK, answers)
    figures = [figure for state in State for axis in Axis for figure in card.state(state).of(axis).values()]
    assert all(figure is None or 0 <= figure <= 100 for figure in figures)


@given(some_answers, st.randoms())
def test_the_order_of_answers_never_matters(answers, random):
    shuffled = list(answers.items())
    random.shuffle(shuffled)
    assert score(BANK, dict(shuffled)) == score(BANK, answers)


@given(some_answers)
def test_evidence_never_supports_more_than_is_claimed(answers):
    card = score(BANK, answers)
    for axis in Axis:
        pairs = zip(card.claimed.of(axis).values(), card.supported.of(axis).values(), strict=True)
        assert all(claimed is None or supported <= claimed for claimed, supported in pairs)


@given(all_answers, st.sampled_from([one.id for one in ITEMS]))
def test_a_higher_level_never_lowers_a_score(answers, name):
    higher = answers | {name: replace(answers[name], level=min(4, answers[name].level + 1))}
    before, after = score(BANK, answers), score(BANK, higher)
    for state in (State.CLAIMED, State.SUPPORTED):
        assert after.state(state).overall >= before.state(state).overall
        for axis in Axis:
            assert all(after.state(state).of(axis)[k] >= v for k, v in before.state(state).of(axis).items())


@given(all_answers, st.sampled_from([one.id for one in ITEMS]))
def test_not_applicable_acts_like_an_item_that_was_never_asked(answers, name):
    without = {key: answer for key, answer in answers.items() if key != name}
    left_out = score(BANK, without | {name: Answer(not_applicable="we do not")})
    assert [left_out.state(state) for state in State] == [score(BANK, without).state(state) for state in State]


@given(all_answers, st.sampled_from([one.id for one in ITEMS]))
def test_better_evidence_never_lowers_a_supported_score(answers, name):
    best = answers | {name: replace(answers[name], evidence="E3", lived_experience=True)}
    assert score(BANK, best).supported.overall >= score(BANK, answers).supported.overall


@given(some_answers)
def test_a_plain_mean_gives_the_same_figures(answers):
    card = score(BANK, answers)
    for dimension in BANK.dimensions:
        found = [
            answers[one.id].level
            for one in BANK.items_of(Axis.DIMENSION, dimension.id)
            if one.id in answers and answers[one.id].level is not None
        ]
        expected = round(100 * sum(found) / (len(found) * 4), 1) if found else None
        assert card.claimed.dimensions[dimension.id] == expected
