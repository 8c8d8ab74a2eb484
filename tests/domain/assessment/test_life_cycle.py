"""The life of an assessment, step by step from every state."""

from __future__ import annotations

import pytest

from assessment.domain.assessment.life_cycle import (
    FINAL,
    STATES,
    TRANSITIONS,
    AssessmentState,
    Step,
    is_possible,
    require_open,
    require_possible,
    takes_answers,
)
from assessment.domain.errors import AssessmentLocked, NotAllowedHere
from assessment.domain.people.permissions import RULES, Permission, Role

LED = {
    (AssessmentState.OPEN, Step.SUBMIT): AssessmentState.WITH_SPONSOR,
    (AssessmentState.WITH_SPONSOR, Step.RETURN): AssessmentState.OPEN,
    (AssessmentState.WITH_SPONSOR, Step.SIGN_OFF): AssessmentState.SIGNED_OFF,
}


@pytest.mark.parametrize("step", Step)
@pytest.mark.parametrize("state", AssessmentState)
def test_every_step_leads_where_it_should_or_is_refused(state, step):
    assert is_possible(step, state) == ((state, step) in LED)
    if (state, step) in LED:
        assert require_possible(step, state).after is LED[state, step]
        return
    with pytest.raises((AssessmentLocked, NotAllowedHere)):
        require_possible(step, state)


def test_answers_are_taken_in_one_state_and_every_other_says_why_not():
    assert [state for state in AssessmentState if takes_answers(state)] == [AssessmentState.OPEN]
    for state in AssessmentState:
        if takes_answers(state):
            require_open(state)
            continue
        with pytest.raises(AssessmentLocked, match=STATES[state].locked_because):
            require_open(state)


def test_nothing_leads_out_of_a_final_state_and_only_what_keeps_a_result_leads_into_one():
    assert frozenset({AssessmentState.SIGNED_OFF}) == FINAL
    for transition in TRANSITIONS.values():
        assert not transition.before & FINAL
        assert (transition.after in FINAL) == transition.keeps_result
        assert transition.keeps_result <= transition.needs_sound_answers


def test_every_state_and_step_is_in_the_table_with_somebody_who_may_take_it():
    assert set(STATES) == set(AssessmentState)
    assert set(TRANSITIONS) == set(Step)
    assert all(RULES[transition.permission] for transition in TRANSITIONS.values())


def test_a_lead_sends_and_a_sponsor_signs():
    assert TRANSITIONS[Step.SUBMIT].permission is Permission.SUBMIT
    assert RULES[TRANSITIONS[Step.SIGN_OFF].permission] == {Role.SPONSOR}
