"""Everybody, for the Project Lead and the administrator: searched, invited, given roles, let in again."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select

from assessment.commands import organisations, people
from assessment.domain.people.permissions import ROLE_NAMES, Role
from assessment.store import models
from tests import factories as make
from tests.web.people.records import (
    NEW,
    everything,
    held,
    link_in,
    page,
    person_called,
    said_at,
    secured,
    text_of,
    typed,
)

if TYPE_CHECKING:
    from tests.world import Browser


@pytest.fixture
def project_lead(visitor) -> Browser:
    return visitor.be(Role.PROJECT_LEAD)


def rows(answer) -> list[str]:
    return [row.th.get_text(" ", strip=True) for row in page(answer).select("tbody tr")]


def add_people(lite, *names: str) -> None:
    with lite.writing() as session:
        here = session.scalar(select(models.Organisation).where(models.Organisation.reference == "lighthouse"))
        for number, name in enumerate(names):
            one = people.add_person(session, name=name, email=f"person-{number}@list.example", at=make.NOON)
            people.give_role(session, one, Role.CONTRIBUTOR, here, at=make.NOON)
        session.commit()


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("kit", ["Kit Vale"]),
        ("leadership", ["Robin Ash"]),
        ("%25", ["100% Ann"]),
        ("_", ["Under_Score"]),
        ("/", ["Ann/Bob"]),
        ("nobody here", []),
    ],
)
def test_people_are_searched_by_name_and_address_and_signs_mean_themselves(project_lead, lite, words, found):
    add_people(lite, "100% Ann", "Under_Score", "Ann/Bob")
    names = rows(project_lead.get(f"/people/?q={words}"))
    assert [name.rsplit(" ", 1)[0] for name in names] == found


def test_sixty_people_come_in_pages_which_keep_what_was_searched_for(project_lead, lite):
    add_people(lite, *(f"Many {number:02}" for number in range(60)))
    seen = []
    for number, size in ((1, 25), (2, 25), (3, 10)):
        shown = project_lead.get(f"/people/?q=Many&role=contributor&page={number}")
        assert len(rows(shown)) == size
        assert f"Page {number} of 3" in shown.text
        seen += rows(shown)
        assert all(
            "q=Many" in one["href"] and "role=contributor" in one["href"]
            for one in page(shown).select("nav.govuk-pagination a")
        )
    assert len(set(seen)) == 60
    assert rows(project_lead.get("/people/?q=Many&page=99")) == rows(project_lead.get("/people/?q=Many&page=3"))
    assert "60 people found" in page(project_lead.get("/people/?q=Many")).text


@pytest.mark.parametrize("role", sorted(Role))
def test_people_are_narrowed_down_to_a_role(project_lead, role):
    shown = page(project_lead.get(f"/people/?role={role}"))
    listed = shown.select("tbody tr")
    assert listed
    assert all(ROLE_NAMES[role].lower() in row.select("td")[0].text.lower() for row in listed)
    assert shown.find(id="role-filter").find("option", selected=True)["value"] == role


def test_a_role_that_there_is_not_finds_nobody(project_lead):
    assert rows(project_lead.get("/people/?role=nonsense")) == []


def test_the_project_lead_invites_into_an_organisation(project_lead, lite, letters):
    answer = project_lead.post("/people/", NEW | {"role": "organisation lead", "place": "harbour"})
    made = person_called(lite, NEW["email"])
    assert answer.location == f"/people/{made.id}"
    assert held(lite, made.id) == set()
    assert "Invited to be an organisation lead for Harbour" in page(project_lead.get(answer.location)).text
    assert "as an organisation lead for Harbour" in text_of(letters()[0])
    project_lead.post(f"/people/{made.id}/invitation", {"action": "revoke"})
    assert "Invited to be" not in page(project_lead.get(answer.location)).text


@pytest.mark.parametrize(
    ("role", "place", "message"),
    [
        ("sponsor", "", "Sponsor is a role in an organisation. Choose which one"),
        (
            "adviser",
            "harbour",
            "Independent Adviser is a role for the whole area. Choose “None: a role for the whole area”",
        ),
        ("sponsor", "nowhere", "Choose one of the organisations"),
    ],
)
def test_a_role_has_to_fit_its_place(project_lead, lite, letters, *, role, place, message):
    before = everything(lite)
    answer = project_lead.post("/people/", NEW | {"role": role, "place": place})
    assert answer.status_code == 422
    assert message in said_at(answer, "place")
    assert (typed(answer, "name"), typed(answer, "email"), typed(answer, "role")) == (NEW["name"], NEW["email"], role)
    assert everything(lite) == before
    assert letters() == []


@pytest.mark.parametrize("role", [Role.ADMINISTRATOR, Role.PROJECT_LEAD])
def test_a_project_lead_makes_nobody_project_lead_or_administrator_and_an_administrator_does(visitor, lite, role):
    adviser = visitor.world.people[Role.ADVISER]
    visitor.be(Role.PROJECT_LEAD)
    before = everything(lite)
    assert role.value not in [one["value"] for one in visitor.soup("/people/").select("select#role option")]
    assert visitor.post("/people/", NEW | {"role": role.value, "place": ""}).status_code == 422
    for action in ("give", "take"):
        answer = visitor.post(f"/people/{adviser}/roles", {"role": role.value, "place": "", "action": action})
        assert answer.status_code == 422
    holder = visitor.world.people[role]
    assert visitor.post(f"/people/{holder}/roles", {"role": role.value, "action": "take"}).status_code == 422
    assert everything(lite) == before
    visitor.be(Role.ADMINISTRATOR)
    somebody = visitor.world.people[Role.LEADERSHIP_MEMBER]
    visitor.post(f"/people/{somebody}/roles", {"role": role.value, "place": "", "action": "give"})
    assert role in {one for one, _ in held(lite, somebody)}


def test_the_last_administrator_stays(administrator, lite):
    number = administrator.world.people[Role.ADMINISTRATOR]
    answer = administrator.post(f"/people/{number}/roles", {"role": "administrator", "place": "", "action": "take"})
    assert "there must always be at least one administrator" in administrator.get(answer.location).text
    assert held(lite, number) == {(Role.ADMINISTRATOR, None)}


def test_a_part_in_an_organisation_that_has_closed_can_be_taken_away(administrator, lite):
    """Else nobody of it can ever be forgotten."""
    with lite.writing() as session:
        there = session.scalar(select(models.Organisation).where(models.Organisation.reference == "harbour"))
        helper = make.person(session, Role.CONTRIBUTOR, there, "Jo Moss").id
        organisations.close(session, there, on=date(2026, 1, 1), at=make.NOON)
        session.commit()
    button = next(one for one in administrator.soup(f"/people/{helper}").select("form.ff-inline") if one.find("button"))
    sent = {one["name"]: one["value"] for one in button.select("input[type=hidden]")}
    answer = administrator.post(f"/people/{helper}/roles", sent)
    assert answer.status_code == 302, said_at(answer, "place")
    assert held(lite, helper) == set()


def test_the_last_lead_of_an_organisation_that_has_closed_may_leave_without_somebody_who_takes_over(
    administrator, lite
):
    with lite.writing() as session:
        there = session.scalar(select(models.Organisation).where(models.Organisation.reference == "harbour"))
        organisations.close(session, there, on=date(2026, 1, 1), at=make.NOON)
        session.commit()
    stranger = administrator.world.stranger
    answer = administrator.post(f"/organisations/harbour/people/{stranger}/leave", {"sure": "y"})
    assert answer.status_code == 302, said_at(answer, "heir")


@pytest.mark.parametrize("password", [True, False])
def test_who_lost_their_phone_gets_rid_of_app_and_passkeys_and_is_invited_only_if_nothing_is_left(
    project_lead, elsewhere, lite, settings, letters, password
):
    number = project_lead.world.people[Role.ADVISER]
    secured(lite, settings, number)
    if not password:
        with lite.writing() as session:
            session.get(models.Person, number).password_hash = None
            session.commit()
    elsewhere.be(number)
    project_lead.post(f"/people/{number}/invitation", {"action": "recover"})
    with lite.reading() as session:
        somebody = session.get(models.Person, number)
        assert (somebody.authenticator_sealed, somebody.authenticator_step) == (None, None)
        for kind in (models.Passkey, models.RecoveryCode):
            assert session.query(kind).filter_by(person_id=number).count() == 0
    assert elsewhere.get("/home").status_code == 302
    if password:
        assert "Your app and passkeys were removed" in text_of(letters()[-1])
        assert "/invitation/" not in text_of(letters()[-1])
    else:
        assert elsewhere.get(link_in(letters()[-1])).status_code == 200
