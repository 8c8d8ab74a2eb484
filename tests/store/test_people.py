"""People: who is signed in, with which roles, and for how long."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy.exc import IntegrityError

from assessment.commands import people as commands
from assessment.commands import sign_ins
from assessment.credentials import passwords, tokens
from assessment.domain.people.permissions import Role
from assessment.store import models
from assessment.store.assessments import assessment_within_reach, organisation_within_reach
from assessment.store.people import is_empty, person_by_email
from assessment.store.people import signed_in as who_is_signed_in
from tests import factories as make

IDLE = timedelta(hours=20)


def sign_in(session, somebody, hours=12):
    token = sign_ins.sign_in(session, somebody.id, sign_ins.Visit(hours, "test"), at=make.NOON)
    session.flush()
    return tokens.digest(token)


def signed_in(session, digest, *, now):
    return who_is_signed_in(session, digest, now=now, idle=IDLE)


def test_a_signed_in_person_comes_with_all_roles(session):
    here, there = make.organisation(session), make.organisation(session, "harbour")
    somebody = make.person(session, Role.SPONSOR, here)
    commands.give_role(session, somebody, Role.CONTRIBUTOR, there, at=make.NOON)
    commands.give_role(session, somebody, Role.LEADERSHIP_MEMBER, at=make.NOON)
    found = signed_in(session, sign_in(session, somebody), now=make.NOON)
    assert found.area_roles == {Role.LEADERSHIP_MEMBER}
    assert found.roles_towards(here.id) == {Role.SPONSOR, Role.LEADERSHIP_MEMBER}
    assert found.all_roles == {Role.SPONSOR, Role.CONTRIBUTOR, Role.LEADERSHIP_MEMBER}


def test_a_sign_in_ends_by_time_by_leaving_and_with_the_person(session):
    somebody = make.person(session, Role.ADVISER)
    digest = sign_in(session, somebody)
    assert signed_in(session, digest, now=make.NOON + timedelta(hours=12)) is None
    assert signed_in(session, digest, now=make.NOON)
    somebody.active = False
    session.flush()
    assert signed_in(session, digest, now=make.NOON) is None
    somebody.active = True
    sign_ins.sign_out(session, somebody.id, digest, at=make.NOON)
    assert signed_in(session, digest, now=make.NOON) is None


def test_all_sign_ins_of_a_person_can_be_ended_at_once(session):
    somebody = make.person(session, Role.ADVISER)
    digests = [sign_in(session, somebody) for _ in range(2)]
    sign_ins.end_all_sign_ins(session, somebody.id, at=make.NOON)
    assert [signed_in(session, digest, now=make.NOON) for digest in digests] == [None, None]


def test_the_database_keeps_no_token_and_no_password(session):
    somebody = commands.add_person(
        session, name="A", email=" A@Example.org ", password_hash=passwords.hashed("secret words"), at=make.NOON
    )
    session.flush()
    digest = sign_in(session, somebody)
    assert len(digest) == 64
    assert "secret" not in somebody.password_hash
    assert passwords.matches(somebody.password_hash, "secret words")
    assert not passwords.matches(somebody.password_hash, "other words")
    assert person_by_email(session, "a@EXAMPLE.org").id == somebody.id


def test_somebody_without_a_password_cannot_sign_in_with_any(session):
    somebody = make.person(session, Role.ADVISER)
    assert not passwords.matches(somebody.password_hash, "")
    assert not passwords.matches(None, "anything")


def test_area_roles_name_no_organisation_and_the_others_do(session):
    place = make.organisation(session)
    somebody = make.person(session, Role.ADVISER)
    session.add(models.RoleHeld(person_id=somebody.id, role=Role.PROJECT_LEAD, organisation_id=place.id))
    with pytest.raises(IntegrityError, match="area_roles_name_no_organisation"):
        session.flush()


@pytest.mark.parametrize("role", [Role.ADVISER, Role.SPONSOR])
def test_a_role_is_held_once(session, role):
    place = make.organisation(session) if role is Role.SPONSOR else None
    somebody = make.person(session, role, place)
    session.add(models.RoleHeld(person_id=somebody.id, role=role, organisation_id=place.id if place else None))
    with pytest.raises(IntegrityError):
        session.flush()


def test_reach_is_a_join_on_the_organisation(session):
    here, there = make.organisation(session), make.organisation(session, "harbour")
    round_ = make.cycle(session)
    mine, theirs = (make.assessment(session, place, round_) for place in (here, there))
    somebody = make.person(session, Role.CONTRIBUTOR, here)
    found = signed_in(session, sign_in(session, somebody), now=make.NOON)
    assert assessment_within_reach(session, mine.id, found, everywhere=False).id == mine.id
    assert assessment_within_reach(session, theirs.id, found, everywhere=False) is None
    assert assessment_within_reach(session, theirs.id, found, everywhere=True).id == theirs.id
    assert organisation_within_reach(session, "harbour", found, everywhere=False) is None


def test_an_empty_store_says_so(session):
    assert is_empty(session)
    make.organisation(session)
    assert not is_empty(session)
