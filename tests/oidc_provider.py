"""A small OpenID Connect provider for tests: it signs in whoever is named, and misbehaves when told to."""

from __future__ import annotations

import argparse
import json
import logging
import re
import secrets
import signal
import sys
import threading
import time
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from authlib.common.urls import add_params_to_uri
from authlib.oauth2 import OAuth2Error
from authlib.oauth2.rfc6749 import InvalidClientError, InvalidGrantError, InvalidRequestError, UnsupportedGrantTypeError
from authlib.oauth2.rfc6750 import InvalidTokenError
from authlib.oauth2.rfc7636 import create_s256_code_challenge
from flask import Flask, Response, jsonify, redirect, render_template_string, request
from joserfc import jwt
from joserfc.jwk import RSAKey
from werkzeug.serving import make_server

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

FAULTS = ("wrong-nonce", "wrong-issuer", "wrong-audience", "expired", "bad-signature", "unverified")
CODE_LIFE = 60
TOKEN_LIFE = 600
KEY = {"kid": "test-key", "use": "sig", "alg": "RS256"}
ADA = {"ada": {"email": "ada@example.org", "email_verified": True, "name": "Ada Example"}}
PAGE = """<!doctype html><html lang="en-GB"><head><meta charset="utf-8"><title>Sign in</title></head>
<body><form method="post" action="{{ request.full_path }}">
<label for="subject">Who are you?</label> <input id="subject" name="subject" required autofocus>
<button type="submit">Sign in</button></form></body></html>"""


@dataclass(frozen=True, slots=True)
class Grant:
    """What one person has agreed to: first behind a code, then behind an access token."""

    subject: str
    nonce: str
    challenge: str
    made: float


@dataclass(frozen=True, slots=True)
class Provider:
    """One provider with one client: what it was told at the start and what it has handed out since."""

    issuer: str
    client_id: str
    client_secret: str
    redirect_uri: str
    people: dict[str, dict[str, Any]]
    fault: str | None = None
    key: RSAKey = field(default_factory=lambda: RSAKey.generate_key(2048, KEY))
    codes: dict[str, Grant] = field(default_factory=dict)
    access_tokens: dict[str, Grant] = field(default_factory=dict)

    def discovery(self) -> Response:
        """Where everything is, for clients that know only the issuer."""
        return jsonify(
            issuer=self.issuer,
            authorization_endpoint=f"{self.issuer}/authorize",
            token_endpoint=f"{self.issuer}/token",
            userinfo_endpoint=f"{self.issuer}/userinfo",
            jwks_uri=f"{self.issuer}/jwks",
            response_types_supported=["code"],
            subject_types_supported=["public"],
            id_token_signing_alg_values_supported=["RS256"],
            token_endpoint_auth_methods_supported=["client_secret_basic"],
            code_challenge_methods_supported=["S256"],
        )

    def jwks(self) -> Response:
        """The public half of the key that identity tokens should be signed with."""
        return jsonify(keys=[self.key.as_dict(private=False)])

    def authorize(self) -> ResponseReturnValue:
        """Ask the person who they are, then send them back to the client with a code."""
        if wrong := self._wrong():
            raise InvalidRequestError(f"Missing or not accepted: {', '.join(wrong)}.")
        if request.method != "POST":
            return render_template_string(PAGE)
        subject = request.form.get("subject", "").strip()
        if subject not in self.people:
            raise InvalidRequestError("Nobody is known by this subject.")
        answer = [("code", self._new_code(subject)), ("state", request.values["state"])]
        return redirect(add_params_to_uri(self.redirect_uri, answer))

    def _wrong(self) -> list[str]:
        accepted = {
            "response_type": "code",
            "client_id": re.escape(self.client_id),
            "redirect_uri": re.escape(self.redirect_uri),
            "scope": "(.* )?openid( .*)?",
            "state": ".+",
            "nonce": ".+",
            "code_challenge": "[A-Za-z0-9_-]{43}",
            "code_challenge_method": "S256",
        }
        return [name for name, pattern in accepted.items() if not re.fullmatch(pattern, request.values.get(name, ""))]

    def _new_code(self, subject: str) -> str:
        code, asked = secrets.token_urlsafe(32), request.values
        self.codes[code] = Grant(subject, asked["nonce"], asked["code_challenge"], time.time())
        return code

    def token(self) -> ResponseReturnValue:
        """Exchange a code, once, for an identity token and an access token."""
        self._check_client()
        if request.form.get("grant_type") != "authorization_code":
            raise UnsupportedGrantTypeError(request.form.get("grant_type"))
        grant = self._redeemed()
        access_token = secrets.token_urlsafe(32)
        self.access_tokens[access_token] = replace(grant, made=time.time())
        answer = {"access_token": access_token, "id_token": self._id_token(grant)}
        return answer | {"token_type": "Bearer", "expires_in": TOKEN_LIFE}, 200, {"Cache-Control": "no-store"}

    def _check_client(self) -> None:
        given = request.authorization
        pair = (given.username, given.password) if given is not None and given.type == "basic" else None
        if pair != (self.client_id, self.client_secret):
            raise InvalidClientError("The client must show its id and secret by client_secret_basic.", status_code=401)

    def _redeemed(self) -> Grant:
        grant = self.codes.pop(request.form.get("code", ""), None)
        if grant is None or time.time() - grant.made > CODE_LIFE:
            raise InvalidGrantError("The code is unknown, used or too old.")
        if request.form.get("redirect_uri") != self.redirect_uri:
            raise InvalidGrantError("The redirect_uri is not the one the code was asked with.")
        verifier = request.form.get("code_verifier", "")
        if (
            not re.fullmatch("[A-Za-z0-9._~-]{43,128}", verifier)
            or create_s256_code_challenge(verifier) != grant.challenge
        ):
            raise InvalidGrantError("The code_verifier does not fit the code_challenge.")
        return grant

    def _id_token(self, grant: Grant) -> str:
        now = int(time.time())
        claims = {"iss": self.issuer, "aud": self.client_id, "nonce": grant.nonce, "iat": now, "exp": now + TOKEN_LIFE}
        key = RSAKey.generate_key(2048, KEY) if self.fault == "bad-signature" else self.key
        whole = self._person(grant.subject) | self._spoilt(claims)
        return jwt.encode({"alg": KEY["alg"], "kid": KEY["kid"]}, whole, key, [KEY["alg"]])

    def _spoilt(self, claims: dict[str, Any]) -> dict[str, Any]:
        changes = {
            "wrong-nonce": {"nonce": "a-nonce-nobody-sent"},
            "wrong-issuer": {"iss": "https://another-issuer.invalid"},
            "wrong-audience": {"aud": "another-client"},
            "expired": {"iat": claims["iat"] - 7200, "exp": claims["iat"] - 3600},
        }
        return claims | changes.get(self.fault or "", {})

    def _person(self, subject: str) -> dict[str, Any]:
        claims = {"email_verified": True} | self.people[subject] | {"sub": subject}
        return claims | ({"email_verified": False} if self.fault == "unverified" else {})

    def userinfo(self) -> Response:
        """What is known of the person whose access token is shown."""
        given = request.authorization
        grant = self.access_tokens.get(given.token or "") if given is not None and given.type == "bearer" else None
        if grant is None or time.time() - grant.made > TOKEN_LIFE:
            raise InvalidTokenError
        return jsonify(self._person(grant.subject))


