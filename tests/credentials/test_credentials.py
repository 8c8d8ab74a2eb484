"""Passwords, tokens, authenticator codes and passkeys, without an application around them."""

from __future__ import annotations

import base64
import json
import re
from datetime import UTC, datetime, timedelta
from hashlib import sha256

import pyotp
import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessment.credentials import authenticator, passkeys, passwords, tokens
from assessment.domain.people.accounts import MOST_CHARACTERS, wait

ROBIN = ("Robin Ash", "robin.ash@lanternhouse.example.org")
RFC_SECRET = base64.b32encode(b"12345678901234567890").decode()
NOW = datetime(2026, 11, 24, 12, 0, 10, tzinfo=UTC)
SITE = passkeys.Site("fourfold.example.org", "https://fourfold.example.org")
KEY = passkeys.Key("AAAA", "AAAA", 0)
LONG_COMMON = sorted(word for word in passwords.common() if len(word) >= 10)
STEP = timedelta(seconds=authenticator.STEP_SECONDS)


# Passwords


@pytest.mark.parametrize(
    "password",
    [
        "qwertyuiop",
        "1234567890",
        "Sunshine11",
        "PASSWORD14",
        "sunshine2024!",
        "!!!!sunshine!!!!",
        "2026 football 2026",
        "Password1234567890",
        "P4ssw0rd!!!!",
        "Pa$$w0rd2024",
        "f00tball2026",
        "1l0vey0u!!!!",
        "K1ngfi$her",
        "sunshine\u0660\u0661\u0662",
    ],
)
def test_passwords_that_are_tried_first_are_refused_however_they_are_decorated(password):
    assert "tried first" in passwords.problem(password, about=ROBIN)


def test_every_common_password_is_refused_in_small_letters_and_in_capitals():
    for password in LONG_COMMON:
        assert passwords.problem(password, about=()), password
        assert passwords.problem(password.upper(), about=()), password


def test_a_common_password_is_no_better_with_a_sign_at_its_end():
    better = [word for word in LONG_COMMON if len(word) < 200 and passwords.problem(f"{word}!", about=()) is None]
    assert better == []


def test_the_list_holds_lower_case_words_only_since_it_is_compared_with_such():
    assert len(passwords.common()) > 10_000
    assert [word for word in passwords.common() if word != word.casefold() or word != word.strip()] == []


@pytest.mark.parametrize(
    "password",
    [
        "Robin Ash!!",
        "robinash99",
        "R0binA5h2026",
        "robin ash 1980",
        "ROBIN.ASH@lanternhouse.example.org",
        "robin.ash1",
        "lanternhouse",
        "Lanternhouse2026!",
        "fourfold2026",
        "F0urf0ld!!",
        "Trauma-Informed",
        "selfassessment1",
    ],
)
def test_ones_own_name_address_or_the_service_make_no_password(password):
    assert "too close to your name" in passwords.problem(password, about=ROBIN)


@pytest.mark.parametrize(
    "password",
    [
        "heron over the weir",
        "robin sings at dawn",
        "the lighthouse keeps turning",
        "drei leise Lämpchen",
        "雨の日の灯台と小さな舟",
        "😀🦊🌊🏔🚲🍋🎻🧵🪁🗝",
        "correct-horse-battery",
        "Ab1 Ab2 Ab3",
        " spaces count too ",
        "heron weir" * 20,
    ],
)
def test_long_words_of_ones_own_are_taken_without_rules_on_signs(password):
    assert passwords.problem(password, about=ROBIN) is None


@pytest.mark.parametrize(
    ("password", "message"),
    [
        ("", "10 characters or more"),
        ("nine char", "10 characters or more"),
        ("heron weir" * 20 + "x", "200 characters or fewer"),
        ("x" * 100_000, "200 characters or fewer"),
        ("aaaaaaaaaa", "repeats too few"),
        ("AaAaAaAaBbBb", "repeats too few"),
    ],
)
def test_what_is_too_short_too_long_or_repeats_is_said(password, message):
    assert message in passwords.problem(password, about=())


@given(st.text(min_size=10, max_size=MOST_CHARACTERS))
def test_any_text_is_taken_or_refused_with_a_sentence(password):
    said = passwords.problem(password, about=ROBIN)
    assert said is None or said.startswith("Password ")


@given(st.text(min_size=10, max_size=MOST_CHARACTERS), st.lists(st.text(max_size=50), max_size=3))
def test_any_name_and_address_can_be_compared_with(password, about):
    said = passwords.problem(password, about=about)
    assert said is None or said.startswith("Password ")


@given(st.text(max_size=MOST_CHARACTERS))
def test_a_password_matches_what_is_kept_of_it_and_nothing_else_does(password):
    kept = passwords.hashed(password)
    assert password not in kept or len(password) < 10
    assert passwords.matches(kept, password)
    assert not passwords.matches(kept, password + "x")
    assert not passwords.matches(None, password)
    assert not passwords.matches("no hash", password)


def test_the_same_password_is_kept_differently_each_time():
    assert passwords.hashed("heron over the weir") != passwords.hashed("heron over the weir")


def test_the_wait_doubles_up_to_the_longest():
    longest = timedelta(minutes=5)
    waits = [wait([NOW] * failures, free=5, longest=longest).total_seconds() for failures in range(20)]
    assert waits[:5] == [0] * 5
    assert waits[5:10] == [1, 2, 4, 8, 16]
    assert max(waits) == waits[-1] == 300
    assert wait([NOW] * 100_000, free=5, longest=longest) == longest


