"""A local role touches no account: people are asked, and hold a role once they accept."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from assessment.commands import links, people, privacy
from assessment.domain.errors import NotAllowedHere
from assessment.domain.people.accounts import LinkPurpose
from assessment.domain.people.permissions import ORGANISATION_ROLES, Role
from assessment.domain.trust.retention import PERIODS
from assessment.store import models
from assessment.web.frame import clock
from tests import factories as make
from tests.web.people.records import (
    NEW,
    OURS,
    held,
    leave,
    link_in,
    person_called,
    said_at,
    text_of,
    with_password,
)

if TYPE_CHECKING:
    from tests.world import Browser


@pytest.fixture
def lead(visitor) -> Browser:
    return visitor.be(Role.ORGANISATION_LEAD)


def offers(lite) -> list[models.RoleOffer]:
    with lite.reading() as session:
        return list(session.query(models.RoleOffer).order_by(models.RoleOffer.id))


def answer(browser: Browser, lite, action: str):
    return browser.post(f"/account/offers/{offers(lite)[-1].id}", {"action": action}, seen="/account/offers/")


def test_somebody_with_an_account_is_asked_and_nothing_changes_until_they_accept(lead, elsewhere, lite, letters):
    stranger = lead.world.stranger
    address = with_password(lite, stranger)
    before = held(lite, stranger)
    assert lead.post(OURS, NEW | {"email": address.upper(), "name": "Somebody Else"}).status_code == 302
    (letter,) = letters()
    assert letter["To"] == address
    assert "has asked you to be a contributor for Lighthouse" in text_of(letter)
    assert "/invitation/" not in text_of(letter)
    assert held(lite, stranger) == before
    elsewhere.be(stranger)
    assert elsewhere.get("/organisations/lighthouse").status_code == 404
    assert answer(elsewhere, lite, "accept").location == "/account/offers/"
    assert {role for role, _ in held(lite, stranger) - before} == {Role.CONTRIBUTOR}
    assert elsewhere.get("/organisations/lighthouse").status_code == 200
    assert person_called(lite, address).name == "Kit Vale"
    assert offers(lite) == []


@pytest.mark.parametrize("action", ["decline", "withdraw"])
def test_an_offer_that_was_declined_or_taken_back_gives_nothing(lead, elsewhere, lite, action):
    address = with_password(lite, lead.world.stranger)
    before = held(lite, lead.world.stranger)
    lead.post(OURS, NEW | {"email": address})
    number = offers(lite)[0].id
    elsewhere.be(lead.world.stranger)
    if action == "decline":
        answer(elsewhere, lite, "decline")
    else:
        lead.post(f"{OURS}offers/{number}", {"action": "withdraw"})
    assert offers(lite) == []
    assert elsewhere.post(f"/account/offers/{number}", {"action": "accept"}).status_code == 404
    assert held(lite, lead.world.stranger) == before
    assert elsewhere.get("/home").status_code == 200


def test_what_is_said_and_shown_is_the_same_whether_or_not_there_is_an_account(lead, lite):
    def shown(email: str) -> str:
        lead.post(OURS, NEW | {"email": email})
        page = re.sub(r'value="[^"]{50,}"|name="form_key" value="[^"]+"|offers/\d+', "", lead.get(OURS).text).replace(
            email, "[address]"
        )
        lead.post(f"{OURS}offers/{offers(lite)[0].id}", {"action": "withdraw"})
        lead.get(OURS)
        return page

    known, unknown = with_password(lite, lead.world.stranger), "nobody@example.org"
    assert shown(known) == shown(unknown)


def test_nobody_answers_for_somebody_else(lead, elsewhere, lite):
    lead.post(OURS, NEW | {"email": with_password(lite, lead.world.stranger)})
    elsewhere.be(lead.world.second_contributor)
    assert elsewhere.post(f"/account/offers/{offers(lite)[0].id}", {"action": "accept"}).status_code == 404
    assert lead.post(f"/organisations/harbour/people/offers/{offers(lite)[0].id}").status_code == 404
    assert len(offers(lite)) == 1


def test_writing_again_makes_the_older_link_useless_and_taking_back_both(lead, elsewhere, lite, letters):
    lead.post(OURS, NEW)
    number = offers(lite)[0].id
    lead.post(f"{OURS}offers/{number}", {"action": "send"})
    first, second = letters()
    assert elsewhere.get(link_in(first)).status_code == 404
    assert elsewhere.get(link_in(second)).status_code == 200
    lead.post(f"{OURS}offers/{number}", {"action": "withdraw"})
    assert elsewhere.get(link_in(second)).status_code == 404
    assert not person_called(lite, NEW["email"]).active


def test_an_offer_runs_out(lead, elsewhere, lite, monkeypatch):
    lead.post(OURS, NEW | {"email": with_password(lite, lead.world.stranger)})
    later = clock.now() + timedelta(days=7, minutes=1)
    monkeypatch.setattr(clock, "now", lambda: later)
    elsewhere.be(lead.world.stranger)
    assert answer_page_says_none(elsewhere)
    assert elsewhere.post(f"/account/offers/{offers(lite)[0].id}", {"action": "accept"}).status_code == 404


def answer_page_says_none(browser: Browser) -> bool:
    return "None at the moment" in browser.get("/account/offers/").text


def test_who_was_asked_in_vain_is_forgotten_like_who_left(lead, lite):
    lead.post(OURS, NEW)
    days = {one.key: one.days for one in PERIODS}
    with lite.writing() as session:
        at = clock.now() + timedelta(days=days["links"] + 8)
        privacy.clear_away(session, {}, at=at)
        privacy.clear_away(session, {}, at=at + timedelta(days=days["people"] + 1))
        session.commit()
    assert offers(lite) == []
    assert person_called(lite, NEW["email"]) is None


def test_an_account_is_sent_no_invitation_by_any_command_and_an_older_one_does_not_open(elsewhere, lite, world):
    with lite.writing() as session:
        somebody = session.get(models.Person, world.stranger)
        token = links.make_link(session, somebody, LinkPurpose.INVITATION, at=clock.now())
        session.commit()
    assert elsewhere.get(f"/invitation/{token}").status_code == 200
    with_password(lite, world.stranger)
    with lite.writing() as session:
        session.query(models.MailedLink).update({"revoked_at": None})
        session.commit()
    assert elsewhere.get(f"/invitation/{token}").status_code == 404
    with lite.writing() as session, pytest.raises(NotAllowedHere, match="have an account"):
        links.make_link(session, session.get(models.Person, world.stranger), LinkPurpose.INVITATION, at=clock.now())


@pytest.mark.parametrize("way", ["take", "leave"])
def test_a_role_that_ends_in_one_organisation_leaves_every_sign_in_elsewhere(lead, elsewhere, lite, way):
    stranger = lead.world.stranger
    with lite.writing() as session:
        here = session.query(models.Organisation).filter_by(reference="lighthouse").one()
        people.give_role(session, session.get(models.Person, stranger), Role.CONTRIBUTOR, here, at=make.NOON)
        session.commit()
    elsewhere.be(stranger)
    assert elsewhere.get("/organisations/lighthouse").status_code == 200
    if way == "take":
        lead.post(f"{OURS}{stranger}/roles", {"role": "contributor", "action": "take"})
    else:
        leave(lead, stranger)
    assert elsewhere.get("/organisations/lighthouse").status_code == 404
    assert elsewhere.get("/organisations/harbour").status_code == 200


def test_who_was_let_go_is_asked_back_and_sees_nothing_but_the_offer(lead, elsewhere, lite):
    number = lead.world.second_contributor
    address = with_password(lite, number)
    leave(lead, number)
    lead.post(OURS, NEW | {"email": address})
    assert elsewhere.post("/sign-in", {"email": address, "password": make.PASSWORD}).location == "/home"
    for path in ("/home", "/organisations/lighthouse"):
        assert elsewhere.get(path).location == "/account/offers/"
    answer(elsewhere, lite, "accept")
    assert elsewhere.get("/organisations/lighthouse").status_code == 200


@pytest.mark.parametrize("role", sorted(ORGANISATION_ROLES))
def test_who_holds_a_role_is_not_asked_to_take_it(lead, lite, role):
    with lite.reading() as session:
        address = session.get(models.Person, lead.world.people[role]).email
    sent = lead.post(OURS, NEW | {"email": address, "role": role.value})
    mine = role is Role.ORGANISATION_LEAD
    assert sent.status_code == 409
    assert ("your own address" if mine else "already have this role") in said_at(sent, "email")
