"""Forgetting people, and clearing away what was kept long enough."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from sqlalchemy import func, select

from assessment import banks
from assessment.commands import links, people, privacy, sign_ins
from assessment.credentials import tokens
from assessment.domain.assessment.life_cycle import AssessmentState
from assessment.domain.errors import NotAllowedHere
from assessment.domain.people.accounts import LINK_LIFETIMES
from assessment.domain.people.permissions import Role
from assessment.domain.trust.audit import first_broken
from assessment.domain.trust.retention import PERIODS
from assessment.store import models
from assessment.store.accounts import open_link
from assessment.store.audit import chain
from tests import factories as make

LATER = make.NOON + timedelta(days=8 * 365)


def how_many(session, kind):
    return session.scalar(select(func.count()).select_from(kind))


@pytest.fixture
def old(session):
    session.add(models.FormKey(mark="a form", at=make.NOON, led_to="/"))
    """An area in which something of every kind has been left behind."""
    place = make.organisation(session)
    leaver = make.person(session, Role.CONTRIBUTOR, place)
    sign_ins.sign_in(session, leaver.id, sign_ins.Visit(12, "test", address="192.0.2.1"), at=make.NOON)
    sign_ins.note_failure(session, [sign_ins.Bucket("x", 1, timedelta(1))], person_id=None, at=make.NOON)
    year = make.cycle(session, 2020)
    year.opens_on, year.closes_on = date(2020, 9, 1), date(2021, 8, 31)
    draft = make.assessment(session, place, year)
    done = make.assessment(session, place, make.cycle(session, 2021), AssessmentState.SIGNED_OFF)
    bank = banks.load(make.BANK)
    for one in (draft, done):
        make.answer_all(session, one, bank)
        session.get(models.Answer, (one.id, bank.items[0].id)).note = "a note"
        session.add(
            models.AnswerChange(
                assessment_id=one.id, item_id=bank.items[0].id, person_id=leaver.id, at=make.NOON, note_after="a note"
            )
        )
    session.add(
        models.MailedLink(digest="d", person_id=leaver.id, purpose="reset", sent_at=make.NOON, expires_at=make.NOON)
    )
    people.take_role(session, leaver, Role.CONTRIBUTOR, place, at=make.NOON)
    session.commit()
    return leaver, draft, done


def test_a_dry_run_counts_and_changes_nothing(session, old):
    before = how_many(session, models.AuditEntry)
    cleared = {one.period.key: one.count for one in privacy.clear_away(session, {}, at=LATER, dry_run=True)}
    assert set(cleared) == {one.key for one in PERIODS}
    assert all(cleared.values()), cleared
    session.expire_all()
    assert how_many(session, models.AuditEntry) == before
    assert old[0].name == "Robin Ash"
    assert how_many(session, models.SignIn) == 1


def test_what_is_due_goes_and_results_stay(session, old):
    leaver, draft, done = old
    counted = privacy.clear_away(session, {}, at=LATER, dry_run=True)
    assert privacy.clear_away(session, {}, at=LATER) == counted
    session.commit()
    session.expire_all()
    assert leaver.name == privacy.FORGOTTEN
    assert (how_many(session, models.SignIn), how_many(session, models.Attempt)) == (0, 0)
    assert how_many(session, models.MailedLink) == 0
    first = banks.load(make.BANK).items[0].id
    assert session.get(models.Answer, (draft.id, first)).note == ""
    assert session.get(models.Answer, (draft.id, first)).level == 2
    assert session.get(models.Answer, (done.id, first)).note == "a note"
    assert [row.note_after for row in session.query(models.AnswerChange)] == [""]
    assert first_broken(chain(session)) is None
    assert all(one.count == 0 for one in privacy.clear_away(session, {}, at=LATER) if one.period.key != "addresses")


def test_nothing_goes_before_its_time(session, old):
    session.get(models.Cycle, 1).closes_on = date(2026, 8, 31)
    session.flush()
    assert all(one.count == 0 for one in privacy.clear_away(session, {}, at=make.NOON + timedelta(hours=1)))


def test_other_periods_can_be_set(session, old):
    at = make.NOON + timedelta(hours=30)
    cleared = {one.period.key: one.count for one in privacy.clear_away(session, {"attempts": 1}, at=at)}
    assert cleared["attempts"] == 1


def test_who_is_forgotten_leaves_no_trace_but_what_organisations_said(session, old):
    leaver, _, _ = old
    email = leaver.email
    privacy.erase(session, leaver, by=None, at=LATER)
    session.commit()
    everything = str([
        [dict(row._mapping) for row in session.execute(select(table))]
        for table in models.Base.metadata.sorted_tables
    ])  # fmt: skip
    assert email not in everything
    assert "Robin Ash" not in everything
    assert how_many(session, models.Answer) == 2 * len(banks.load(make.BANK).items)
    assert first_broken(chain(session)) is None


def test_nobody_is_forgotten_while_they_hold_a_role_and_nobody_forgets_themselves(session):
    somebody = make.person(session, Role.ADVISER)
    with pytest.raises(NotAllowedHere, match="still has a role"):
        privacy.erase(session, somebody, by=None, at=LATER)
    with pytest.raises(NotAllowedHere, match="your own data"):
        privacy.erase(session, somebody, by=somebody.id, at=LATER)


def test_what_is_due_stays_due_day_by_day(old, session):
    seen = {period.key: [] for period in PERIODS}
    for days in (*range(0, 100, 3), *range(100, 9 * 365, 60)):
        for one in privacy.clear_away(session, {}, at=make.NOON + timedelta(days=days), dry_run=True):
            seen[one.period.key].append(one.count)
    for key, counts in seen.items():
        assert counts == sorted(counts), key
        assert counts[-1] > 0, key


def test_a_link_that_ran_out_never_opens_again(session):
    person = make.person(session, Role.ADVISER)
    for purpose, lifetime in LINK_LIFETIMES.items():
        token = tokens.digest(links.make_link(session, person, purpose, at=make.NOON))
        for minutes in range(-60, 800 * 24 * 60, 6 * 60 + 30):
            now = make.NOON + timedelta(minutes=minutes)
            assert (open_link(session, token, purpose, now=now) is not None) == (now < make.NOON + lifetime)