# Tokens


def test_tokens_fit_an_address_and_differ():
    made = {tokens.new_token() for _ in range(100)}
    assert len(made) == 100
    assert all(re.fullmatch(r"[A-Za-z0-9_-]{43}", token) for token in made)


def test_a_digest_tells_nothing_and_is_the_same_each_time():
    token = tokens.new_token()
    assert tokens.digest(token) == tokens.digest(token) != tokens.digest(tokens.new_token())
    assert re.fullmatch(r"[0-9a-f]{64}", tokens.digest(token))
    assert token not in tokens.digest(token)


def test_recovery_codes_hold_no_letters_that_are_taken_for_one_another():
    codes = tokens.new_recovery_codes()
    assert len(set(codes)) == 10
    assert all(re.fullmatch(r"[a-hj-km-np-z2-9]{5}(-[a-hj-km-np-z2-9]{5}){5}", code) for code in codes)


@given(st.sampled_from(["", " ", "-", "  -  ", "\t", ".", "–"]), st.booleans())
def test_a_recovery_code_is_tidied_to_what_was_handed_out(between, capitals):
    (code,) = tokens.new_recovery_codes(1)
    typed = code.replace("-", between)
    assert tokens.tidied(f" {typed.upper() if capitals else typed} ") == code


@given(st.text())
def test_anything_can_be_tidied(typed):
    tokens.digest(tokens.tidied(typed))


# Authenticator codes


@pytest.mark.parametrize(
    ("seconds", "code"),
    [
        (59, "287082"),
        (1111111109, "081804"),
        (1111111111, "050471"),
        (1234567890, "005924"),
        (2000000000, "279037"),
        (20000000000, "353130"),
    ],
)
def test_codes_are_those_of_rfc_6238(seconds, code):
    """Appendix B, whose codes of eight digits end in these six."""
    at = datetime.fromtimestamp(seconds, UTC)
    assert authenticator.accepted_step(RFC_SECRET, code, at=at, after=None) == seconds // 30


@pytest.mark.parametrize(("steps", "taken"), [(-2, False), (-1, True), (0, True), (1, True), (2, False)])
def test_a_code_may_be_one_step_early_or_late(steps, taken):
    code = pyotp.TOTP(RFC_SECRET).at(int((NOW + steps * STEP).timestamp()))
    found = authenticator.accepted_step(RFC_SECRET, code, at=NOW, after=None)
    assert found == (int(NOW.timestamp()) // 30 + steps if taken else None)


def test_a_code_is_accepted_once_and_none_from_before_it():
    codes = {step: pyotp.TOTP(RFC_SECRET).at(int((NOW + step * STEP).timestamp())) for step in (-1, 0, 1)}
    used = authenticator.accepted_step(RFC_SECRET, codes[0], at=NOW, after=None)
    for step, taken in ((-1, False), (0, False), (1, True)):
        found = authenticator.accepted_step(RFC_SECRET, codes[step], at=NOW, after=used)
        assert (found is not None) is taken


def test_a_code_may_be_typed_with_a_space():
    code = pyotp.TOTP(RFC_SECRET).at(int(NOW.timestamp()))
    assert authenticator.accepted_step(RFC_SECRET, f" {code[:3]} {code[3:]} ", at=NOW, after=None)


@given(st.text().filter(lambda typed: not re.fullmatch(r"[ \d]*", typed)))
def test_what_is_no_code_is_not_accepted(typed):
    assert authenticator.accepted_step(RFC_SECRET, typed, at=NOW, after=None) is None


def test_digits_of_other_scripts_are_no_code():
    code = pyotp.TOTP(RFC_SECRET).at(int(NOW.timestamp()))
    arabic = code.translate({ord("0") + digit: 0x660 + digit for digit in range(10)})
    assert authenticator.accepted_step(RFC_SECRET, arabic, at=NOW, after=None) is None


def test_a_sealed_secret_opens_with_its_own_key_only():
    secret = authenticator.new_secret()
    kept = authenticator.sealed(secret, "one key")
    assert secret not in kept
    assert authenticator.opened(kept, "one key") == secret
    assert authenticator.opened(kept, "another key") is None
    assert authenticator.opened(kept[:-5] + "AAAA=", "one key") is None
    assert authenticator.sealed(secret, "one key") != kept


@given(st.text())
def test_what_we_did_not_seal_does_not_open(kept):
    assert authenticator.opened(kept, "one key") is None


def test_secrets_are_long_enough_and_differ():
    """RFC 4226, section 4: 160 bits are recommended."""
    made = {authenticator.new_secret() for _ in range(20)}
    assert len(made) == 20
    assert {len(base64.b32decode(secret)) for secret in made} == {20}


def test_the_picture_is_an_svg_of_an_address_that_names_the_account():
    address = authenticator.address(RFC_SECRET, "robin&ash@example.org")
    assert address.startswith("otpauth://totp/Fourfold:robin%26ash%40example.org?")
    assert f"secret={RFC_SECRET}" in address
    drawn = authenticator.picture(RFC_SECRET, '"><script>@example.org')
    assert drawn.startswith("<svg")
    assert "<script" not in drawn
    assert "style" not in drawn


# Passkeys

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
