"""Inviting people, their roles, letting them leave, forgetting them, and everything that is held about them."""

from __future__ import annotations

import email
import email.policy
import json
import re
from datetime import date, timedelta
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from sqlalchemy import select

from assessment.commands import factors, links, organisations, people, sign_ins
from assessment.credentials import passwords
from assessment.domain.people.accounts import LinkPurpose
from assessment.domain.people.permissions import AREA_ROLES, Role
from assessment.store import models
from assessment.web.frame import clock
from tests import factories as make
from tests.world import Browser

OURS = "/organisations/lighthouse/people/"
NEW = {"name": "Sam Okafor", "email": "sam@lighthouse.example", "role": "contributor"}
ITEM = "RL-GOV-1"


@pytest.fixture
def lead(visitor) -> Browser:
    return visitor.be(Role.ORGANISATION_LEAD)


@pytest.fixture
def project_lead(visitor) -> Browser:
    return visitor.be(Role.PROJECT_LEAD)


@pytest.fixture
def administrator(visitor) -> Browser:
    return visitor.be(Role.ADMINISTRATOR)


@pytest.fixture
def elsewhere(app, world) -> Browser:
    """A second browser."""
    return Browser(app, world, app.test_client())


@pytest.fixture
def letters(settings):
    """The letters that were sent until now, the earliest first."""

    def read():
        paths = sorted((Path(settings.instance) / "outbox").glob("*.eml"), key=lambda path: path.stat().st_mtime_ns)
        return [email.message_from_bytes(path.read_bytes(), policy=email.policy.default) for path in paths]

    return read


def text_of(letter) -> str:
    return letter.get_body(("plain",)).get_content()


def link_in(letter) -> str:
    return re.search(r"http://localhost(/invitation/\S+)", text_of(letter)).group(1)


def page(answer) -> BeautifulSoup:
    return BeautifulSoup(answer.text, "html.parser")


def said_at(answer, field: str) -> str:
    found = page(answer).find(id=f"{field}-error")
    return found.get_text(" ", strip=True) if found else ""


def typed(answer, field: str) -> str:
    found = page(answer).find(id=field)
    chosen = found.find("option", selected=True) if found.name == "select" else found
    return chosen["value"] if chosen else ""


def rows(answer) -> list[str]:
    return [row.th.get_text(" ", strip=True) for row in page(answer).select("tbody tr")]


def held(lite, person_id: int) -> set[tuple[Role, int | None]]:
    with lite.reading() as session:
        mine = session.scalars(select(models.RoleHeld).where(models.RoleHeld.person_id == person_id))
        return {(one.role, one.organisation_id) for one in mine}


def person_called(lite, address: str) -> models.Person | None:
    with lite.reading() as session:
        return session.scalar(select(models.Person).where(models.Person.email == address))


def everything(lite) -> dict[str, list[tuple]]:
    """Every row of every table, to see whether anything changed."""
    with lite.reading() as session:
        return {
            table.name: sorted(map(tuple, session.execute(select(table))), key=repr)
            for table in models.Base.metadata.sorted_tables
        }


def with_password(lite, person_id: int) -> str:
    with lite.writing() as session:
        somebody = session.get(models.Person, person_id)
        people.set_password(session, somebody, passwords.hashed(make.PASSWORD), at=make.NOON)
        session.commit()
        return somebody.email


def leave(browser: Browser, person_id: int, **more: str):
    return browser.post(f"{OURS}{person_id}/leave", {"sure": "y", **more})


# A lead and their own people


def test_somebody_unknown_is_invited_and_the_link_of_the_letter_opens(lead, elsewhere, lite, letters):
    answer = lead.post(OURS, NEW)
    assert answer.location == OURS
    (letter,) = letters()
    assert letter["To"] == NEW["email"]
    assert "as contributor of Lighthouse" in text_of(letter)
    assert elsewhere.get(link_in(letter)).status_code == 200
    made = person_called(lite, NEW["email"])
    assert [role for role, _ in held(lite, made.id)] == [Role.CONTRIBUTOR]
    row = next(row for row in lead.soup(OURS).select("tbody tr") if NEW["name"] in row.text)
    assert "invited" in row.text


