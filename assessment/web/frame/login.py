"""Who is signed in, kept by Flask-Login as the token of a sign-in that the database can end."""

from __future__ import annotations

import hashlib
from contextlib import suppress
from datetime import timedelta
from typing import TYPE_CHECKING, cast

from flask import current_app, g, request
from flask import session as cookie
from flask.sessions import SecureCookieSessionInterface
from flask_login import AnonymousUserMixin, LoginManager, UserMixin, current_user, login_user, logout_user
from sqlalchemy.exc import OperationalError

from assessment.commands import sign_ins
from assessment.credentials import tokens
from assessment.store import people
from assessment.web.frame import clock
from assessment.web.frame.database import acting_as, change, db

if TYPE_CHECKING:
    from datetime import datetime

    from flask import Flask
    from itsdangerous import URLSafeTimedSerializer

    from assessment.domain.people.signed_in import SignedIn

SEEN_EVERY = timedelta(minutes=2)


class Visitor(UserMixin):  # type: ignore[misc]
    """A signed-in person in the shape that Flask-Login asks for."""

    def __init__(self, token: str, person: SignedIn | None = None) -> None:
        self.token = token
        self.person = person

    def get_id(self) -> str:
        """What the browser keeps."""
        return self.token


class Cookies(SecureCookieSessionInterface):
    """Cookies signed with SHA-256, by one and the same serializer for as long as the key stays the same."""

    digest_method = staticmethod(hashlib.sha256)
    _kept: tuple[object, URLSafeTimedSerializer | None] = (None, None)

    def get_signing_serializer(self, app: Flask) -> URLSafeTimedSerializer | None:
        """What signs cookies and reads them."""
        key, serializer = self._kept
        if key != app.secret_key:
            serializer = super().get_signing_serializer(app)
            self._kept = (app.secret_key, serializer)
        return serializer


def init_app(app: Flask) -> None:
    """Let Flask-Login find people by their token."""
    app.session_interface = Cookies()
    manager = LoginManager(app)
    manager.session_protection = None
    manager.user_loader(_visitor)


def person() -> SignedIn | None:
    """Who is asking, or None; looked up once for each request."""
    if "asking" not in g:
        g.asking = current_user.person if current_user.is_authenticated else None
    return cast("SignedIn | None", g.asking)


def me() -> SignedIn:
    """The person who is asking, on a page that requires somebody to be signed in."""
    found = person()
    if found is None:
        raise LookupError("nobody is signed in")
    return found


def sign_in(token: str) -> None:
    """Let this browser keep a token, in a fresh cookie so that nothing planted before survives."""
    cookie.clear()
    g.pop("csrf_token", None)
    g.pop("asking", None)
    login_user(Visitor(token))


def sign_out() -> None:
    """Make this browser forget its token."""
    logout_user()
    g.pop("asking", None)
    cookie.clear()


def stay_unknown() -> None:
    """Show a page without asking the database who is asking, where that has not been found out yet."""
    if "_login_user" not in g:
        g._login_user = AnonymousUserMixin()  # noqa: SLF001 - where Flask-Login looks first


def note_here() -> None:
    """Note that the person is still here."""
    _note_seen(me().token_digest, clock.now())


def _visitor(token: str) -> Visitor | None:
    now, idle = clock.now(), timedelta(minutes=current_app.config["SETTINGS"].idle_minutes)
    found = people.signed_in(db(), tokens.digest(token), now=now, idle=idle)
    if found is None:
        return None
    acting_as(found.id)
    if now - found.seen_at > SEEN_EVERY and request.endpoint != "static":
        # Whoever only reads must not be turned away since somebody else is writing: the next page can note it as well.
        with suppress(OperationalError):
            _note_seen(found.token_digest, now)
    return Visitor(token, found)


def _note_seen(digest: str, now: datetime) -> None:
    with change() as session:
        sign_ins.note_seen(session, digest, at=now)
