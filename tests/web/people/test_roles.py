"""Nobody comes to a role alone or unseen, whichever way it is given."""

from __future__ import annotations

import pytest

from assessment.commands import offers, people
from assessment.commands.audit import Actor, act_as
from assessment.domain.errors import NotAllowedHere
from assessment.domain.people.announcing import READ_ANSWERS
from assessment.domain.people.permissions import APART, AREA_ROLES, ORGANISATION_ROLES, ROLE_NAMES, Role, with_article
from assessment.store import models
from assessment.web.frame import clock
from assessment.web.frame.database import change
from tests import factories as make
from tests.web.people import test_imports as lists
from tests.web.people.records import NEW, OURS, everything, held, leave, link_in, person_called, said_at, text_of

ROLES = "Roles in Fourfold have changed"
HERE = ("robin-ash.organisation-lead.lighthouse@example.org", "robin-ash.sponsor.lighthouse@example.org")
THERE = "kit-vale.organisation-lead.harbour@example.org"
ADMINISTRATOR = "robin-ash.administrator.area@example.org"


@pytest.fixture
def told(letters):
    """Who was told of changed roles, with what the letter said."""

    def read() -> dict[str, str]:
        return {one["To"]: text_of(one) for one in letters() if one["Subject"] == ROLES}

    return read


def give(browser, person_id: int, role: Role, place: str = "", action: str = "give"):
    return browser.post(f"/people/{person_id}/roles", {"role": role.value, "place": place, "action": action})


@pytest.mark.parametrize("role", sorted(AREA_ROLES - {Role.ADMINISTRATOR}))
def test_an_administrator_gives_themselves_no_role_by_form_invitation_or_list(administrator, lite, role):
    me = administrator.world.people[Role.ADMINISTRATOR]
    before = everything(lite)
    assert "Give this role" not in administrator.get(f"/people/{me}").text
    answer = give(administrator, me, role)
    assert "You can’t give yourself a role" in administrator.get(answer.location).text
    asked = administrator.post("/people/", NEW | {"email": ADMINISTRATOR, "role": role.value, "place": ""})
    assert "your own address" in said_at(asked, "email")
    row = lists.lines(lists.PEOPLE, f"{ADMINISTRATOR},Robin Ash,{role},")
    assert "You can’t give yourself a role" in lists.problems(lists.upload(administrator, row, "people"))[0]
    assert everything(lite) == before


def test_a_lead_gives_themselves_no_role_and_is_no_heir_by_their_own_hand(visitor, lite):
    visitor.be(Role.ORGANISATION_LEAD)
    me, before = visitor.world.people[Role.ORGANISATION_LEAD], everything(lite)
    page = visitor.soup(f"{OURS}{me}")
    assert "Give this role" not in page.text
    assert "You can’t give yourself a role" in page.text
    visitor.post(f"{OURS}{me}/roles", {"role": "sponsor", "action": "give"})
    answer = leave(visitor, visitor.world.people[Role.SPONSOR], heir=str(me))
    assert "You can’t give yourself a role" in said_at(answer, "heir")
    assert everything(lite) == before


@pytest.mark.parametrize("role", list(Role))
def test_no_command_gives_a_role_to_who_gives_it(lite, world, role):
    with lite.writing() as session:
        me = session.get(models.Person, world.stranger)
        place = session.query(models.Organisation).first() if role in ORGANISATION_ROLES else None
        act_as(session, Actor(me.id, "192.0.2.1"))
        with pytest.raises(NotAllowedHere, match="can’t give yourself"):
            people.give_role(session, me, role, place, at=make.NOON)
        with pytest.raises(NotAllowedHere, match="can’t give yourself"):
            offers.offer(session, name="Kit", email=me.email, role=role, place=place, at=make.NOON)


