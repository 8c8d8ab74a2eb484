"""Kept results stay as they are: the database refuses changes, and whoever gets around that is found out."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import insert, select, text, update
from sqlalchemy.exc import DBAPIError

from assessment import banks
from assessment.commands import results
from assessment.domain.assessment.life_cycle import AssessmentState
from assessment.domain.trust.audit import Kind
from assessment.store import models, tables
from assessment.store.audit import results_vouched_for
from tests import factories as make

BANK = banks.load(make.BANK)


@pytest.fixture
def kept(session) -> int:
    """The number of a result, kept and committed."""
    made = make.assessment(session, make.organisation(session), make.cycle(session), AssessmentState.SIGNED_OFF)
    make.answer_all(session, made, BANK)
    number = results.keep(session, made, at=make.NOON).id
    session.commit()
    return number


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE results SET moderated = true",
        "UPDATE results SET figures = '{}', inputs = '{}'",
        "UPDATE results SET sequence = sequence",
        "DELETE FROM results",
    ],
)
def test_the_database_refuses_to_change_what_was_kept(session, kept, change):
    with pytest.raises(DBAPIError, match="a kept result cannot be changed"):
        session.execute(text(change))
    session.rollback()
    assert list(results.altered(session)) == []


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
def test_nor_is_everything_emptied_at_once(session, kept):
    with pytest.raises(DBAPIError, match="a kept result cannot be changed"):
        session.execute(text("TRUNCATE results CASCADE"))


def test_a_result_is_vouched_for_in_the_record_when_it_is_kept(session, kept):
    entry = session.query(models.AuditEntry).filter_by(subject=f"result {kept}").one()
    assert entry.kind is Kind.SIGN_OFF
    assert entry.details["done"] == "result saved"
    assert len(entry.details["digest"]) == 64
    assert list(results.altered(session)) == []


def test_inputs_and_figures_that_were_altered_together_are_found(session, kept):
    """Scoring again finds nothing wrong with them, so only the record can tell."""
    made = session.query(models.Assessment).one()
    session.query(models.Answer).update({"level": 4})
    better = results.keep(session, made, at=make.NOON)
    session.flush()
    make.without_guard(session)
    row, source = session.get(models.Result, kept), session.get(models.Result, better.id)
    row.figures, row.inputs, row.journey, row.stage_id = source.figures, source.inputs, source.journey, source.stage_id
    session.commit()
    assert list(results.recompute(session)) == []
    assert list(results.altered(session)) == [f"Result {kept} was changed after it was saved."]


@pytest.mark.parametrize("column", ["kept_at", "sequence", "bank_id", "rules_version", "stage_id", "moderated"])
def test_whatever_was_altered_is_found(session, kept, column):
    make.without_guard(session)
    other = {"kept_at": make.NOON + timedelta(days=1), "sequence": 7, "moderated": True}.get(column, "other")
    session.execute(update(tables.results).values({column: other}))
    assert list(results.altered(session)) == [f"Result {kept} was changed after it was saved."]


def test_what_is_gone_and_what_was_smuggled_in_is_found(session, kept):
    make.without_guard(session)
    row = dict(session.execute(select(tables.results)).mappings().one())
    session.execute(insert(tables.results).values(row | {"id": 99, "sequence": 9}))
    session.execute(text("DELETE FROM results WHERE id <> 99"))
    assert list(results.altered(session)) == [
        "Result 99 is not in the activity log, so Fourfold did not save it.",
        f"Result {kept} was saved and is now missing.",
    ]


def test_results_of_earlier_days_are_vouched_for_once(session, kept):
    make.without_guard(session, of="audit_entries")
    session.execute(text("DELETE FROM audit_entries WHERE subject LIKE 'result %'"))
    results.vouch_for_earlier(session, at=make.NOON)
    assert set(results_vouched_for(session)) == {kept}
    assert list(results.altered(session)) == []
    make.without_guard(session)
    session.execute(text("UPDATE results SET moderated = true"))
    results.vouch_for_earlier(session, at=make.NOON)
    assert list(results.altered(session)) == [f"Result {kept} was changed after it was saved."]
