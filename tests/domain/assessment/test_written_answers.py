"""Answers written by hand: read whole, or refused with every fault named."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from assessment.domain.assessment.records import result_record, scorecard_from, scorecard_record
from assessment.domain.assessment.scoring import score
from assessment.domain.assessment.written_answers import submission
from tests.domain.assessment.worked_example import ANSWERS, example
from tests.factories import bank, item, stage

BANK = bank(item("RL-GOV-1", gate=True), item("RC-GOV-1"), stages=(stage("ready"), stage("aware")))
json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
)


def faults_of(document):
    return [f"{fault.place}: {fault.problem}" for fault in submission(BANK, document).faults]


def test_every_fault_is_named_at_once():
    assert faults_of(
        {
            "answers": {
                "RL-GOV-1": {"not_applicable": "we do not"},
                "RC-GOV-1": {"level": 5, "evidence": "E9"},
                "XX": {"level": 1},
                "RC-GOV-2": {"levle": 1},
                "RC-GOV-3": {"level": "2"},
                "RC-GOV-4": 3,
            },
            "context": {"earlier_stage": 7, "moderatd": True, "pulse_age_months": -1, "pulse_favourable": {"RL": 101}},
        }
    ) == [
        "RC-GOV-2: unknown key 'levle'; did you mean 'level'?",
        "RC-GOV-3: level must be a whole number, not '2'",
        'RC-GOV-4: must be an object such as {"level": 2}',
        "context.moderatd: unknown key 'moderatd'; did you mean 'moderated'?",
        "context.pulse_age_months: must be a number of months, 0 or more",
        "context.earlier_stage: must be a stage of test, by id or by number from 0",
        "context.pulse_favourable: RL must be between 0 and 100",
        "RL-GOV-1: can’t be marked as not applicable, because a stage depends on it",
        "RC-GOV-1: level 5 is outside 0 to 4",
        "RC-GOV-1: evidence 'E9' is not one of E0, E1, E2, E3",
        "XX: is not a question in test",
    ]


def test_a_level_and_a_reason_cannot_both_stand():
    assert faults_of({"answers": {"RC-GOV-1": {"level": 1, "not_applicable": " "}}}) == [
        "RC-GOV-1: is marked as not applicable without a reason",
        "RC-GOV-1: has both a level and a reason why it is not applicable",
    ]


def test_true_is_no_level():
    assert faults_of({"answers": {"RC-GOV-1": {"level": True}}}) == ["RC-GOV-1: level must be a whole number, not True"]


def test_what_is_no_object_of_answers_is_refused():
    assert faults_of([]) == faults_of({}) == ['file: must be an object with an "answers" object in it']


@given(json_values)
def test_whatever_is_given_is_answered_with_faults_and_never_an_error(value):
    submission(BANK, {"answers": value})
    submission(BANK, {"answers": {"RC-GOV-1": value}, "context": value})
    submission(BANK, {"answers": {}, "context": {"pulse_favourable": value, "earlier_stage": value}})
    submission(BANK, value)


def test_a_scorecard_survives_being_written_down():
    card = score(example(), ANSWERS)
    assert scorecard_from(scorecard_record(card)) == card


def test_the_record_of_a_result_has_the_documented_keys():
    read = submission(BANK, {"answers": {"RL-GOV-1": {"level": 3, "evidence": "E2"}, "RC-GOV-1": {"level": 1}}})
    record = result_record(BANK, read.answers, read.context)
    assert set(record) == {
        "bank", "rules_version", "states", "asked", "answered", "not_applicable", "arithmetic", "stage", "conditions",
    }  # fmt: skip
    assert record["stage"] == {"id": "aware", "name": "Aware", "basis": "supported"}
    assert record["states"]["claimed"]["dimensions"] == {"RL": 75.0, "RC": 25.0}
    assert record["states"]["supported"]["lowest_dimension"] == "RC"
