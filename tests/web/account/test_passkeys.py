"""Passkeys of one's own: made and removed."""

from __future__ import annotations

import pytest

from assessment.domain.people.permissions import Role
from assessment.store import models
from tests.web.getting_in import MALFORMED, add, asked, cookie_of, plain_text, refused, sign_in
from tests.web.soft_key import SoftKey

pytestmark = pytest.mark.usefixtures("moment")


def test_a_password_alone_changes_nothing_where_there_is_a_passkey(visitor, people, passkey, lite):
    sign_in(visitor, people.address())
    with lite.reading() as session:
        number = session.query(models.Passkey).one().id
    assert visitor.post(f"/account/passkeys/{number}/remove").location.startswith("/sign-in")
    assert visitor.get("/account/app/").location.startswith("/sign-in")
    assert visitor.get("/account/passkeys").location.startswith("/sign-in")
    with lite.reading() as session:
        assert session.query(models.Passkey).count() == 1


def test_a_passkey_that_was_removed_signs_nobody_in(visitor, people, passkey, lite):
    visitor.post("/sign-in/passkey", {"answer": passkey.proof(asked(visitor))})
    with lite.reading() as session:
        number = session.query(models.Passkey).one().id
    visitor.post(f"/account/passkeys/{number}/remove")
    assert "A passkey was removed" in plain_text(people.letters()[-1])
    visitor.post("/sign-out")
    assert refused(visitor.post("/sign-in/passkey", {"answer": passkey.proof(asked(visitor))}))


def test_nobody_removes_somebody_elses_passkey(visitor, people, passkey, lite):
    sign_in(visitor, people.address(Role.CONTRIBUTOR))
    with lite.reading() as session:
        number = session.query(models.Passkey).one().id
    visitor.post(f"/account/passkeys/{number}/remove")
    visitor.post("/sign-out")
    assert visitor.post("/sign-in/passkey", {"answer": passkey.proof(asked(visitor))}).location == "/home"


def test_a_question_about_a_new_passkey_is_answered_once_even_if_the_answer_was_wrong(visitor, people):
    sign_in(visitor, people.address())
    options, key = visitor.post("/account/passkeys/question").json, SoftKey()
    copied = cookie_of(visitor)
    assert refused(visitor.post("/account/passkeys", {"answer": "{}"}))
    visitor.client.set_cookie("fourfold", copied)
    assert refused(visitor.post("/account/passkeys", {"answer": key.made(options)}))


@pytest.mark.parametrize("question", [True, False], ids=["after a question", "without a question"])
@pytest.mark.parametrize("how", MALFORMED)
def test_an_answer_that_is_none_makes_no_passkey(visitor, people, how, question):
    sign_in(visitor, people.address())
    if question:
        visitor.post("/account/passkeys/question")
    answer = visitor.post("/account/passkeys", {"answer": MALFORMED[how], "name": "x"})
    assert answer.status_code == 422
    assert "None" in visitor.get("/account/").text


ATTESTATIONS = {
    "an unknown format": ("made-up", {}),
    "packed without a signature": ("packed", {}),
    "packed with a certificate that is none": ("packed", {"alg": -7, "sig": b"x", "x5c": [b"x"]}),
    "packed with numbers": ("packed", {"alg": -7, "sig": 5, "x5c": 5}),
    "none with a statement": ("none", {"sig": b"x"}),
    "a statement of another kind": ("none", 5),
    "safetynet with a number": ("android-safetynet", {"ver": "1", "response": 5}),
    "safetynet with a list": ("android-safetynet", {"ver": "1", "response": b"W10.W10.W10"}),
    "tpm with rubbish": ("tpm", {"ver": "2.0", "alg": -7, "sig": b"x", "x5c": [b"x"], "certInfo": b"", "pubArea": b""}),
    "apple with nothing": ("apple", {"x5c": []}),
    "u2f with two": ("fido-u2f", {"sig": b"x", "x5c": [b"x", b"y"]}),
    "android key with numbers": ("android-key", {"alg": -7, "sig": 5, "x5c": [5]}),
}


@pytest.mark.parametrize("how", ATTESTATIONS)
def test_an_attestation_that_does_not_hold_makes_no_passkey(visitor, people, how):
    sign_in(visitor, people.address())
    fmt, statement = ATTESTATIONS[how]
    assert add(visitor, SoftKey(), fmt=fmt, statement=statement).status_code == 422


def test_a_passkey_that_is_known_already_is_not_kept_again(visitor, people, passkey):
    """What a browser says of itself is not proven, so this may also be an attempt on somebody else's passkey."""
    sign_in(visitor, people.address(Role.CONTRIBUTOR))
    assert add(visitor, passkey).status_code == 422
    visitor.post("/sign-out")
    visitor.post("/sign-in/passkey", {"answer": passkey.proof(asked(visitor))})
    assert people.sign_ins()
