"""Sign what a browser keeps for us, so that nobody else could have written it."""

from __future__ import annotations

import hashlib

from flask import current_app
from itsdangerous import URLSafeTimedSerializer


def signer(purpose: str) -> URLSafeTimedSerializer:
    """What signs and reads texts for one purpose; a text signed for another is refused."""
    return URLSafeTimedSerializer(
        str(current_app.secret_key), salt=purpose, signer_kwargs={"digest_method": hashlib.sha256}
    )