def test_somebody_with_an_account_is_told_of_the_new_role_and_needs_no_new_way_in(lead, lite, letters):
    stranger = lead.world.stranger
    address = with_password(lite, stranger)
    before = held(lite, stranger)
    assert lead.post(OURS, NEW | {"email": address.upper(), "name": "Somebody Else"}).status_code == 302
    (letter,) = letters()
    assert letter["To"] == address
    assert "“contributor” of Lighthouse" in text_of(letter)
    assert "/invitation/" not in text_of(letter)
    assert len(held(lite, stranger) - before) == 1
    assert before < held(lite, stranger)
    assert person_called(lite, address).name == "Kit Vale"


@pytest.mark.parametrize(
    ("changed", "field", "message"),
    [
        ({"name": ""}, "name", "Enter a name"),
        ({"name": "x" * 121}, "name", "Name must be 120 characters or fewer"),
        ({"email": ""}, "email", "Enter an e-mail address"),
        ({"email": "sam at work"}, "email", "in the usual form"),
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


def test_sending_an_invitation_again_makes_the_older_link_useless(lead, elsewhere, lite, letters):
    lead.post(OURS, NEW)
    number = person_called(lite, NEW["email"]).id
    lead.post(f"{OURS}{number}/invitation", {"action": "send"})
    first, second = letters()
    assert elsewhere.get(link_in(first)).status_code == 404
    assert elsewhere.get(link_in(second)).status_code == 200


def test_a_revoked_invitation_opens_nothing(lead, elsewhere, lite, letters):
    lead.post(OURS, NEW)
    number = person_called(lite, NEW["email"]).id
    assert "Revoke it" in lead.get(f"{OURS}{number}").text
    lead.post(f"{OURS}{number}/invitation", {"action": "revoke"})
    assert elsewhere.get(link_in(letters()[0])).status_code == 404
    assert "None is open." in lead.get(f"{OURS}{number}").text
    assert len(letters()) == 1


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
    assert f"somebody has to be the {role}. Give the role to somebody else first." in said
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
    assert f"is the only {role}. Say who takes over" in said_at(answer, "heir")
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


# Everybody, for the Project Lead


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
    assert "60 found" in page(project_lead.get("/people/?q=Many")).text


@pytest.mark.parametrize("role", sorted(Role))
def test_people_are_narrowed_down_to_a_role(project_lead, role):
    shown = page(project_lead.get(f"/people/?role={role}"))
    listed = shown.select("tbody tr")
    assert listed
    assert all(role.value in row.select("td")[0].text.lower() for row in listed)
    assert shown.find(id="role-filter").find("option", selected=True)["value"] == role


def test_a_role_that_there_is_not_finds_nobody(project_lead):
    assert rows(project_lead.get("/people/?role=nonsense")) == []


def test_the_project_lead_invites_into_an_organisation(project_lead, lite, letters):
    answer = project_lead.post("/people/", NEW | {"role": "organisation lead", "place": "harbour"})
    made = person_called(lite, NEW["email"])
    assert answer.location == f"/people/{made.id}"
    assert [role for role, _ in held(lite, made.id)] == [Role.ORGANISATION_LEAD]
    assert "as organisation lead of Harbour" in text_of(letters()[0])


@pytest.mark.parametrize(
    ("role", "place", "message"),
    [
        ("sponsor", "", "The role sponsor needs an organisation"),
        ("adviser", "harbour", "The role adviser is for the whole area: choose no organisation"),
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
    visitor.post(f"/people/{adviser}/roles", {"role": role.value, "place": "", "action": "give"})
    assert role in {one for one, _ in held(lite, adviser)}


def test_the_last_administrator_stays(administrator, lite):
    number = administrator.world.people[Role.ADMINISTRATOR]
    answer = administrator.post(f"/people/{number}/roles", {"role": "administrator", "place": "", "action": "take"})
    assert "somebody has to be the administrator" in administrator.get(answer.location).text
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


def secured(lite, settings, person_id: int) -> dict[str, str]:
    """Give somebody every way in, and gives what must never be told of it."""
    with lite.writing() as session:
        somebody = session.get(models.Person, person_id)
        people.set_password(session, somebody, passwords.hashed(make.PASSWORD), at=make.NOON)
        codes = factors.keep_authenticator(
            session, somebody, "JBSWY3DPEHPK3PXP", step=1, key=settings.secret_key, at=make.NOON
        )
        key = models.Passkey(
            person_id=person_id, credential_id="credential-of-sam", public_key="public-key-of-sam", sign_count=1,
            name="Blue key", added_at=make.NOON,
        )  # fmt: skip
        session.add(key)
        handle = factors.give_handle(session, somebody)
        token = links.make_link(session, somebody, LinkPurpose.RESET, at=make.NOON)
        visit = sign_ins.Visit(12, "test", address="192.0.2.77", browser="Browser of Sam")
        sign_in = sign_ins.sign_in(session, person_id, visit, at=clock.now())
        session.commit()
        return {
            "hash": somebody.password_hash, "sealed": somebody.authenticator_sealed, "code": codes[0],
            "handle": handle, "credential": "credential-of-sam", "public key": "public-key-of-sam",
            "link": token, "sign-in": sign_in,
        }  # fmt: skip


def test_who_lost_their_phone_gets_rid_of_app_and_passkeys_and_is_invited_again(
    project_lead, elsewhere, lite, settings, letters
):
    number = project_lead.world.people[Role.ADVISER]
    secured(lite, settings, number)
    elsewhere.be(number)
    project_lead.post(f"/people/{number}/invitation", {"action": "recover"})
    with lite.reading() as session:
        somebody = session.get(models.Person, number)
        assert (somebody.authenticator_sealed, somebody.authenticator_step) == (None, None)
        for kind in (models.Passkey, models.RecoveryCode):
            assert session.query(kind).filter_by(person_id=number).count() == 0
    assert elsewhere.get("/home").status_code == 302
    assert elsewhere.get(link_in(letters()[-1])).status_code == 200


# Forgetting


def erase(browser: Browser, person_id: int, **more: str):
    return browser.post(f"/people/{person_id}/erase", {"sure": "y", **more})


@pytest.mark.parametrize(
    ("role", "message"),
    [(Role.CONTRIBUTOR, "This person still holds a role"), (Role.ADMINISTRATOR, "You cannot forget yourself")],
)
def test_nobody_with_a_role_is_forgotten_and_nobody_forgets_themselves(administrator, lite, role, message):
    before = everything(lite)
    answer = erase(administrator, administrator.world.people[role])
    assert answer.status_code == 409
    assert message in said_at(answer, "sure")
    assert everything(lite) == before


def test_forgetting_asks_for_a_tick(administrator, lite):
    before = everything(lite)
    answer = administrator.post(f"/people/{administrator.world.second_contributor}/erase")
    assert answer.status_code == 422
    assert "Tick the box" in said_at(answer, "sure")
    assert everything(lite) == before


def test_who_is_forgotten_leaves_only_what_their_organisation_said(visitor, elsewhere, lite, settings):
    number, open_ = visitor.world.second_contributor, visitor.world.open
    secrets = secured(lite, settings, number)
    address = person_called(lite, with_password(lite, number)).email
    elsewhere.be(number)
    elsewhere.post(f"/assessments/{open_}/items/{ITEM}", {"level": "3", "note": "Still true", "version": "0"})
    leave(visitor.be(Role.ORGANISATION_LEAD), number)
    assert erase(visitor.be(Role.ADMINISTRATOR), number).location == "/people/"
    kept = everything(lite)
    written = repr(kept)
    for trace in ("Bo Hill", address, "192.0.2.77", "Browser of Sam", "Blue key", *secrets.values()):
        assert trace not in written, trace
    for table in ("sign_ins", "mailed_links", "passkeys", "recovery_codes", "roles_held"):
        with lite.reading() as session:
            column = models.Base.metadata.tables[table].c.person_id
            assert session.execute(select(column).where(column == number)).all() == [], table
    with lite.reading() as session:
        answer = session.get(models.Answer, (open_, ITEM))
        assert (answer.level, answer.note, answer.saved_by_id) == (3, "Still true", number)
    assert visitor.get(f"/people/{number}").status_code == 404
    assert "Former colleague" not in visitor.get("/people/?q=Former").text.replace('value="Former"', "")
    assert visitor.post("/sign-in", {"email": address, "password": make.PASSWORD}).status_code == 422
    item = visitor.be(Role.SPONSOR).get(f"/assessments/{open_}/items/{ITEM}")
    assert "Former colleague" in item.text
    assert "Still true" in item.text


# Everything that is held


@pytest.fixture
def told(visitor, lite, settings):
    """A contributor of whom something of every kind is held, and the secrets among it."""
    number, open_ = visitor.world.people[Role.CONTRIBUTOR], visitor.world.open
    secrets = secured(lite, settings, number)
    visitor.be(number)
    visitor.post(f"/assessments/{open_}/items/{ITEM}", {"level": "2", "note": "We meet monthly", "version": "0"})
    with lite.writing() as session:
        session.add(
            models.Evidence(
                assessment_id=open_, item_id=ITEM, title="Minutes of May", grade="E1", dated_on=date(2026, 5, 1),
                no_personal_details=True, added_at=make.NOON, added_by_id=number, file_token="token-of-the-file",
                file_name="minutes.pdf", file_size=10,
            )
        )  # fmt: skip
        session.add(
            models.Rating(
                assessment_id=open_, item_id=ITEM, person_id=number, level=1, source="Quick check", at=make.NOON
            )
        )
        session.commit()
    return number, secrets


def test_everything_that_is_held_comes_as_a_file_for_whom_it_is_about(visitor, told, lite):
    number, _ = told
    answer = visitor.post("/account/data", seen="/account/")
    assert answer.mimetype == "application/json"
    assert answer.headers["Content-Disposition"].startswith("attachment;")
    assert answer.headers["Cache-Control"] == "no-store"
    found = json.loads(answer.text)
    assert found["person"]["name"] == "Robin Ash"
    assert found["person"]["email"] == "robin-ash.contributor.lighthouse@example.org"
    assert found["roles"] == [{"role": "contributor", "organisation": "Lighthouse"}]
    assert [(one["item_id"], one["level"], one["note"]) for one in found["answers"]] == [(ITEM, 2, "We meet monthly")]
    assert [one["note_after"] for one in found["changes_of_answers"]] == ["We meet monthly"]
    assert [one["title"] for one in found["evidence"]] == ["Minutes of May"]
    assert [one["level"] for one in found["own_views"]] == [1]
    assert [one["name"] for one in found["passkeys"]] == ["Blue key"]
    assert [one["purpose"] for one in found["letters"]] == ["reset"]
    assert "192.0.2.77" in [one["address"] for one in found["sign_ins"]]
    done = [one["details"].get("done") for one in found["record_of_what_happened"]]
    assert {"person added", "role given", "signed in", "answer saved"} <= set(done)
    with lite.reading() as session:
        last = session.query(models.AuditEntry).order_by(models.AuditEntry.number.desc()).first()
        assert (last.kind.value, last.subject) == ("export", f"person {number}")


def test_what_others_did_and_hold_is_not_in_the_file(visitor, told):
    visitor.be(visitor.world.second_contributor)
    text = visitor.post("/account/data", seen="/account/").text
    assert "We meet monthly" not in text
    assert "robin-ash" not in text


def test_the_file_holds_nothing_that_lets_somebody_in(visitor, told):
    _, secrets = told
    text = visitor.post("/account/data", seen="/account/").text
    for what, secret in secrets.items():
        assert secret not in text, what
    for name in ("password_hash", "authenticator_sealed", "digest", "public_key", "credential_id", "salt"):
        assert f'"{name}"' not in text


def test_the_file_holds_no_digest_at_all_and_no_name_of_a_kept_file(visitor, told):
    text = visitor.post("/account/data", seen="/account/").text
    assert set(re.findall(r'"(\w+)": "[0-9a-f]{64}"', text)) == set()
    assert "token-of-the-file" not in text


def test_the_administrator_gives_somebody_their_file_and_that_is_recorded(visitor, told, lite):
    number, _ = told
    visitor.be(Role.ADMINISTRATOR)
    answer = visitor.post(f"/people/{number}/data")
    assert json.loads(answer.text)["person"]["id"] == number
    with lite.reading() as session:
        last = session.query(models.AuditEntry).order_by(models.AuditEntry.number.desc()).first()
        assert (last.kind.value, last.subject) == ("export", f"person {number}")
        assert last.person_id == visitor.world.people[Role.ADMINISTRATOR]


def test_a_forged_request_for_the_file_gives_nothing(visitor, told):
    answer = visitor.client.post("/account/data", data={"csrf_token": "forged"})
    assert answer.status_code == 302


def test_an_invitation_that_ran_out_is_not_shown_as_open(lead, lite, monkeypatch):
    lead.post(OURS, NEW)
    number = person_called(lite, NEW["email"]).id
    with lite.writing() as session:
        for link in session.query(models.MailedLink).filter_by(person_id=number):
            link.expires_at = link.sent_at - timedelta(seconds=1)
        session.commit()
    assert "None is open." in lead.get(f"{OURS}{number}").text
