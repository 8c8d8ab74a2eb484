"""Answers of passkeys that prove nothing."""

from __future__ import annotations

import base64
import json
import re
from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessment.credentials import passkeys

SITE = passkeys.Site("fourfold.example.org", "https://fourfold.example.org")
KEY = passkeys.Key("AAAA", "AAAA", 0)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=10,
)
PART = st.text() | st.binary().map(lambda data: base64.urlsafe_b64encode(data).decode().rstrip("=")) | JSON
ANSWER = st.fixed_dictionaries(
    {
        "id": PART,
        "rawId": PART,
        "type": st.just("public-key") | JSON,
        "response": st.fixed_dictionaries(
            {"clientDataJSON": PART, "authenticatorData": PART, "signature": PART, "attestationObject": PART},
            optional={"userHandle": PART, "transports": JSON},
        )
        | JSON,
    },
    optional={"authenticatorAttachment": JSON},
)


def refuse(answer: str) -> None:
    """Nothing but PasskeyWrong comes of an answer that proves nothing."""
    challenge = passkeys.new_challenge()
    with pytest.raises(passkeys.PasskeyWrong):
        passkeys.registered(SITE, answer=answer, challenge=challenge)
    with pytest.raises(passkeys.PasskeyWrong):
        passkeys.proven(SITE, KEY, answer=answer, challenge=challenge)


def claimed(answer: str) -> str | None:
    """The id that an answer claims, if it can be read at all."""
    try:
        return passkeys.credential_of(answer)
    except passkeys.PasskeyWrong:
        return None


@given(st.text())
def test_any_text_as_an_answer_is_refused(answer):
    refuse(answer)
    assert claimed(answer) is None


@given(JSON)
def test_any_json_as_an_answer_is_refused(answer):
    refuse(json.dumps(answer))
    assert claimed(json.dumps(answer)) is None


@given(ANSWER)
def test_an_answer_of_the_right_shape_is_refused_if_it_proves_nothing(answer):
    refuse(json.dumps(answer))
    name = claimed(json.dumps(answer))
    assert name is None or isinstance(name, str)


@pytest.mark.parametrize("answer", ["[" * 20000, '{"a":' * 4000, '{"response":' + "[" * 15000], ids=len)
def test_deep_nesting_is_refused(answer):
    refuse(answer)
    assert claimed(answer) is None


@pytest.mark.parametrize("name", ["\ud800", "\x00", "ä"], ids=ascii)
def test_an_id_that_is_no_base64url_is_refused(name):
    """It goes to the database, and not every database takes every text."""
    response = {"clientDataJSON": "AAAA", "authenticatorData": "AAAA", "signature": "AAAA"}
    answer = json.dumps({"id": name, "rawId": "AAAA", "type": "public-key", "response": response})
    assert claimed(answer) is None


@given(st.binary(), st.integers(0, 2**32 - 1))
def test_a_key_that_is_none_proves_nothing(public_key, count):
    challenge = passkeys.new_challenge()
    client = json.dumps({"type": "webauthn.get", "challenge": challenge, "origin": SITE.origin}).encode()
    data = sha256(SITE.host.encode()).digest() + b"\x05" + count.to_bytes(4, "big")
    response = {
        name: base64.urlsafe_b64encode(part).decode()
        for name, part in {"clientDataJSON": client, "authenticatorData": data, "signature": b"x"}.items()
    }
    answer = json.dumps({"id": "AAAA", "rawId": "AAAA", "type": "public-key", "response": response})
    kept = passkeys.Key("AAAA", base64.urlsafe_b64encode(public_key).decode(), 0)
    with pytest.raises(passkeys.PasskeyWrong):
        passkeys.proven(SITE, kept, answer=answer, challenge=challenge)


def test_challenges_are_long_and_differ():
    made = {passkeys.new_challenge() for _ in range(50)}
    assert len(made) == 50
    assert all(re.fullmatch(r"[A-Za-z0-9_-]{22,}", challenge) for challenge in made)


def test_options_ask_for_a_passkey_that_knows_its_user_and_leave_out_those_there_are():
    challenge = passkeys.new_challenge()
    asked = passkeys.registration_options(
        SITE, handle="h", name="robin@example.org", challenge=challenge, known=["AAAA"]
    )
    options = json.loads(asked)
    assert options["challenge"] == challenge
    assert options["rp"]["id"] == SITE.host
    assert options["excludeCredentials"][0]["id"] == "AAAA"
    assert options["authenticatorSelection"]["userVerification"] == "required"
    assert options["authenticatorSelection"]["residentKey"] == "required"
