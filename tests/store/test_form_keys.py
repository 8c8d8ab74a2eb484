"""Marks of forms that were sent: each is kept once, and not for long."""

from __future__ import annotations

from datetime import timedelta

import pytest

from assessment.commands import form_keys
from assessment.commands.form_keys import SentBefore
from assessment.commands.privacy import clear_away
from assessment.store.form_keys import led_to
from tests import factories as make


def test_a_form_acts_once(session):
    form_keys.take(session, "mark", at=make.NOON)
    assert led_to(session, "mark") == ""
    with pytest.raises(SentBefore):
        form_keys.take(session, "mark", at=make.NOON)
    form_keys.take(session, "another", at=make.NOON, led_to="/there")
    assert led_to(session, "another") == "/there"


def test_where_it_led_is_kept_and_what_may_be_asked_for_again_is_forgotten(session):
    form_keys.take(session, "mark", at=make.NOON)
    form_keys.lead(session, "mark", to="/there")
    assert led_to(session, "mark") == "/there"
    form_keys.forget(session, "mark")
    assert led_to(session, "mark") is None


def test_a_form_that_failed_may_be_sent_again(database):
    with database.writing() as session:
        form_keys.take(session, "mark", at=make.NOON)
    with database.writing() as session:
        form_keys.take(session, "mark", at=make.NOON)


def test_old_marks_are_cleared_away(session):
    form_keys.take(session, "mark", at=make.NOON)
    clear_away(session, {}, at=make.NOON + timedelta(days=1))
    assert led_to(session, "mark") == ""
    clear_away(session, {}, at=make.NOON + timedelta(days=3))
    assert led_to(session, "mark") is None
