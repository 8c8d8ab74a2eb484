"""The error pages: what they say, and what to do next."""

from __future__ import annotations

from sqlite3 import SQLITE_ERROR
from typing import TYPE_CHECKING

from flask import current_app, render_template, request
from sqlalchemy.exc import InterfaceError, NoResultFound, OperationalError
from sqlalchemy.exc import TimeoutError as NoConnectionFree
from sqlalchemy.orm.exc import StaleDataError
from werkzeug.exceptions import Forbidden, HTTPException, SecurityError

from assessment.domain.errors import RuleBroken, SecretsSealed
from assessment.web.frame import login, typed

if TYPE_CHECKING:
    from flask import Flask
    from flask.typing import ResponseReturnValue

SAID = {
    400: ("Sorry, we couldn’t read that request", "Go back, reload the page and try again."),
    403: (
        "You don’t have access to this page",
        "Your role doesn’t include this. To get access, ask your organisation lead or Project Lead.",
    ),
    404: (
        "Page not found",
        (
            "Check the web address. The page may have been removed, or you may not have access to it. "
            "To get access, ask your organisation lead or Project Lead."
        ),
    ),
    405: ("You can’t do that here", "Go back and use the buttons on the page."),
    415: ("Sorry, we couldn’t read that", "Go back and use the form on the page."),
    429: ("Too many tries", "Wait a minute, then try again. Everything you saved is safe."),
    413: ("That’s too large to send", "Go back and send less text, or a smaller file."),
    503: (
        "Sorry, the service is busy",
        "Wait a few seconds, then try again. Everything you saved is safe.",
    ),
    500: (
        "Sorry, there is a problem with the service",
        "Everything you saved is safe. Go back and try again. If it happens again, tell your Project Lead.",
    ),
}

# What is raised when a database, a folder or another service does not answer in time or not at all.
UNAVAILABLE = (OperationalError, InterfaceError, NoConnectionFree, OSError)
RETRY_SECONDS = 10


def init_app(app: Flask) -> None:
    """Show these pages instead of the plain ones that come with Flask."""
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(RuleBroken, _rule)
    for gone in (NoResultFound, StaleDataError):
        app.register_error_handler(gone, _gone)
    for away in UNAVAILABLE:
        app.register_error_handler(away, _unavailable)
    app.register_error_handler(SecretsSealed, _sealed)


def _http(error: HTTPException) -> ResponseReturnValue:
    if isinstance(error, SecurityError):  # by a name of which no address can be made, so no page either
        said = "Check the web address: this site has a different name."
        return current_app.response_class(said, 400, mimetype="text/plain")
    code = error.code or 500
    if error.response is not None or code < 400:
        return error.get_response()
    title, text = SAID.get(code, (error.name, "Go back and try again."))
    if isinstance(error, Forbidden) and error.description and error.description != Forbidden.description:
        text = error.description  # says which role it takes
    return _page(code, title, text)


def _rule(error: RuleBroken) -> ResponseReturnValue:
    return render_template("errors/rule.html", text=str(error), typed=typed.words()), 409


def _gone(_error: Exception) -> ResponseReturnValue:
    """Something that was there when the page was opened, and has been removed since."""
    return _page(404, *SAID[404])


def _unavailable(error: Exception) -> ResponseReturnValue:
    if getattr(getattr(error, "orig", None), "sqlite_errorcode", None) == SQLITE_ERROR:
        raise error  # SQLite calls a wrong statement operational as well, and that is broken, not busy
    current_app.logger.error("Unavailable: %s at %s", type(error).__name__, request.endpoint, exc_info=error)
    login.stay_unknown()
    page = render_template(
        "errors/busy.html",
        title=SAID[503][0],
        text=SAID[503][1],
        typed=typed.words(),
        again=typed.fields() if typed.is_whole() else None,
    )
    return page, 503, {"Retry-After": str(RETRY_SECONDS)}


def _page(code: int, title: str, text: str) -> ResponseReturnValue:
    return render_template("errors/error.html", title=title, text=text), code


def _sealed(error: SecretsSealed) -> ResponseReturnValue:
    current_app.logger.error("Secrets of authenticator apps do not open with the present secret key.")
    return render_template("errors/rule.html", text=str(error), typed=()), 503
