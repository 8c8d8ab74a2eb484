"""An assessment's way: started, sent on, returned, signed off, and its result kept."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import update
from sqlalchemy.exc import IntegrityError

from assessment import banks
from assessment.commands import answers, cycles, results
from assessment.commands import assessments as commands
from assessment.domain.assessment.answers import Answer
from assessment.domain.assessment.conditions import Context
from assessment.domain.assessment.life_cycle import AssessmentState
from assessment.domain.assessment.records import answer_record, context_record, kept_record, scorecard_from
from assessment.domain.bank.question_bank import Axis
from assessment.domain.bank.rules import Selection
from assessment.domain.errors import AnswersFaulty, AnswersMissing, AssessmentLocked, NotAllowedHere
from assessment.domain.people.permissions import Role
from assessment.store import models
from assessment.store.results import results_of
from tests import factories as make

BANK = banks.load(make.BANK)


@pytest.fixture
def world(session):
    place = make.organisation(session)
    return place, make.cycle(session), make.person(session, Role.SPONSOR, place)


def signed_off(session, world, level=2, at=make.NOON, round_=None):
    place, current, sponsor = world
    made = make.assessment(session, place, round_ or current)
    make.answer_all(session, made, BANK, level)
    commands.submit(session, made, by=sponsor.id, at=at)
    result = commands.sign_off(session, made, by=sponsor.id, at=at)
    session.flush()
    return made, result


def test_starting_twice_gives_the_same_assessment(session, world):
    place, current, _ = world
    assert commands.start(session, place, current, at=make.NOON) == commands.start(
        session, place, current, at=make.NOON
    )


def test_a_year_that_is_not_open_cannot_be_started(session, world):
    place, current, _ = world
    with pytest.raises(NotAllowedHere, match="closed for answers on 31 August 2027"):
        commands.start(session, place, current, at=datetime(2027, 9, 1, tzinfo=UTC))


def test_a_year_begins_and_ends_with_the_local_day(session, world):
    """At half past midnight in summer it is still the day before by the clock of Greenwich."""
    place, current, _ = world
    made = commands.start(session, place, current, at=datetime(2026, 8, 31, 23, 30, tzinfo=UTC))
    for change in (
        lambda at: commands.record_pulse(session, made, commands.Pulse(None, {}), at=at),
        lambda at: commands.select_items(session, made, Selection.CORE, at=at),
        lambda at: answers.save(session, made, "RL-GOV-1", answers.Said(1), seen=0, by=world[2].id, at=at),
        lambda at: commands.submit(session, made, by=world[2].id, at=at),
    ):
        with pytest.raises(AssessmentLocked, match="closed for answers on 31 August 2027"):
            change(datetime(2027, 8, 31, 23, 30, tzinfo=UTC))


def test_moving_the_closing_date_opens_a_year_again(session, world):
    made = make.assessment(session, *world[:2])
    late = datetime(2027, 9, 10, 12, tzinfo=UTC)
    with pytest.raises(AssessmentLocked):
        answers.save(session, made, "RL-GOV-1", answers.Said(1), seen=0, by=world[2].id, at=late)
    cycles.move(session, world[1], opens_on=world[1].opens_on, closes_on=late.date(), at=late)
    session.flush()
    answers.save(session, made, "RL-GOV-1", answers.Said(1), seen=0, by=world[2].id, at=late)


def test_nothing_is_sent_to_nobody(session):
    place = make.organisation(session)
    made = make.assessment(session, place, make.cycle(session))
    make.answer_all(session, made, BANK)
    with pytest.raises(NotAllowedHere, match="doesn’t have a sponsor yet"):
        commands.submit(session, made, by=make.person(session, Role.ORGANISATION_LEAD, place).id, at=make.NOON)


def test_what_was_sent_is_taken_back_until_it_is_signed(session, world):
    made = make.assessment(session, *world[:2])
    make.answer_all(session, made, BANK)
    commands.submit(session, made, by=world[2].id, at=make.NOON)
    commands.take_back(session, made, at=make.NOON)
    assert made.state is AssessmentState.OPEN
    commands.submit(session, made, by=world[2].id, at=make.NOON)
    commands.sign_off(session, made, by=world[2].id, at=make.NOON)
    with pytest.raises(NotAllowedHere, match="can’t take it back"):
        commands.take_back(session, made, at=make.NOON)


def test_an_organisation_has_one_assessment_a_year(session, world):
    make.assessment(session, *world[:2])
    with pytest.raises(IntegrityError):
        make.assessment(session, *world[:2])


def test_nothing_is_sent_on_while_an_item_is_left(session, world):
    made = make.assessment(session, *world[:2])
    make.answer_all(session, made, BANK)
    session.delete(session.get(models.Answer, (made.id, "RL-GOV-1")))
    session.flush()
    with pytest.raises(AnswersMissing, match="1 question is"):
        commands.submit(session, made, by=world[2].id, at=make.NOON)


def test_nothing_is_sent_on_while_a_gate_item_is_marked_not_applicable(session, world):
    made = make.assessment(session, *world[:2])
    make.answer_all(session, made, BANK)
    row = session.get(models.Answer, (made.id, "RL-GOV-1"))
    row.level, row.not_applicable = None, "we do not"
    session.flush()
    with pytest.raises(AnswersFaulty, match="RL-GOV-1"):
        commands.submit(session, made, by=world[2].id, at=make.NOON)


def test_signing_off_locks_and_keeps_the_result(session, world):
    made, result = signed_off(session, world)
    assert made.state is AssessmentState.SIGNED_OFF
    card = scorecard_from(result.figures)
    assert (card.claimed.overall, card.supported.overall, result.stage_id) == (50.0, 25.0, "aware")
    assert result.inputs["answers"]["RL-GOV-1"] == {"level": 2}


def test_only_what_is_with_the_sponsor_can_be_signed_or_returned(session, world):
    made = make.assessment(session, *world[:2])
    with pytest.raises(NotAllowedHere):
        commands.sign_off(session, made, by=world[2].id, at=make.NOON)
    with pytest.raises(NotAllowedHere):
        commands.return_to_lead(session, made, note="look again", at=make.NOON)


def test_a_returned_assessment_is_open_again_with_the_sponsors_word(session, world):
    made = make.assessment(session, *world[:2])
    make.answer_all(session, made, BANK)
    commands.submit(session, made, by=world[2].id, at=make.NOON)
    commands.return_to_lead(session, made, note="look again", at=make.NOON)
    assert (made.state, made.returned_note) == (AssessmentState.OPEN, "look again")


def test_recomputing_a_kept_result_gives_the_same(session, world):
    signed_off(session, world)
    assert list(results.recompute(session)) == []


def test_a_kept_result_that_was_tampered_with_is_found(session, world):
    row = session.get(models.Result, signed_off(session, world)[1].id)
    make.without_guard(session)
    row.figures = row.figures | {"answered": 7}
    session.flush()
    assert [difference for _, difference in results.recompute(session)] == [
        f"answered was saved as 7 and is now worked out as {len(BANK.items)}"
    ]


def test_keeping_again_adds_a_result_and_leaves_the_first(session, world):
    made, first = signed_off(session, world)
    made.moderated = True
    second = results.keep(session, made, at=make.NOON + timedelta(days=1))
    session.flush()
    assert (first.sequence, first.moderated, second.sequence, second.moderated) == (1, False, 2, True)
    assert results_of(session, world[0].id) == (second,)


def test_the_highest_earlier_stage_is_part_of_the_context(session, world):
    before = make.cycle(session, 2025)
    signed_off(session, world, round_=before, at=datetime(2026, 3, 2, 12, tzinfo=UTC))
    _, result = signed_off(session, world)
    assert result.inputs["context"]["earlier_stage"] == 1


def test_a_staff_survey_is_part_of_the_context(session, world):
    made = make.assessment(session, *world[:2])
    make.answer_all(session, made, BANK)
    survey = commands.Pulse(make.NOON.date() - timedelta(days=100), {"RL": 70.0})
    commands.record_pulse(session, made, survey, at=make.NOON)
    kept = results.keep(session, made, at=make.NOON)
    assert kept.inputs["context"]["pulse_age_months"] == 4
    assert kept.inputs["context"]["pulse_favourable"] == {"RL": 70.0}


def test_a_result_kept_with_the_first_arithmetic_recomputes_to_what_was_kept(session, world):
    """Sums of 26, 32, 0 and 7 came out as 31.3 then, and come out as 31.2 today."""
    make.without_guard(session)
    made, kept = signed_off(session, world)
    answers = {
        one.id: Answer(level)
        for dimension, total in zip(BANK.dimensions, (26, 32, 0, 7), strict=True)
        for place, one in enumerate(BANK.items_of(Axis.DIMENSION, dimension.id))
        for level in [min(4, max(0, total - 4 * place))]
    }
    then = kept_record(BANK, answers, Context(), arithmetic=1)
    assert then["states"]["claimed"]["overall"] == 31.3
    written = {item_id: answer_record(answer) for item_id, answer in answers.items()}
    session.execute(
        update(models.Result)
        .where(models.Result.id == kept.id)
        .values(
            journey={key: then.pop(key) for key in ("stage", "conditions")},
            figures=then,
            inputs={"answers": written, "extension": {}, "context": context_record(Context())},
        )
    )
    session.expire_all()
    assert list(results.recompute(session)) == []
    assert made.state is AssessmentState.SIGNED_OFF
