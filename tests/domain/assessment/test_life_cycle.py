"""The life of an assessment, step by step from every state."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from assessment.domain.assessment.life_cycle import (
    FINAL,
    STATES,
    TRANSITIONS,
    AssessmentState,
    Step,
    Term,
    is_possible,
    require_open,
    require_possible,
    takes_answers,
)
from assessment.domain.errors import AssessmentLocked, NotAllowedHere
from assessment.domain.people.permissions import RULES, Permission, Role

OPENS, CLOSES = date(2026, 9, 1), date(2027, 8, 31)
TERM, DAY = Term("2026", OPENS, CLOSES), date(2026, 11, 2)
OUTSIDE = [
    (TERM, OPENS - timedelta(days=1), "opens for answers on 1 September 2026"),
    (TERM, CLOSES + timedelta(days=1), "closed for answers on 31 August 2027"),
    (Term("2026", OPENS, CLOSES, DAY), DAY, "closed on 2 November 2026"),
]
LED = {
    (AssessmentState.OPEN, Step.SUBMIT): AssessmentState.WITH_SPONSOR,
    (AssessmentState.WITH_SPONSOR, Step.TAKE_BACK): AssessmentState.OPEN,
    (AssessmentState.WITH_SPONSOR, Step.RETURN): AssessmentState.OPEN,
    (AssessmentState.WITH_SPONSOR, Step.SIGN_OFF): AssessmentState.SIGNED_OFF,
}


@pytest.mark.parametrize("step", Step)
@pytest.mark.parametrize("state", AssessmentState)
def test_every_step_leads_where_it_should_or_is_refused(state, step):
    assert is_possible(step, state, TERM, DAY) == ((state, step) in LED)
    if (state, step) in LED:
        assert require_possible(step, state, TERM, DAY).after is LED[state, step]
        return
    with pytest.raises((AssessmentLocked, NotAllowedHere)):
        require_possible(step, state, TERM, DAY)


def test_answers_are_taken_in_one_state_and_every_other_says_why_not():
    assert [state for state in AssessmentState if takes_answers(state, TERM, DAY)] == [AssessmentState.OPEN]
    for state in AssessmentState:
        if takes_answers(state, TERM, DAY):
            require_open(state, TERM, DAY)
            continue
        with pytest.raises(AssessmentLocked, match=STATES[state].locked_because):
            require_open(state, TERM, DAY)


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


@pytest.mark.parametrize("day", [OPENS, CLOSES])
def test_a_year_begins_with_its_first_day_and_ends_after_its_last(day):
    assert takes_answers(AssessmentState.OPEN, TERM, day)
    assert is_possible(Step.SUBMIT, AssessmentState.OPEN, TERM, day)


@pytest.mark.parametrize(("term", "day", "because"), OUTSIDE)
def test_outside_its_term_nothing_is_changed_sent_taken_back_or_signed_and_each_says_why(term, day, because):
    with pytest.raises(AssessmentLocked, match=because):
        require_open(AssessmentState.OPEN, term, day)
    for state, step in LED:
        assert not is_possible(step, state, term, day)
        with pytest.raises(AssessmentLocked, match=because):
            require_possible(step, state, term, day)


def test_an_organisation_that_closes_later_goes_on_until_then():
    assert takes_answers(AssessmentState.OPEN, Term("2026", OPENS, CLOSES, DAY + timedelta(days=1)), DAY)


def test_a_lead_takes_back_what_a_lead_has_sent():
    assert RULES[TRANSITIONS[Step.TAKE_BACK].permission] == RULES[Permission.SUBMIT]
