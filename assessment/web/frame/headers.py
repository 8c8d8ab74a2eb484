"""The headers of every response: one strict content policy, the usual protections, and compression of pages."""

from __future__ import annotations

import gzip
from typing import TYPE_CHECKING, Any

from flask import request

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

    from flask import Flask, Response

    from assessment.config import Settings

# The hash is that of an empty style element, which Plotly fills by script; see docs/decisions.
CONTENT_POLICY = (
    "default-src 'none'; base-uri 'none'; frame-ancestors 'none'; form-action 'self'; object-src 'none'; "
    "script-src 'self'; style-src 'self' 'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='; "
    "img-src 'self' data:; font-src 'self'; connect-src 'self'; manifest-src 'self'"
)
PROTECTIONS = {
    "Content-Security-Policy": CONTENT_POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}
_ENCRYPTED_ONLY = "max-age=31536000; includeSubDomains"
_WORTH_COMPRESSING = 1000


def init_app(app: Flask) -> None:
    """Add these to every answer."""
    app.after_request(_keep_pages_nowhere)
    app.after_request(_compress)
    app.wsgi_app = Protected(app.wsgi_app, protections_of(app.config["SETTINGS"]))  # type: ignore[method-assign]


class Protected:
    """An application whose responses all have these headers, unless they set their own."""

    def __init__(self, app: WSGIApplication, headers: Mapping[str, str]) -> None:
        self._app = app
        self._headers = [(name.lower(), (name, value)) for name, value in headers.items()]

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Answer a request, with the headers added as the answer starts."""

        def start(status: str, own: list[tuple[str, str]], *more: Any) -> Callable[[bytes], object]:
            said = {name.lower() for name, _ in own}
            return start_response(status, [*own, *(pair for name, pair in self._headers if name not in said)], *more)

        return self._app(environ, start)


def protections_of(settings: Settings) -> dict[str, str]:
    """The headers of every response in an installation, including scripts and styles."""
    return PROTECTIONS | ({"Strict-Transport-Security": _ENCRYPTED_ONLY} if settings.secure_cookies else {})


def _keep_pages_nowhere(response: Response) -> Response:
    if response.mimetype == "text/html":
        response.headers["Cache-Control"] = "no-store"
    return response


def _compress(response: Response) -> Response:
    if response.mimetype == "text/html":
        response.vary.add("Accept-Encoding")
        body = response.get_data()
        if len(body) > _WORTH_COMPRESSING and request.accept_encodings["gzip"]:
            response.set_data(gzip.compress(body, compresslevel=1, mtime=0))
            response.headers["Content-Encoding"] = "gzip"
    return response
