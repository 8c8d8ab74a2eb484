"""Who is signed in, kept by Flask-Login as the token of a sign-in that the database can end."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from flask import g
from flask import session as cookie
from flask_login import LoginManager, UserMixin, current_user, login_user, logout_user

from assessment.commands import people
from assessment.store.people import SignedIn
from assessment.store.people import signed_in as who_is_signed_in
from assessment.web import clock
from assessment.web.database import db

if TYPE_CHECKING:
    from flask import Flask


class Visitor(UserMixin):  # type: ignore[misc]
    """A signed-in person in the shape that Flask-Login asks for."""

    def __init__(self, token: str, person: SignedIn | None = None) -> None:
        self.token = token
        self.person = person

    def get_id(self) -> str:
        """What the browser keeps."""
        return self.token


def init_app(app: Flask) -> None:
    """Let Flask-Login find people by their token."""
    manager = LoginManager(app)
    manager.session_protection = None
    manager.user_loader(_visitor)


def person() -> SignedIn | None:
    """Who is asking, or None."""
    return cast("SignedIn | None", current_user.person) if current_user.is_authenticated else None


def me() -> SignedIn:
    """Who is asking, where a permission has seen to it that somebody is."""
    found = person()
    if found is None:
        raise LookupError("nobody is signed in")
    return found


def sign_in(token: str) -> None:
    """Let this browser keep a token, in a fresh cookie so that nothing planted before survives."""
    cookie.clear()
    g.pop("csrf_token", None)
    login_user(Visitor(token))


def sign_out() -> None:
    """Make this browser forget its token."""
    logout_user()
    cookie.clear()


def _visitor(token: str) -> Visitor | None:
    found = who_is_signed_in(db(), people.token_digest(token), now=clock.now())
    return Visitor(token, found) if found else None
