"""Ask somebody to sign in without losing the page they wanted or what they had typed."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from flask import flash, redirect, render_template, request, url_for
from itsdangerous import BadSignature

from assessment.web.frame import typed
from assessment.web.frame.sign_in_form import SignInForm
from assessment.web.frame.signatures import signer

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

_HOURS = 12


def ask() -> ResponseReturnValue:
    """Send a reader to the sign-in page; a writer gets it at once, with what they had typed."""
    if request.method in {"GET", "HEAD"}:
        flash("Sign in to see this page.")
        return redirect(url_for("sign_in.ask", next=request.full_path.rstrip("?")))
    kept = signer("typed-before").dumps([request.path, typed.fields()]) if _is_same_origin() else ""
    form = SignInForm(formdata=None, kept=kept)
    return render_template("entrance/ask.html", form=form), 401


def typed_before(kept: str) -> tuple[str, list[tuple[str, str]]] | None:
    """Where a kept form was going and what was typed into it, if we kept it ourselves and not long ago."""
    try:
        path, typed = signer("typed-before").loads(kept, max_age=_HOURS * 3600)
    except BadSignature:
        return None
    return path, [(name, value) for name, value in typed]


def safe_path(path: str) -> str | None:
    """The path if it stays on this site, else None."""
    parts = urlsplit(path)
    stays = path.startswith("/") and not path.startswith(("//", "/\\")) and not parts.scheme and not parts.netloc
    return path if stays and path.isprintable() else None


def _is_same_origin() -> bool:
    return request.origin == request.host_url.rstrip("/")
