"""What every answer carries: one exact content policy, the usual protections, and compression of pages."""

from __future__ import annotations

import gzip
from typing import TYPE_CHECKING

from flask import request

if TYPE_CHECKING:
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
    protections = protections_of(app.config["SETTINGS"]).items()

    def protect(response: Response) -> Response:
        for name, value in protections:
            response.headers.setdefault(name, value)
        if response.mimetype == "text/html":
            response.headers["Cache-Control"] = "no-store"
        return response

    app.after_request(protect)
    app.after_request(_compress)


def protections_of(settings: Settings) -> dict[str, str]:
    """The headers that every answer carries in an installation, also those of scripts and styles."""
    return PROTECTIONS | ({"Strict-Transport-Security": _ENCRYPTED_ONLY} if settings.secure_cookies else {})


def _compress(response: Response) -> Response:
    if response.mimetype == "text/html":
        response.vary.add("Accept-Encoding")
        body = response.get_data()
        if len(body) > _WORTH_COMPRESSING and request.accept_encodings["gzip"]:
            response.set_data(gzip.compress(body, compresslevel=1, mtime=0))
            response.headers["Content-Encoding"] = "gzip"
    return response