def _refusal(error: OAuth2Error) -> ResponseReturnValue:
    status, body, headers = error()
    return body, status, headers


def application(provider: Provider) -> Flask:
    """The web application that speaks for one provider."""
    app = Flask(__name__)
    app.add_url_rule("/.well-known/openid-configuration", view_func=provider.discovery)
    app.add_url_rule("/jwks", view_func=provider.jwks)
    app.add_url_rule("/authorize", view_func=provider.authorize, methods=["GET", "POST"])
    app.add_url_rule("/token", view_func=provider.token, methods=["POST"])
    app.add_url_rule("/userinfo", view_func=provider.userinfo, methods=["GET", "POST"])
    app.register_error_handler(OAuth2Error, _refusal)
    return app


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, default=5555)
    parser.add_argument("--seconds", type=float, default=300, help="how long to stay up")
    parser.add_argument("--client-id", default="test-client")
    parser.add_argument("--client-secret", default="test-secret")
    parser.add_argument("--redirect-uri", default="http://127.0.0.1:5000/callback")
    parser.add_argument("--people", type=Path, help="a JSON file: {subject: {claim: value}}; else only Ada is known")
    parser.add_argument("--fault", choices=FAULTS, help="the one thing to get wrong")
    return parser.parse_args()


def main() -> None:
    """Serve until the time is up or SIGTERM comes."""
    asked = _arguments()
    people = json.loads(asked.people.read_text(encoding="utf-8")) if asked.people else ADA
    known = (asked.client_id, asked.client_secret, asked.redirect_uri, people, asked.fault)
    provider = Provider(f"http://127.0.0.1:{asked.port}", *known)
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    server = make_server("127.0.0.1", asked.port, application(provider), threaded=True)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit())
    threading.Thread(target=server.serve_forever, daemon=True).start()
    print("ready", flush=True)
    time.sleep(asked.seconds)


if __name__ == "__main__":
    main()
