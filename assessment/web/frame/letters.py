"""The emails that Fourfold sends: for each kind a template in plain text and one in HTML."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from flask import current_app, render_template, request, url_for

from assessment.domain.errors import NotAllowedHere
from assessment.mail import Letter, Post
from assessment.mail import post as post_of
from assessment.web.frame import clock

if TYPE_CHECKING:
    from collections.abc import Callable

    from flask import Flask

    from assessment.domain.people.credentials import Account
    from assessment.domain.people.person import Person


_LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})
NO_ADDRESS = (
    "We can’t send emails yet, because this installation doesn’t know its own web address. "
    "Ask whoever runs it to set FOURFOLD_ADDRESS."
)


def init_app(app: Flask) -> None:
    """Give the app what sends its emails."""
    app.extensions["post"] = post_of(app.config["SETTINGS"])


def send(to: str, kind: str, failed: Callable[[], None] | None = None, **more: Any) -> None:
    """Send somebody an email of a kind; its first line is the subject. `failed` is called if it can't be sent."""
    post: Post = current_app.extensions["post"]
    subject, _, text = render_template(f"letters/{kind}.txt", **more).partition("\n")
    html = render_template(f"letters/{kind}.html", subject=subject, **more)
    post.send(Letter(to, subject.strip(), text.strip() + "\n", html), failed)


def inform(person: Person | Account, kind: str, *, path: str = "", **more: Any) -> None:
    """Send somebody an email for information only; if none can be sent, a line goes into the server's log."""
    if not can_be_sent():
        current_app.logger.error("An email was not sent: FOURFOLD_ADDRESS is not set.")
        return
    send(person.email, kind, person=person, link=address(path), **more)


def can_be_sent() -> bool:
    """Whether emails can contain links to this installation: its address is set, or it is used on its own machine.

    Any other host name in a request may have been chosen by an attacker.
    """
    return bool(current_app.config["SETTINGS"].address) or urlsplit(f"//{request.host}").hostname in _LOOPBACK


def require_address() -> None:
    """Raise NotAllowedHere when an email is needed and none can be sent."""
    if not can_be_sent():
        raise NotAllowedHere(NO_ADDRESS)


def address(path: str) -> str:
    """The full address of a path, for emails: from the setting, not from what a request says.

    Raises NotAllowedHere if the address is not set.
    """
    require_address()
    return site_address(path)


def site_address(path: str) -> str:
    """The full address of a path: from the setting, or else from this request."""
    return (current_app.config["SETTINGS"].address or request.host_url.rstrip("/")) + path


def tell_of_change(person: Person, what: str) -> None:
    """Tell somebody that their account was changed, in case it was not them."""
    inform(person, "changed", what=what, at=clock.now(), path=url_for("mailed_links.forgotten"))
