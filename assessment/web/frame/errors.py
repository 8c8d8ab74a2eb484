"""What is said when something cannot be shown or done."""

from __future__ import annotations

from sqlite3 import SQLITE_ERROR
from typing import TYPE_CHECKING

from flask import current_app, render_template, request
from sqlalchemy.exc import InterfaceError, NoResultFound, OperationalError
from sqlalchemy.exc import TimeoutError as NoConnectionFree
from sqlalchemy.orm.exc import StaleDataError
from werkzeug.exceptions import HTTPException, SecurityError

from assessment.domain.errors import RuleBroken, SecretsSealed
from assessment.web.frame import login, typed

if TYPE_CHECKING:
    from flask import Flask
    from flask.typing import ResponseReturnValue

SAID = {
    400: ("That request could not be understood", "Go back, reload the page and try once more."),
    403: (
        "You don’t have access to this page",
        "You belong to this organisation, but what you asked for needs another role. Your organisation lead can help.",
    ),
    404: (
        "Page not found",
        "Nothing is here that you can see. The address may have been mistyped, or the page may belong to others.",
    ),
    405: ("That cannot be done here", "Go back and use the buttons of the page."),
    415: ("That cannot be read here", "Go back and use the form of the page."),
    429: ("That was a little too often", "Wait a minute, then try again. Nothing that you had saved is lost."),
    413: ("That was too much at once", "What you sent is larger than anything that is asked for here."),
    503: (
        "Please try again in a moment",
        "The site is busy, or a part of it does not answer. Nothing that you had saved is lost.",
    ),
    500: (
        "Something went wrong on our side",
        "Nothing that you had saved is lost. Go back and try again; if it happens again, tell your Project Lead.",
    ),
}

# What is raised when a database, a folder or another service does not answer in time or not at all.
UNAVAILABLE = (OperationalError, InterfaceError, NoConnectionFree, OSError)
RETRY_SECONDS = 10


def init_app(app: Flask) -> None:
    """Let the app say these things in its own voice."""
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(RuleBroken, _rule)
    for gone in (NoResultFound, StaleDataError):
        app.register_error_handler(gone, _gone)
    for away in UNAVAILABLE:
        app.register_error_handler(away, _unavailable)
    app.register_error_handler(SecretsSealed, _sealed)


def _http(error: HTTPException) -> ResponseReturnValue:
    if isinstance(error, SecurityError):  # by a name of which no address can be made, so no page either
        return current_app.response_class("This site is not called that.", 400, mimetype="text/plain")
    code = error.code or 500
    if error.response is not None or code < 400:
        return error.get_response()
    title, text = SAID.get(code, (error.name, "Go back and try again."))
    return _page(code, title, text)


def _rule(error: RuleBroken) -> ResponseReturnValue:
    return render_template("errors/rule.html", text=str(error), typed=typed.words()), 409


def _gone(_error: Exception) -> ResponseReturnValue:
    """A row that was there when the page was opened, and has been taken away since."""
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
