"""Signing in with a passkey, and proofs that do not hold."""

from __future__ import annotations

import pytest

from assessment.domain.people.permissions import Role
from assessment.store import models
from tests.web.getting_in import MALFORMED, add, asked, cookie_of, hidden, is_signed_in, plain_text, refused, sign_in
from tests.web.soft_key import SoftKey

pytestmark = pytest.mark.usefixtures("moment")


def test_a_passkey_signs_in_and_counts_as_strong(visitor, people, passkey):
    answer = visitor.post("/sign-in/passkey", {"answer": passkey.proof(asked(visitor)), "next": "/about"})
    assert answer.location == "/about"
    assert people.sign_ins()[-1].strong
    shown = visitor.get("/account/").text
    assert "Work laptop" in shown
    assert "last used" in shown
    assert "A passkey was added" in plain_text(people.letters()[-1])


def test_a_passkey_is_enough_for_a_role_of_the_area(visitor, people):
    sign_in(visitor, people.address(Role.PROJECT_LEAD))
    key = SoftKey()
    add(visitor, key)
    assert visitor.get("/status").status_code == 200
    visitor.post("/sign-out")
    visitor.post("/sign-in/passkey", {"answer": key.proof(asked(visitor))})
    assert visitor.get("/status").status_code == 200


def test_the_passkey_of_somebody_who_has_left_signs_nobody_in(visitor, passkey, lite):
    with lite.writing() as session:
        session.get(models.Person, visitor.world.people[Role.SPONSOR]).active = False
        session.commit()
    assert refused(visitor.post("/sign-in/passkey", {"answer": passkey.proof(asked(visitor))}))


WRONG_PROOFS = {
    "from another site": {"origin": "https://evil.example"},
    "without a finger or a code": {"flags": 0x01},
    "without anybody there": {"flags": 0x04},
    "of a copy that was used less often": {"count": -1},
}


@pytest.mark.parametrize("how", WRONG_PROOFS)
def test_a_proof_that_does_not_hold_is_refused(visitor, passkey, how):
    assert visitor.post("/sign-in/passkey", {"answer": passkey.proof(asked(visitor))}).location == "/home"
    visitor.post("/sign-out")
    assert refused(visitor.post("/sign-in/passkey", {"answer": passkey.proof(asked(visitor), **WRONG_PROOFS[how])}))
    assert not is_signed_in(visitor)


def test_a_forged_signature_is_refused(visitor, passkey):
    forger = SoftKey()
    forger.id, forger.count = passkey.id, 5
    assert refused(visitor.post("/sign-in/passkey", {"answer": forger.proof(asked(visitor))}))
    assert not is_signed_in(visitor)


def test_the_answer_to_an_earlier_question_is_refused(visitor, passkey):
    answer = passkey.proof(asked(visitor))
    asked(visitor)
    assert refused(visitor.post("/sign-in/passkey", {"answer": answer}))


def test_the_answer_to_somebody_elses_question_is_refused(visitor, elsewhere, passkey):
    asked(elsewhere)
    assert refused(elsewhere.post("/sign-in/passkey", {"answer": passkey.proof(asked(visitor))}))


def test_an_answer_sent_twice_with_a_copied_cookie_is_refused(visitor, elsewhere, passkey):
    good = {"answer": passkey.proof(asked(visitor)), "csrf_token": hidden(visitor.get("/sign-in"), "csrf_token")}
    copied = cookie_of(visitor)
    assert visitor.client.post("/sign-in/passkey", data=good).location == "/home"
    elsewhere.client.set_cookie("fourfold", copied)
    assert refused(elsewhere.client.post("/sign-in/passkey", data=good))
    assert not is_signed_in(elsewhere)


def test_a_question_is_answered_once_even_if_the_answer_was_wrong(visitor, passkey):
    options = asked(visitor)
    copied = cookie_of(visitor)
    assert refused(visitor.post("/sign-in/passkey", {"answer": "{}"}))
    visitor.client.set_cookie("fourfold", copied)
    assert refused(visitor.post("/sign-in/passkey", {"answer": passkey.proof(options)}))


def test_an_answer_after_five_minutes_is_too_late(visitor, passkey, moment):
    options = asked(visitor)
    moment.passes(seconds=301)
    assert refused(visitor.post("/sign-in/passkey", {"answer": passkey.proof(options)}))


def test_a_question_for_one_purpose_does_not_do_for_another(visitor, people, passkey):
    sign_in(visitor, people.address())
    options = visitor.post("/account/passkeys/question").json
    answer = passkey.proof({"rpId": "localhost", "challenge": options["challenge"]})
    assert refused(visitor.post("/sign-in/passkey", {"answer": answer}))


@pytest.mark.parametrize("question", [True, False], ids=["after a question", "without a question"])
@pytest.mark.parametrize("how", MALFORMED)
def test_an_answer_that_is_none_is_refused_at_signing_in(visitor, how, question):
    if question:
        asked(visitor)
    assert refused(visitor.post("/sign-in/passkey", {"answer": MALFORMED[how]}))


def test_without_a_form_token_no_passkey_signs_in(visitor, passkey):
    answer = passkey.proof(asked(visitor))
    assert visitor.client.post("/sign-in/passkey", data={"answer": answer}).status_code == 422
    assert not is_signed_in(visitor)


def test_a_refused_passkey_keeps_where_somebody_was_going(visitor):
    answer = visitor.post("/sign-in/passkey", {"answer": "{}", "next": "/about"})
    assert hidden(answer, "next") == "/about"


def test_questions_are_answered_by_nobodys_cache(visitor):
    answer = visitor.post("/sign-in/passkey-question")
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.json["userVerification"] == "required"
    assert not answer.json.get("allowCredentials")
