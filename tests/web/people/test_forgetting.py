"""Forgetting people."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select

from assessment.domain.people.permissions import Role
from assessment.store import models
from tests import factories as make
from tests.web.people.records import ITEM, everything, leave, person_called, said_at, secured, with_password

if TYPE_CHECKING:
    from tests.world import Browser


def erase(browser: Browser, person_id: int, **more: str):
    return browser.post(f"/people/{person_id}/erase", {"sure": "y", **more})


@pytest.mark.parametrize(
    ("role", "message"),
    [(Role.CONTRIBUTOR, "This person still has a role"), (Role.ADMINISTRATOR, "You can’t erase your own data")],
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
