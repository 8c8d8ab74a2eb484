"""A passkey made of software."""

from __future__ import annotations

import json
import secrets
from base64 import urlsafe_b64encode
from hashlib import sha256

import cbor2
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256


def base64url(data: bytes) -> str:
    return urlsafe_b64encode(data).rstrip(b"=").decode()


class SoftKey:
    """A passkey made of nothing but a private key, to be a browser's counterpart."""

    def __init__(self) -> None:
        self.private = ec.generate_private_key(ec.SECP256R1())
        self.id = secrets.token_bytes(16)
        self.count = 0

    def made(self, options: dict, *, fmt: str = "none", statement: object = None) -> str:
        """What a browser answers when it is asked to make a passkey."""
        point = self.private.public_key().public_numbers()
        public = cbor2.dumps({1: 2, 3: -7, -1: 1, -2: point.x.to_bytes(32, "big"), -3: point.y.to_bytes(32, "big")})
        told = bytes(16) + len(self.id).to_bytes(2, "big") + self.id + public
        data = self._data(options["rp"]["id"], 0x45) + told
        attestation = cbor2.dumps({"fmt": fmt, "attStmt": statement or {}, "authData": data})
        client = self._client("webauthn.create", options["challenge"])
        return self._answer(clientDataJSON=client, attestationObject=attestation)

    def proof(self, options: dict, *, origin: str = "http://localhost", flags: int = 0x05, count: int = 1) -> str:
        """What a browser answers when it is asked to prove that it has the passkey."""
        self.count += count
        data = self._data(options["rpId"], flags)
        client = self._client("webauthn.get", options["challenge"], origin)
        signature = self.private.sign(data + sha256(client).digest(), ec.ECDSA(SHA256()))
        return self._answer(clientDataJSON=client, authenticatorData=data, signature=signature)

    def _data(self, host: str, flags: int) -> bytes:
        return sha256(host.encode()).digest() + bytes([flags]) + self.count.to_bytes(4, "big")

    def _client(self, kind: str, challenge: str, origin: str = "http://localhost") -> bytes:
        return json.dumps({"type": kind, "challenge": challenge, "origin": origin}).encode()

    def _answer(self, **response: bytes) -> str:
        parts = {name: base64url(value) for name, value in response.items()}
        name = base64url(self.id)
        return json.dumps({"id": name, "rawId": name, "type": "public-key", "response": parts})