@pytest.mark.parametrize(
    ("role", "other"), [(one, other) for pair in APART for one in sorted(pair) for other in sorted(pair - {one})]
)
def test_roles_that_are_kept_apart_do_not_meet_in_one_person(administrator, elsewhere, lite, role, other):
    number = administrator.world.people[other]
    before = held(lite, number)
    answer = give(administrator, number, role)
    assert (
        f"One person can’t be both {ROLE_NAMES[role]} and {ROLE_NAMES[other]}"
        in administrator.get(answer.location).text
    )
    with lite.reading() as session:
        address = session.get(models.Person, number).email
    asked = administrator.post("/people/", NEW | {"email": address, "role": role.value, "place": ""})
    assert f"One person can’t be both {ROLE_NAMES[role]} and {ROLE_NAMES[other]}" in said_at(asked, "email")
    for row in ((f"{address},Robin Ash,{role},",), (f"new@x.example,N,{other},", f"new@x.example,N,{role},")):
        found = lists.problems(lists.upload(administrator, lists.lines(lists.PEOPLE, *row), "people"))
        assert f"One person can’t be both {ROLE_NAMES[role]} and {ROLE_NAMES[other]}" in found[-1]
    assert held(lite, number) == before


def test_two_offers_that_are_kept_apart_are_not_both_accepted(administrator, elsewhere, lite, letters):
    for role in (Role.ADVISER, Role.PROJECT_LEAD):
        administrator.post("/people/", NEW | {"role": role.value, "place": ""})
    elsewhere.post(link_in(letters()[-1]), {"name": "Sam", "password": "heron over the weir"})
    assert held(lite, person_called(lite, NEW["email"]).id) == {(Role.ADVISER, None)}


@pytest.mark.parametrize("role", sorted(AREA_ROLES - {Role.ADVISER}))
def test_every_administrator_is_told_of_every_role_for_the_area(administrator, lite, told, role):
    with lite.writing() as session:
        second = make.person(session, Role.ADMINISTRATOR, name="Ada Lane").email
        session.commit()
    number = administrator.world.second_contributor
    give(administrator, number, role)
    assert set(told()) == {ADMINISTRATOR, second}
    assert f"Bo Hill is now {with_article(role)} for the whole area (changed by Robin Ash)" in told()[second]
    give(administrator, number, role, action="take")
    assert f"Bo Hill is no longer {with_article(role)}" in told()[second]


@pytest.mark.parametrize("role", sorted(READ_ANSWERS & ORGANISATION_ROLES))
def test_lead_and_sponsor_are_told_of_who_may_read_their_answers_and_nobody_else_is(administrator, told, role):
    give(administrator, administrator.world.stranger, role, "lighthouse")
    assert set(told()) == set(HERE)
    assert f"Kit Vale is now {with_article(role)} for Lighthouse (changed by Robin Ash)" in told()[HERE[0]]


def test_who_may_read_the_answers_of_all_is_announced_to_all(administrator, told):
    give(administrator, administrator.world.second_contributor, Role.ADVISER)
    assert set(told()) == {ADMINISTRATOR, *HERE, THERE}


@pytest.mark.parametrize("way", ["colleague", "invitation", "offer", "heir", "list"])
def test_every_way_to_a_role_is_announced(visitor, elsewhere, lite, letters, told, way):
    lead, stranger = visitor.be(Role.ORGANISATION_LEAD), visitor.world.stranger
    if way == "colleague":
        lead.post(f"{OURS}{visitor.world.second_contributor}/roles", {"role": "sponsor", "action": "give"})
    elif way == "invitation":
        lead.post(OURS, NEW)
        assert told() == {}
        elsewhere.post(link_in(letters()[-1]), {"name": "Sam", "password": "heron over the weir"})
    elif way == "offer":
        lead.post(OURS, NEW | {"email": THERE})
        with lite.writing() as session:
            offer = session.query(models.RoleOffer).one().id
        elsewhere.be(stranger).post(f"/account/offers/{offer}", {"action": "accept"})
    elif way == "heir":
        leave(lead, visitor.world.people[Role.SPONSOR], heir=str(visitor.world.second_contributor))
    else:
        visitor.be(Role.PROJECT_LEAD)
        lists.confirm(visitor, lists.upload(visitor, lists.lines(lists.PEOPLE, lists.SAM), "people"))
    assert HERE[0] in told()
    assert "for Lighthouse (changed by Robin Ash)" in told()[HERE[0]]


def test_a_change_that_was_undone_is_not_announced(app, lite, told, world):
    def fail() -> None:
        with change() as session:
            somebody = session.get(models.Person, world.stranger)
            people.give_role(session, somebody, Role.ADMINISTRATOR, at=clock.now())
            raise RuntimeError

    with app.test_request_context(), pytest.raises(RuntimeError):
        fail()
    assert told() == {}
