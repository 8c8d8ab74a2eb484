"""Letters in the product's voice: a template in plain text and one in HTML for each kind."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flask import current_app, render_template, request, url_for

from assessment.mail import Letter, Post
from assessment.mail import post as post_of
from assessment.web.frame import clock

if TYPE_CHECKING:
    from flask import Flask

    from assessment.domain.people.person import Person


def init_app(app: Flask) -> None:
    """Give the app whoever takes its letters."""
    app.extensions["post"] = post_of(app.config["SETTINGS"])


def send(to: str, kind: str, **more: Any) -> None:
    """Send the letter of a kind to somebody; its first line is its subject."""
    post: Post = current_app.extensions["post"]
    subject, _, text = render_template(f"letters/{kind}.txt", **more).partition("\n")
    html = render_template(f"letters/{kind}.html", subject=subject, **more)
    post.send(Letter(to, subject.strip(), text.strip() + "\n", html))


def address(path: str) -> str:
    """The whole address of a path, for letters: by what this installation is called, not by what a request says."""
    return (current_app.config["SETTINGS"].address or request.host_url.rstrip("/")) + path


def tell_of_change(person: Person, what: str) -> None:
    """Tell somebody that their account was changed, in case it was not them."""
    link = address(url_for("mailed_links.forgotten"))
    send(person.email, "changed", person=person, what=what, at=clock.now(), link=link)
