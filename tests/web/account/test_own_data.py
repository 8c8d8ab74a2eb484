"""Everything that is held about somebody, as a file."""

from __future__ import annotations

import json
import re
from datetime import date

import pytest

from assessment.domain.people.permissions import Role
from assessment.store import models
from tests import factories as make
from tests.web.people.records import ITEM, secured


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
