"""A lead and their own people: inviting them, their roles, and letting them leave."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select

from assessment.commands import people
from assessment.domain.people.permissions import AREA_ROLES, ROLE_NAMES, Role
from assessment.store import models
from tests import factories as make
from tests.web.people.records import (
    ITEM,
    NEW,
    OURS,
    everything,
    held,
    leave,
    link_in,
    person_called,
    said_at,
    text_of,
    typed,
)

if TYPE_CHECKING:
    from tests.world import Browser


@pytest.fixture
def lead(visitor) -> Browser:
    return visitor.be(Role.ORGANISATION_LEAD)


def test_somebody_unknown_is_asked_and_holds_the_role_once_they_have_accepted(lead, elsewhere, lite, letters):
    answer = lead.post(OURS, NEW)
    assert answer.location == OURS
    (letter,) = letters()
    assert letter["To"] == NEW["email"]
    assert "as a contributor for Lighthouse" in text_of(letter)
    assert (
        "You’ve been asked to be <strong>a contributor for Lighthouse</strong>" in elsewhere.get(link_in(letter)).text
    )
    made = person_called(lite, NEW["email"])
    assert held(lite, made.id) == set()
    assert NEW["name"] in lead.soup(OURS).select_one("main ul.ff-rows").text
    elsewhere.post(link_in(letter), {"name": "Sam Okafor", "password": "heron over the weir"})
    assert [role for role, _ in held(lite, made.id)] == [Role.CONTRIBUTOR]
    assert elsewhere.get("/home").status_code == 200
    assert "not answered yet" not in lead.get(OURS).text


@pytest.mark.parametrize(
    ("changed", "field", "message"),
    [
        ({"name": ""}, "name", "Enter a name"),
        ({"name": "x" * 121}, "name", "Name must be 120 characters or fewer"),
        ({"email": ""}, "email", "Enter an email address"),
        ({"email": "sam at work"}, "email", "Enter one email address"),
        ({"email": f"{'x' * 200}@example.org"}, "email", "200 characters or fewer"),
        ({"role": ""}, "role", "Choose a role"),
        ({"role": "adviser"}, "role", "Choose a role"),
        ({"role": "nonsense"}, "role", "Choose a role"),
    ],
)
def test_what_does_not_fit_is_said_at_the_field_and_what_was_typed_stays(
    lead, lite, letters, *, changed, field, message
):
    before = everything(lite)
    sent = NEW | changed
    answer = lead.post(OURS, sent)
    assert answer.status_code == 422
    assert message in said_at(answer, field)
    for name in ("name", "email"):
        assert typed(answer, name) == sent[name]
    if field != "role":
        assert typed(answer, "role") == "contributor"
    assert everything(lite) == before
    assert letters() == []


def test_a_lead_gives_a_part_and_takes_it_away(lead, lite):
    number = lead.world.second_contributor
    lead.post(f"{OURS}{number}/roles", {"role": "sponsor", "action": "give"})
    assert {role for role, _ in held(lite, number)} == {Role.CONTRIBUTOR, Role.SPONSOR}
    lead.post(f"{OURS}{number}/roles", {"role": "sponsor", "action": "take"})
    assert {role for role, _ in held(lite, number)} == {Role.CONTRIBUTOR}


@pytest.mark.parametrize("role", [Role.ORGANISATION_LEAD, Role.SPONSOR])
def test_the_last_lead_and_the_last_sponsor_stay_and_a_page_says_why(lead, lite, role):
    number = lead.world.people[role]
    before = everything(lite)
    answer = lead.post(f"{OURS}{number}/roles", {"role": role.value, "action": "take"})
    said = lead.get(answer.location).text
    assert f"there must always be at least one {ROLE_NAMES[role]}. Give someone else the role first." in said
    assert everything(lite) == before


def test_a_lead_who_is_not_the_last_may_go(lead, lite):
    number, other = lead.world.people[Role.ORGANISATION_LEAD], lead.world.second_contributor
    lead.post(f"{OURS}{other}/roles", {"role": "organisation lead", "action": "give"})
    lead.post(f"{OURS}{number}/roles", {"role": "organisation lead", "action": "take"})
    assert held(lite, number) == set()


@pytest.mark.parametrize("role", sorted(AREA_ROLES))
def test_a_lead_gives_nobody_a_role_of_the_area(lead, lite, role):
    before = everything(lite)
    lead.post(f"{OURS}{lead.world.second_contributor}/roles", {"role": role.value, "action": "give"})
    assert lead.post(OURS, NEW | {"role": role.value}).status_code == 422
    assert everything(lite) == before


@pytest.mark.parametrize("end", ["", "/roles", "/invitation", "/leave"])
def test_a_lead_does_not_reach_the_people_of_others(lead, lite, letters, end):
    before = everything(lite)
    path = f"{OURS}{lead.world.stranger}{end}"
    data = {"role": "organisation lead", "action": "take", "sure": "y"}
    answer = lead.post(path, data) if end else lead.get(path)
    assert answer.status_code == 404
    assert "Kit Vale" not in answer.text
    assert everything(lite) == before
    assert letters() == []


def test_a_lead_finds_no_people_of_others_by_searching(lead):
    assert "Kit Vale" not in lead.get(f"{OURS}?q=Kit").text


def test_who_leaves_is_signed_out_and_what_they_wrote_stays(lead, elsewhere, lite, letters):
    number = lead.world.people[Role.CONTRIBUTOR]
    elsewhere.be(number)
    elsewhere.post(
        f"/assessments/{lead.world.open}/items/{ITEM}", {"level": "2", "note": "We meet monthly", "version": "0"}
    )
    lead.post(f"{OURS}{number}/invitation", {"action": "send"})
    assert leave(lead, number).location == OURS
    assert elsewhere.get("/home").status_code == 302
    assert elsewhere.get(link_in(letters()[0])).status_code == 404
    assert held(lite, number) == set()
    with lite.reading() as session:
        gone = session.get(models.Person, number)
        assert (gone.active, bool(gone.left_at)) == (False, True)
        answer = session.get(models.Answer, (lead.world.open, ITEM))
        assert (answer.level, answer.note, answer.saved_by_id) == (2, "We meet monthly", number)
    assert "robin-ash.contributor" not in lead.get(OURS).text
    assert "We meet monthly" in lead.get(f"/assessments/{lead.world.open}/items/{ITEM}").text


@pytest.mark.parametrize("role", [Role.ORGANISATION_LEAD, Role.SPONSOR])
def test_nobody_who_is_the_only_one_leaves_without_somebody_who_takes_over(lead, lite, role):
    number, heir = lead.world.people[role], lead.world.second_contributor
    before = everything(lite)
    answer = leave(lead, number)
    assert answer.status_code == 409
    assert f"is the only {role}. Choose who will take over" in said_at(answer, "heir")
    assert everything(lite) == before
    assert leave(lead, number, heir=str(heir)).status_code == 302
    assert role in {one for one, _ in held(lite, heir)}
    assert held(lite, number) == set()


def test_only_a_colleague_takes_over_and_the_box_has_to_be_ticked(lead, lite):
    number = lead.world.people[Role.SPONSOR]
    before = everything(lite)
    for heir in (lead.world.stranger, number, 99999):
        answer = leave(lead, number, heir=str(heir))
        assert answer.status_code == 422
        assert "Choose one of the colleagues" in said_at(answer, "heir")
    unticked = lead.post(f"{OURS}{number}/leave", {"heir": str(lead.world.second_contributor)})
    assert "Tick the box" in said_at(unticked, "sure")
    assert typed(unticked, "heir") == str(lead.world.second_contributor)
    assert everything(lite) == before


def test_who_leaves_one_organisation_stays_in_the_other(lead, lite):
    stranger = lead.world.stranger
    with lite.writing() as session:
        here = session.scalar(select(models.Organisation).where(models.Organisation.reference == "lighthouse"))
        people.give_role(session, session.get(models.Person, stranger), Role.CONTRIBUTOR, here, at=make.NOON)
        session.commit()
    assert leave(lead, stranger).status_code == 302
    assert [role for role, _ in held(lite, stranger)] == [Role.ORGANISATION_LEAD]
    with lite.reading() as session:
        assert session.get(models.Person, stranger).active
