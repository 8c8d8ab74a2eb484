"""What is said when something cannot be shown or done."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import current_app, render_template, request
from werkzeug.exceptions import HTTPException, SecurityError

from assessment.domain.errors import RuleBroken

if TYPE_CHECKING:
    from flask import Flask
    from flask.typing import ResponseReturnValue

SAID = {
    400: ("That request could not be understood", "Go back, reload the page and try once more."),
    403: (
        "This page is for somebody else",
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
    500: (
        "Something went wrong on our side",
        "Nothing that you had saved is lost. Go back and try again; if it happens again, tell your Project Lead.",
    ),
}


def init_app(app: Flask) -> None:
    """Let the app say these things in its own voice."""
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(RuleBroken, _rule)


def _http(error: HTTPException) -> ResponseReturnValue:
    if isinstance(error, SecurityError):  # by a name of which no address can be made, so no page either
        return current_app.response_class("This site is not called that.", 400, mimetype="text/plain")
    code = error.code or 500
    if error.response is not None or code < 400:
        return error.get_response()
    title, text = SAID.get(code, (error.name, "Go back and try again."))
    return render_template("errors/error.html", title=title, text=text), code


def _rule(error: RuleBroken) -> ResponseReturnValue:
    return render_template("errors/rule.html", text=str(error), back=request.path), 409
