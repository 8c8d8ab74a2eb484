"""A form that is sent twice acts once, whatever it adds."""

from __future__ import annotations

import re

import pytest
from sqlalchemy import func, select

from assessment.domain.people.permissions import Role
from assessment.store import models
from tests.web.questionnaire.answering import EVIDENCE


def fields(visitor, page: str) -> dict[str, str]:
    """The token and the key that a page carries in its forms."""
    text = visitor.get(page).text
    return {name: re.search(rf'name="{name}" value="([^"]+)"', text).group(1) for name in ("csrf_token", "form_key")}


def send(visitor, page: str, path: str, data: dict) -> list:
    """What a form says that is sent twice, as a browser does after a double click or Back."""
    typed = fields(visitor, page) | data
    return [visitor.client.post(path, data=typed) for _ in range(2)]


def count(lite, model) -> int:
    with lite.reading() as session:
        return session.scalar(select(func.count()).select_from(model))


ADDITIONS = {
    "organisation": (
        Role.PROJECT_LEAD, models.Organisation, "/organisations/new", "/organisations/new",
        {"name": "Vale Homes", "reference": "vale-homes", "sector": "charity", "size": "50-249"},
    ),
    "partnership": (
        Role.PROJECT_LEAD, models.Partnership, "/partnerships/", "/partnerships/",
        {"name": "North", "reference": "north"},
    ),
    "request": (
        Role.PROJECT_LEAD, models.Request, "/partnerships/west", "/partnerships/west/requests",
        {"organisation": "harbour", "reason": "We work together"},
    ),
    "decision": (
        Role.SPONSOR, models.Decision, "/organisations/lighthouse/consent/", "/organisations/lighthouse/consent/",
        {"standing": "named", "starts_on": "2026-11-01", "decided_by": "The board"},
    ),
    "invitation": (
        Role.ORGANISATION_LEAD, models.MailedLink, "/organisations/lighthouse/people/",
        "/organisations/lighthouse/people/",
        {"name": "Jo Carter", "email": "jo@example.org", "role": "contributor"},
    ),
    "invitation to the area": (
        Role.ADMINISTRATOR, models.MailedLink, "/people/", "/people/",
        {"name": "Jo Carter", "email": "jo@example.org", "role": "adviser", "place": ""},
    ),
}  # fmt: skip


@pytest.mark.parametrize("kind", ADDITIONS)
def test_every_addition_happens_once_and_leads_to_the_same_page(visitor, lite, kind):
    with lite.writing() as session:
        session.add(models.Partnership(reference="west", name="West"))
        session.commit()
    role, model, page, path, data = ADDITIONS[kind]
    visitor.be(role)
    before, typed = count(lite, model), fields(visitor, page) | data
    first = visitor.client.post(path, data=typed)
    assert first.status_code == 302, re.findall(r'-error"[^>]*>(.*?)</p>', first.text)
    records = count(lite, models.AuditEntry)
    second = visitor.client.post(path, data=typed)
    assert (second.status_code, second.location) == (302, first.location)
    assert (count(lite, model), count(lite, models.AuditEntry)) == (before + 1, records)
    assert "We saved it once" in visitor.get(second.location).text


def test_evidence_is_added_once_after_back_and_other_words_are_another_form(visitor, lite):
    visitor.be(Role.CONTRIBUTOR)
    path = f"/assessments/{visitor.world.open}/items/RL-GOV-1"
    typed = fields(visitor, path) | EVIDENCE | {"version": "0", "level": "2", "action": "evidence"}
    for _ in range(3):
        assert visitor.client.post(path, data=typed).status_code == 302
    assert count(lite, models.Evidence) == 1
    fresh = fields(visitor, path) | EVIDENCE | {"version": "1", "level": "2", "action": "evidence", "note": "More"}
    assert visitor.client.post(path, data=fresh).status_code == 302
    assert count(lite, models.Evidence) == 1
    changed = fresh | {"title": "Minutes of April", "version": "2"}
    assert visitor.client.post(path, data=changed).status_code == 302
    assert count(lite, models.Evidence) == 2


def test_what_ends_something_may_be_sent_twice_as_well(visitor, lite):
    visitor.be(Role.CONTRIBUTOR)
    path = f"/assessments/{visitor.world.open}/items/RL-GOV-1"
    visitor.client.post(path, data=fields(visitor, path) | EVIDENCE | {"version": "0", "action": "evidence"})
    first, second = send(visitor, f"{path}/evidence/1/remove", f"{path}/evidence/1/remove", {})
    assert (first.status_code, second.status_code, first.location) == (302, 302, second.location)


def test_a_form_that_was_refused_may_be_sent_again(visitor, lite):
    visitor.be(Role.PROJECT_LEAD)
    first, second = send(visitor, "/partnerships/", "/partnerships/", {"name": "North", "reference": "no good"})
    assert (first.status_code, second.status_code) == (422, 422)


def test_a_file_that_a_form_gives_may_be_asked_for_again(visitor):
    visitor.be(Role.ADMINISTRATOR)
    page = "/organisations/lighthouse/information-request/"
    assert [one.status_code for one in send(visitor, page, page, {})] == [200, 200]


def test_marks_of_forms_are_of_one_person_only(visitor, lite):
    visitor.be(Role.PROJECT_LEAD)
    send(visitor, "/partnerships/", "/partnerships/", {"name": "North", "reference": "north"})
    with lite.reading() as session:
        (mark,) = session.scalars(select(models.FormKey))
        assert len(mark.mark) == 64
        assert mark.led_to == "/partnerships/north"


def test_every_form_of_a_page_carries_the_key(visitor):
    visitor.be(Role.ORGANISATION_LEAD)
    for page in ("/organisations/lighthouse/people/", f"/assessments/{visitor.world.open}/items/RL-GOV-1"):
        forms = [one for one in visitor.soup(page).find("main").find_all("form") if one.get("method") == "post"]
        assert forms
        assert all(one.find("input", attrs={"name": "form_key"}) for one in forms)
