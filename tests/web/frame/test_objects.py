"""Numbers and references of others in an address: whoever tries them finds nothing, and nothing changes."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from bs4 import BeautifulSoup
from sqlalchemy import select

from assessment.commands import consent, organisations
from assessment.domain.people.permissions import ORGANISATION_ROLES, RULES, Role
from assessment.store import models
from tests import factories as make
from tests.web.frame.test_access import PATHS, method

if TYPE_CHECKING:
    from tests.world import Browser

ITEM = "RL-GOV-1"
NOWHERE = 99999
# A form that would change something wherever it got through.
TEMPTING = {
    "action": "take", "role": "organisation lead", "sure": "y", "heir": "1", "confirmed": "y", "no_personal_details": "y",
    "level": "2", "note": "Ours now", "version": "0", "title": "Ours", "grade": "E1", "day": "1", "month": "5",
    "year": "2026", "selection": "core", "name": "Ours now", "email": "ours@example.org", "sector": "charity",
    "size": "50-249", "standing": "not shown", "starts_on": "2026-04-01", "on": "2026-04-01", "decided_by": "Us",
    "reason": "Because", "organisation": "filler-1", "internal": "yes", "opens_on": "2026-01-01", "closes_on": "2026-02-01",
}  # fmt: skip


@pytest.fixture
def theirs(lite, world) -> dict[str, int]:
    """The numbers of what is Harbour's."""
    with lite.writing() as session:
        there = session.scalar(select(models.Organisation).where(models.Organisation.reference == "harbour"))
        here = session.scalar(select(models.Organisation).where(models.Organisation.reference == "lighthouse"))
        made = {}
        for name, place in (("north", here), ("west", there)):
            one = organisations.add_partnership(session, reference=name, name=name.title(), at=make.NOON)
            asked = consent.ask(session, one, place, reason="Why not", by=None, at=make.NOON)
            made[name] = one.id
            made[f"request of {name}"] = asked
        piece = models.Evidence(
            assessment_id=world.others, item_id=ITEM, title="Of the harbour", grade="E1", dated_on=date(2026, 5, 1),
            no_personal_details=True, added_at=make.NOON, file_token="B" * 43, file_name="x.png", file_size=1,
        )  # fmt: skip
        key = models.Passkey(
            person_id=world.stranger, credential_id="c", public_key="p", sign_count=0, name="Key", added_at=make.NOON
        )
        session.add_all((piece, key))
        earlier = session.scalar(
            select(models.Assessment.id).where(
                models.Assessment.organisation_id == there.id, models.Assessment.id != world.others
            )
        )
        session.commit()
        return made | {"evidence": piece.id, "passkey": key.id, "earlier": earlier}


def everything(lite) -> dict[str, list[tuple]]:
    with lite.reading() as session:
        return {
            table.name: sorted(map(tuple, session.execute(select(table))), key=repr)
            for table in models.Base.metadata.sorted_tables
        }


def ask(app, browser: Browser, endpoint: str, path: str):
    return browser.post(path, TEMPTING) if method(app, endpoint) == "POST" else browser.get(path)


def said(answer) -> str:
    """What a page says, without the token of its forms, which differs from second to second."""
    return BeautifulSoup(answer.text, "html.parser").get_text(" ", strip=True)


def may(app, endpoint: str, role: Role) -> bool:
    return role in RULES[app.view_functions[endpoint].permission]


@pytest.mark.parametrize("role", sorted(ORGANISATION_ROLES))
@pytest.mark.parametrize("year", ["open", "earlier"])
def test_nothing_of_another_organisation_is_found_by_its_number_or_reference(app, visitor, lite, theirs, *, role, year):
    world = visitor.world
    number = world.others if year == "open" else theirs["earlier"]
    visitor.be(role)
    before = everything(lite)
    asked = 0
    for endpoint, path in PATHS.items():
        if "{place}" not in path and "{number}" not in path:
            continue
        for place in ("harbour", "Harbour", "HARBOUR"):
            full = path.replace("evidence/1", f"evidence/{theirs['evidence']}")
            answer = ask(app, visitor, endpoint, full.format(place=place, number=number, colleague=world.stranger))
            assert answer.status_code == 404, endpoint
            assert "Kit Vale" not in answer.text
            assert "Of the harbour" not in answer.text
            asked += 1
    assert asked > 60
    assert everything(lite) == before


@pytest.mark.parametrize("role", sorted(ORGANISATION_ROLES))
def test_evidence_of_others_is_not_found_under_ones_own_assessment(app, visitor, lite, theirs, role):
    visitor.be(role)
    before = everything(lite)
    paths = {name: path for name, path in PATHS.items() if "evidence/1" in path}
    assert len(paths) == 6
    for endpoint, path in paths.items():
        full = path.format(number=visitor.world.open)
        answer = ask(app, visitor, endpoint, full.replace("evidence/1", f"evidence/{theirs['evidence']}"))
        nothing = ask(app, visitor, endpoint, full.replace("evidence/1", f"evidence/{NOWHERE}"))
        assert answer.status_code == (404 if may(app, endpoint, role) else 403), endpoint
        assert said(answer) == said(nothing)
    assert everything(lite) == before


