"""Letters in the product's voice: a template in plain text and one in HTML for each kind."""

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
    "No letter can be sent yet, since this installation does not know the address that people use. "
    "Whoever runs it sets FOURFOLD_ADDRESS."
)


def init_app(app: Flask) -> None:
    """Give the app whoever takes its letters."""
    app.extensions["post"] = post_of(app.config["SETTINGS"])


def send(to: str, kind: str, failed: Callable[[], None] | None = None, **more: Any) -> None:
    """Send the letter of a kind to somebody; its first line is its subject. `failed` is called if nobody takes it."""
    post: Post = current_app.extensions["post"]
    subject, _, text = render_template(f"letters/{kind}.txt", **more).partition("\n")
    html = render_template(f"letters/{kind}.html", subject=subject, **more)
    post.send(Letter(to, subject.strip(), text.strip() + "\n", html), failed)


def inform(person: Person | Account, kind: str, *, path: str = "", **more: Any) -> None:
    """Send somebody a letter that only tells them something; where none can be sent, that goes into the log."""
    if not can_be_sent():
        current_app.logger.error("A letter was not sent: FOURFOLD_ADDRESS is not set.")
        return
    send(person.email, kind, person=person, link=address(path), **more)


def can_be_sent() -> bool:
    """Whether letters can say where this installation is: by its setting, or on the machine on which it runs.

    What a request calls it otherwise may have been chosen by a stranger.
    """
    return bool(current_app.config["SETTINGS"].address) or urlsplit(f"//{request.host}").hostname in _LOOPBACK


def require_address() -> None:
    """Raise NotAllowedHere where a letter is wanted and none can be sent."""
    if not can_be_sent():
        raise NotAllowedHere(NO_ADDRESS)


def address(path: str) -> str:
    """The whole address of a path, for letters: by what this installation is called, not by what a request says.

    Raises NotAllowedHere where that is not known.
    """
    require_address()
    return site_address(path)


def site_address(path: str) -> str:
    """The whole address of a path as this installation, or else this request, is called."""
    return (current_app.config["SETTINGS"].address or request.host_url.rstrip("/")) + path


def tell_of_change(person: Person, what: str) -> None:
    """Tell somebody that their account was changed, in case it was not them."""
    inform(person, "changed", what=what, at=clock.now(), path=url_for("mailed_links.forgotten"))
