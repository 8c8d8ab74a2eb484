"""Passkeys (WebAuthn): what the browser is asked, and whether what it answers is right."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import webauthn
from webauthn.helpers import base64url_to_bytes, bytes_to_base64url
from webauthn.helpers.structs import (
    AuthenticatorSelectionCriteria,
    PublicKeyCredentialDescriptor,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

if TYPE_CHECKING:
    from collections.abc import Iterable


# The library takes apart what strangers send, and fails in more ways than it names; each of them proves nothing.
class PasskeyWrong(Exception):  # noqa: N818 - named for what happened
    """What the browser answered does not prove anything."""


@dataclass(frozen=True, slots=True)
class Site:
    """The site for which passkeys hold: its host name, and its address as browsers give it."""

    host: str
    origin: str


@dataclass(frozen=True, slots=True)
class Key:
    """What is kept of a passkey; id and public key in base64url."""

    credential_id: str
    public_key: str
    sign_count: int


def new_challenge() -> str:
    """A random challenge in base64url, to be answered once."""
    return bytes_to_base64url(webauthn.helpers.generate_challenge())


def registration_options(site: Site, *, handle: str, name: str, challenge: str, known: Iterable[str]) -> str:
    """What the browser is asked for in order to make a passkey, as JSON."""
    options = webauthn.generate_registration_options(
        rp_id=site.host,
        rp_name="Fourfold",
        user_id=handle.encode(),
        user_name=name,
        challenge=base64url_to_bytes(challenge),
        exclude_credentials=[PublicKeyCredentialDescriptor(id=base64url_to_bytes(one)) for one in known],
        authenticator_selection=AuthenticatorSelectionCriteria(
            resident_key=ResidentKeyRequirement.REQUIRED, user_verification=UserVerificationRequirement.REQUIRED
        ),
    )
    return webauthn.options_to_json(options)


def registered(site: Site, *, answer: str, challenge: str) -> Key:
    """The passkey that the browser made; raises PasskeyWrong."""
    try:
        found = webauthn.verify_registration_response(
            credential=answer,
            expected_challenge=base64url_to_bytes(challenge),
            expected_rp_id=site.host,
            expected_origin=site.origin,
            require_user_verification=True,
        )
    except Exception as wrong:
        raise PasskeyWrong from wrong
    return Key(
        bytes_to_base64url(found.credential_id), bytes_to_base64url(found.credential_public_key), found.sign_count
    )


def sign_in_options(site: Site, *, challenge: str) -> str:
    """What the browser is asked for in order to sign in with whichever passkey it has, as JSON."""
    return webauthn.options_to_json(
        webauthn.generate_authentication_options(
            rp_id=site.host,
            challenge=base64url_to_bytes(challenge),
            user_verification=UserVerificationRequirement.REQUIRED,
        )
    )


def credential_of(answer: str) -> str:
    """The id of the passkey that an answer claims to be of; raises PasskeyWrong."""
    try:
        found = webauthn.helpers.parse_authentication_credential_json(answer)
    except Exception as wrong:
        raise PasskeyWrong from wrong
    if found.id != bytes_to_base64url(found.raw_id):
        raise PasskeyWrong
    return found.id


def proven(site: Site, key: Key, *, answer: str, challenge: str) -> int:
    """The new count of signatures, if an answer proves that somebody holds this passkey; raises PasskeyWrong."""
    try:
        found = webauthn.verify_authentication_response(
            credential=answer,
            expected_challenge=base64url_to_bytes(challenge),
            expected_rp_id=site.host,
            expected_origin=site.origin,
            credential_public_key=base64url_to_bytes(key.public_key),
            credential_current_sign_count=key.sign_count,
            require_user_verification=True,
        )
    except Exception as wrong:
        raise PasskeyWrong from wrong
    return found.new_sign_count
