"""Saving answers: nothing typed is lost, and everything that happened is kept."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from assessment import banks
from assessment.commands import answers as commands
from assessment.commands.answers import Said, Shown
from assessment.domain.assessment.life_cycle import AssessmentState
from assessment.domain.assessment.saved import Outcome
from assessment.domain.errors import AssessmentLocked, ChangedMeanwhile, TooMuchEvidence
from assessment.domain.people.permissions import Role
from assessment.store import answers as stored
from assessment.store import models
from assessment.store.earlier import answer_before
from tests import factories as make

ITEM = "RL-GOV-1"


@pytest.fixture
def world(session):
    place = make.organisation(session)
    first = make.person(session, Role.ORGANISATION_LEAD, place, "Ada Field")
    second = make.person(session, Role.CONTRIBUTOR, place, "Bo Hill")
    return make.assessment(session, place, make.cycle(session)), first, second


def save(session, world, said, *, seen, by=1, minutes=0):
    at = make.NOON + timedelta(minutes=minutes)
    commands.save(session, world[0], ITEM, said, seen=seen, by=world[by].id, at=at)
    session.flush()


def test_a_saved_answer_is_there_with_its_history(session, world):
    save(session, world, Said(level=2, note="begun"), seen=0)
    save(session, world, Said(level=3, note="checked"), seen=1, minutes=5)
    row = stored.saved_answer(session, world[0].id, ITEM)
    assert (row.level, row.note, row.version, row.saved_by_id) == (3, "checked", 2, world[1].id)
    latest, first = stored.history_of(session, world[0].id, ITEM)
    assert (latest.level_before, latest.level_after, latest.note_before, latest.note_after) == (
        2,
        3,
        "begun",
        "checked",
    )
    assert (first.level_before, first.level_after, first.person.name) == (None, 2, "Ada Field")


def test_somebody_who_saw_an_older_version_is_told_and_both_texts_are_kept(session, world):
    save(session, world, Said(level=2, note="mine"), seen=0)
    with pytest.raises(ChangedMeanwhile):
        save(session, world, Said(level=3, note="theirs"), seen=0, by=2)
    session.flush()
    assert stored.saved_answer(session, world[0].id, ITEM).note == "mine"
    latest = stored.history_of(session, world[0].id, ITEM)[0]
    assert (latest.outcome, latest.note_after, latest.person.name) == (Outcome.SET_ASIDE, "theirs", "Bo Hill")


def test_the_first_of_two_is_told_as_well(session, world):
    save(session, world, Said(level=2), seen=0)
    assert stored.changed_after(session, world[0].id, world[1].id) == frozenset()
    with pytest.raises(ChangedMeanwhile):
        save(session, world, Said(level=3), seen=0, by=2, minutes=1)
    session.flush()
    assert stored.changed_after(session, world[0].id, world[1].id) == {ITEM}
    save(session, world, Said(level=1), seen=1, minutes=2)
    assert stored.changed_after(session, world[0].id, world[1].id) == frozenset()


def test_saving_the_same_again_is_no_conflict_and_no_history(session, world):
    save(session, world, Said(level=2), seen=0)
    save(session, world, Said(level=2), seen=0, by=2)
    assert len(stored.history_of(session, world[0].id, ITEM)) == 1


@pytest.mark.parametrize("state", [AssessmentState.WITH_SPONSOR, AssessmentState.SIGNED_OFF])
def test_a_closed_assessment_takes_no_answer(session, state):
    place = make.organisation(session)
    closed = make.assessment(session, place, make.cycle(session), state)
    with pytest.raises(AssessmentLocked):
        commands.save(session, closed, ITEM, Said(level=1), seen=0, by=1, at=make.NOON)
    with pytest.raises(AssessmentLocked):
        commands.remove_evidence(session, closed, 1, at=make.NOON)


def test_a_level_and_a_reason_cannot_both_be_stored(session, world):
    session.add(
        models.Answer(assessment_id=world[0].id, item_id=ITEM, level=1, not_applicable="no", saved_at=make.NOON)
    )
    with pytest.raises(IntegrityError, match="a_level_or_a_reason"):
        session.flush()


def test_evidence_that_may_identify_somebody_cannot_be_stored(session, world):
    session.add(
        models.Evidence(
            assessment_id=world[0].id, item_id=ITEM, title="Minutes", grade="E1", dated_on=make.NOON.date(),
            no_personal_details=False, added_at=make.NOON,
        )
    )  # fmt: skip
    with pytest.raises(IntegrityError, match="no_personal_details"):
        session.flush()


def test_an_item_takes_as_many_pieces_as_the_bank_allows(session, world):
    for number in range(3):
        shown = Shown(f"Minutes {number}", "E1", make.NOON.date())
        commands.add_evidence(session, world[0], ITEM, shown, by=world[1].id, at=make.NOON)
        session.flush()
    with pytest.raises(TooMuchEvidence):
        commands.add_evidence(session, world[0], ITEM, Shown("More", "E1", make.NOON.date()), by=1, at=make.NOON)
    first = stored.evidence_of(session, world[0].id, ITEM)[0]
    assert commands.remove_evidence(session, world[0], first.id, at=make.NOON) == first
    assert not commands.remove_evidence(session, world[0], 999, at=make.NOON)


def test_answers_come_as_values_with_evidence_as_it_counts_that_day(session, world):
    save(session, world, Said(level=3), seen=0)
    shown = Shown("Register", "E2", make.NOON.date() - timedelta(days=500))
    commands.add_evidence(session, world[0], ITEM, shown, by=world[1].id, at=make.NOON)
    session.flush()
    bank = banks.load(make.BANK)
    assert stored.answers_on(session, world[0].id, bank, on=make.NOON.date())[ITEM].evidence == "E1"


def test_what_was_said_last_year_is_found_also_over_a_missing_year(session, world):
    earlier = make.assessment(session, world[0].organisation, make.cycle(session, 2024), AssessmentState.SIGNED_OFF)
    session.add(models.Answer(assessment_id=earlier.id, item_id=ITEM, level=1, note="then", saved_at=make.NOON))
    unsigned = make.assessment(session, world[0].organisation, make.cycle(session, 2025))
    session.add(models.Answer(assessment_id=unsigned.id, item_id=ITEM, level=4, saved_at=make.NOON))
    session.flush()
    row, then = answer_before(session, world[0], ITEM)
    assert (row.note, then.cycle.year) == ("then", 2024)


def test_two_at_once_on_the_same_item_lose_nothing(database):
    with database.writing() as session:
        place = make.organisation(session)
        people = [make.person(session, Role.CONTRIBUTOR, place, f"Person {n}").id for n in range(2)]
        made = make.assessment(session, place, make.cycle(session))
        number = made.id
        session.commit()
    outcomes = race(database, number, people)
    with database.reading() as session:
        history = session.scalars(select(models.AnswerChange)).all()
    assert sorted(outcomes) == ["saved", "set aside"]
    assert sorted(change.outcome.value for change in history) == ["saved", "set aside"]
    assert {change.note_after for change in history} == {"note 0", "note 1"}


def race(database, number, people):
    start = Barrier(2)

    def one(which):
        with database.writing() as session:
            start.wait()
            made = session.get(models.Assessment, number)
            try:
                commands.save(
                    session, made, ITEM, Said(which, None, f"note {which}"), seen=0, by=people[which], at=make.NOON
                )
                outcome = "saved"
            except ChangedMeanwhile:
                outcome = "set aside"
            session.commit()
            return outcome

    with ThreadPoolExecutor(2) as pool:
        return list(pool.map(one, range(2)))