@pytest.mark.parametrize("role", sorted(ORGANISATION_ROLES))
def test_people_of_others_are_not_found_under_ones_own_organisation(app, visitor, lite, theirs, role):
    visitor.be(role)
    before = everything(lite)
    world = visitor.world
    paths = {name: path for name, path in PATHS.items() if "{colleague}" in path}
    assert len(paths) == 4
    for endpoint, path in paths.items():
        nothing = ask(app, visitor, endpoint, path.format(place="lighthouse", colleague=NOWHERE))
        for number in (world.stranger, world.people[Role.ADVISER], world.people[Role.ADMINISTRATOR]):
            answer = ask(app, visitor, endpoint, path.format(place="lighthouse", colleague=number))
            assert answer.status_code == (404 if may(app, endpoint, role) else 403), endpoint
            assert said(answer) == said(nothing)
    assert everything(lite) == before


@pytest.mark.parametrize("role", sorted(ORGANISATION_ROLES))
def test_what_is_the_areas_is_closed_to_people_of_one_organisation_whatever_the_number(
    app, visitor, lite, theirs, role
):
    visitor.be(role)
    before = everything(lite)
    for endpoint, path in PATHS.items():
        if not path.startswith(
            ("/partnerships/", "/people/", "/years/", "/imports/", "/record", "/drafts/", "/compare/")
        ):
            continue
        for reference in ("west", "north", "nowhere"):
            full = path.format(anybody=visitor.world.stranger).replace("north", reference)
            for request in (theirs["request of west"], theirs["request of north"], NOWHERE):
                answer = ask(app, visitor, endpoint, full.replace("requests/1", f"requests/{request}"))
                assert answer.status_code == 403, endpoint
    assert everything(lite) == before


def test_a_request_is_withdrawn_only_under_the_partnership_that_made_it(visitor, lite, theirs):
    visitor.be(Role.PROJECT_LEAD)
    before = everything(lite)
    for reference, request in (
        ("north", theirs["request of west"]), ("west", theirs["request of north"]), ("north", NOWHERE),
        ("nowhere", theirs["request of north"]),
    ):  # fmt: skip
        assert visitor.post(f"/partnerships/{reference}/requests/{request}/withdraw").status_code == 404
    assert everything(lite) == before


@pytest.mark.parametrize("role", [Role.ORGANISATION_LEAD, Role.SPONSOR])
def test_a_partnership_that_asked_somebody_else_is_not_decided_about(visitor, lite, theirs, role):
    visitor.be(role)
    before = everything(lite)
    answer = visitor.post("/organisations/lighthouse/consent/", TEMPTING | {"partnership": str(theirs["west"])})
    assert answer.status_code == 422
    assert "West" not in answer.text
    assert everything(lite) == before


@pytest.mark.parametrize("role", sorted(Role))
def test_passkeys_and_sign_ins_of_others_stay(visitor, lite, theirs, role):
    visitor.be(visitor.world.stranger)
    with lite.reading() as session:
        which = session.scalar(select(models.SignIn.token_digest))
    visitor.client.delete_cookie("fourfold")
    visitor.be(role)
    before = everything(lite)
    visitor.post(f"/account/passkeys/{theirs['passkey']}/remove", seen="/account/")
    visitor.post("/account/sign-ins", {"which": which}, seen="/account/")
    assert everything(lite) == before


def test_who_takes_over_is_never_somebody_of_another_organisation(visitor, lite, theirs):
    visitor.be(Role.ORGANISATION_LEAD)
    before = everything(lite)
    leaver = visitor.world.people[Role.SPONSOR]
    for heir in (visitor.world.stranger, visitor.world.people[Role.ADVISER]):
        answer = visitor.post(f"/organisations/lighthouse/people/{leaver}/leave", {"sure": "y", "heir": str(heir)})
        assert answer.status_code == 422
    assert everything(lite) == before


@pytest.mark.parametrize("role", sorted(ORGANISATION_ROLES))
def test_a_role_in_one_organisation_opens_no_other(visitor, lite, theirs, role):
    """Somebody of both reaches both, each by the role that they hold there."""
    with lite.writing() as session:
        there = session.scalar(select(models.Organisation).where(models.Organisation.reference == "harbour"))
        session.add(
            models.RoleHeld(person_id=visitor.world.people[role], organisation_id=there.id, role=Role.CONTRIBUTOR)
        )
        session.commit()
    visitor.be(role)
    assert visitor.get("/organisations/harbour").status_code == 200
    before = everything(lite)
    for path in ("people/", "consent/", "record"):
        assert visitor.get(f"/organisations/harbour/{path}").status_code == 403
    for path in ("sign-off", "return", "check"):
        assert visitor.post(f"/assessments/{visitor.world.others}/{path}", TEMPTING).status_code == 403
    assert everything(lite) == before
