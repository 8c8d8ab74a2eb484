"""Refuse requests that come by another name or from another site, before anything else looks at them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NoReturn
from urllib.parse import urlsplit

from flask import abort, current_app, request
from werkzeug.middleware.proxy_fix import ProxyFix

from assessment.web.frame.database import READING

if TYPE_CHECKING:
    import logging

    from flask import Flask

_TOKEN = re.compile(r"[A-Za-z0-9_-]{43}")
_FORMS = frozenset({"application/x-www-form-urlencoded", "multipart/form-data"})
_OURS = frozenset({"same-origin", "none"})


def init_app(app: Flask) -> None:
    """Guard the app as its settings say."""
    settings = app.config["SETTINGS"]
    if settings.address:
        app.config["TRUSTED_HOSTS"] = [urlsplit(settings.address).hostname]
    if settings.proxies:
        far = settings.proxies
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=far, x_proto=far, x_host=far)  # type: ignore[method-assign]
    app.logger.addFilter(_without_tokens)
    app.before_request(_know_the_host)
    app.before_request(_refuse_other_sites)
    app.before_request(_take_forms_only)


def _without_tokens(record: logging.LogRecord) -> bool:
    """Keep tokens in addresses out of the log."""
    record.msg = _TOKEN.sub("[token]", record.getMessage())
    record.args = ()
    return True


def _know_the_host() -> None:
    """Asking for the host is what makes the framework compare it with the trusted ones."""
    _ = request.host


def _refuse_other_sites() -> None:
    """Every form has a token; this stops other sites even if one has leaked.

    A page that keeps its address to itself sends the origin "null", so then only the browser's own word counts.
    """
    if request.method in READING:
        return
    if request.headers.get("Sec-Fetch-Site", "none") not in _OURS:
        _refuse()
    origin = request.headers.get("Origin", "null")
    known = {request.host, urlsplit(current_app.config["SETTINGS"].address).netloc}
    if origin != "null" and urlsplit(origin).netloc not in known - {""}:
        _refuse()


def _take_forms_only() -> None:
    """Nothing here reads anything but forms; the form library would take JSON as one."""
    if request.method not in READING and request.mimetype not in _FORMS and (request.content_length or request.is_json):
        abort(415)


def _refuse() -> NoReturn:
    current_app.logger.warning("Refused: a form from another site, to %s", request.endpoint)
    abort(403)
