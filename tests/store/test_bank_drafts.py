"""Drafts of banks: what is published is what was checked."""

from __future__ import annotations

import pytest

from assessment.banks.template import new_bank
from assessment.commands import banks as commands
from assessment.domain.errors import NotAllowedHere
from assessment.domain.people.permissions import Role
from assessment.store.banks import bank, bank_file, bank_files
from tests import factories as make

NAME = "carer-friendly-2027"
CONTENT = new_bank(NAME)


@pytest.fixture
def author(session):
    return make.person(session, Role.PROJECT_LEAD).id


def upload(session, author, content=CONTENT):
    found = commands.check_upload(session, content.encode(), name=NAME)
    commands.keep_draft(session, found, by=author, at=make.NOON)
    session.flush()


def checked(session):
    return commands.check_draft(session, bank_file(session, NAME))


def test_a_draft_is_published_as_it_was_checked(session, author):
    upload(session, author)
    commands.publish(session, checked(session), by=author, at=make.NOON)
    assert bank(session, NAME).id == NAME
    assert [(one.bank_id, one.published_at) for one in bank_files(session)] == [(NAME, make.NOON)]


def test_a_draft_that_was_replaced_after_it_was_checked_is_not_published(session, author):
    upload(session, author)
    ready = checked(session)
    upload(session, author, CONTENT.replace("What this questionnaire is about", "Something else"))
    with pytest.raises(NotAllowedHere, match="Someone else has changed or removed"):
        commands.publish(session, ready, by=author, at=make.NOON)
    assert bank_file(session, NAME).published_at is None


def test_a_draft_that_was_removed_after_it_was_checked_is_not_published(session, author):
    upload(session, author)
    ready = checked(session)
    commands.drop_draft(session, bank_file(session, NAME), at=make.NOON)
    with pytest.raises(NotAllowedHere, match="Someone else has changed or removed"):
        commands.publish(session, ready, by=author, at=make.NOON)
    assert bank_file(session, NAME) is None


def test_a_bank_is_published_once_and_stays(session, author):
    upload(session, author)
    ready = checked(session)
    commands.publish(session, ready, by=author, at=make.NOON)
    with pytest.raises(NotAllowedHere, match="already been published"):
        commands.publish(session, ready, by=author, at=make.NOON)
    with pytest.raises(NotAllowedHere, match="can’t remove a published bank"):
        commands.drop_draft(session, bank_file(session, NAME), at=make.NOON)
    with pytest.raises(NotAllowedHere, match="never changes"):
        upload(session, author)
