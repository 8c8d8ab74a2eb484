"""Sign in through an organisation's own service, by OpenID Connect with a code and PKCE."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

import requests
from authlib.common.errors import AuthlibBaseError
from authlib.integrations.flask_client import FlaskOAuth2App, OAuth
from authlib.integrations.requests_client import OAuth2Session
from flask import Blueprint, current_app, flash, redirect, request, url_for
from flask import session as cookie
from joserfc.errors import JoseError

from assessment.commands import links, sign_ins
from assessment.commands.people import keep_outside_identity
from assessment.domain.people.accounts import LinkPurpose
from assessment.store.accounts import account_by_email, account_by_identity
from assessment.web.entrance import getting_in
from assessment.web.frame import clock, letters
from assessment.web.frame.access import public
from assessment.web.frame.database import change, db

if TYPE_CHECKING:
    from flask import Flask
    from flask.typing import ResponseReturnValue

    from assessment.config import SignInService
    from assessment.domain.people.credentials import Account

bp = Blueprint("single_sign_on", __name__, url_prefix="/sign-in/service")

# What services say in "amr" (RFC 8176) when more than a password was asked for.
_STRONG = frozenset({"mfa", "otp", "hwk", "swk", "fpt", "face", "iris", "sc"})
_SIGNED = frozenset({"RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA"})
_PATIENCE_SECONDS = 10
REFUSED = "Sorry, that didn’t work. Try again, or sign in with your email address and password."
NOT_KNOWN = "There’s no Fourfold account for that sign-in. Ask your organisation lead or Project Lead to invite you."


class _Session(OAuth2Session):  # type: ignore[misc]
    """A session that follows no redirects, so that what is secret goes nowhere else."""

    def __init__(self, *given: Any, **more: Any) -> None:
        super().__init__(*given, **more)
        self.max_redirects = 0


class _App(FlaskOAuth2App):  # type: ignore[misc]
    """A client that uses such sessions."""

    client_cls = _Session


def init_app(app: Flask, service: SignInService) -> None:
    """Offer a service to sign in with; what it offers in turn is read from its discovery document."""
    client = OAuth(app)
    client.register(
        "service",
        client_id=service.client_id,
        client_secret=service.client_secret,
        client_cls=_App,
        server_metadata_url=f"{service.issuer}/.well-known/openid-configuration",
        client_kwargs={
            "scope": "openid email profile",
            "code_challenge_method": "S256",
            "default_timeout": _PATIENCE_SECONDS,
        },
    )
    app.extensions["sign_in_service"] = client
    app.register_blueprint(bp)


@bp.get("/")
@public
def start() -> ResponseReturnValue:
    """Send somebody to the service."""
    if request.headers.get("Sec-Fetch-Site", "none") not in {"same-origin", "none"}:
        return redirect(url_for("sign_in.ask"))
    cookie["next"] = request.args.get("next", "")[:2000]
    try:
        sent = _client().authorize_redirect(letters.site_address(url_for(".back")))
    except (AuthlibBaseError, JoseError, requests.RequestException, ValueError) as problem:
        return _refuse(problem)
    return cast("ResponseReturnValue", sent)


@bp.get("/back")
@public
def back() -> ResponseReturnValue:
    """Take somebody who comes back from the service, once what it says has been checked."""
    way_on = getting_in.WayOn(str(cookie.pop("next", "")))
    try:
        claims = _client().authorize_access_token()["userinfo"]
    except (AuthlibBaseError, JoseError, requests.RequestException, ValueError, KeyError) as problem:
        return _refuse(problem)
    account = _account(claims)
    if account is None:
        flash(NOT_KNOWN)
        return redirect(url_for("sign_in.ask"))
    strong = _service().strong or not _STRONG.isdisjoint(claims.get("amr") or ())
    if account.authenticator_sealed and not strong:
        return getting_in.ask_for_code(account, way_on)
    return getting_in.let_in(account, getting_in.arrival("sign-in service", strong=strong), way_on)


def _account(claims: dict[str, Any]) -> Account | None:
    """Who signed in with this identity before, else the person named by a claim that the service has checked."""
    identity = f"{claims['iss']} {claims['sub']}"
    known = account_by_identity(db(), identity)
    if known:
        return known
    service = _service()
    if service.claim == "email" and claims.get("email_verified") is not True:
        return None
    found = account_by_email(db(), str(claims.get(service.claim) or ""))
    if found is None or found.outside_identity:
        return None
    with change() as session:
        keep_outside_identity(session, found, identity, at=clock.now())
        links.revoke_links(session, found, LinkPurpose.INVITATION, at=clock.now())
    return account_by_identity(db(), identity)


def _refuse(problem: Exception) -> ResponseReturnValue:
    current_app.logger.warning("Sign-in service: %s", type(problem).__name__)
    with change() as session:
        sign_ins.note_refusal(session, "sign-in service", at=clock.now())
    flash(REFUSED)
    return redirect(url_for("sign_in.ask"))


def _service() -> SignInService:
    return cast("SignInService", current_app.config["SETTINGS"].sign_in_service)


def _client() -> Any:
    """The client, once the service has said who it is and how it signs: nothing unsigned is taken."""
    client = current_app.extensions["sign_in_service"].service
    offered = client.load_server_metadata()
    if str(offered.get("issuer")).rstrip("/") != _service().issuer:
        raise ValueError("the service calls itself something else")
    algorithms = offered.get("id_token_signing_alg_values_supported") or []
    offered["id_token_signing_alg_values_supported"] = [one for one in algorithms if one in _SIGNED] or ["RS256"]
    return client
