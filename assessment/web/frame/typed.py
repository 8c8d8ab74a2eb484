"""What somebody typed, to give it back when it could not be saved."""

from __future__ import annotations

from flask import request
from werkzeug.exceptions import HTTPException

# What is never handed back.
SECRET = frozenset({"csrf_token", "password", "current", "code", "ticket", "sealed", "answer"})
# What people have not typed.
_OURS = frozenset({"form_key", "version", "action", "next", "kept"})


def fields() -> list[tuple[str, str]]:
    """Every field of the form that came in, without secrets; none where it cannot be read."""
    try:
        return [(name, value) for name, value in request.form.items(multi=True) if name not in SECRET]
    except HTTPException:
        return []


def words() -> list[tuple[str, str]]:
    """What a person typed, each with the name of its field."""
    return [(name.replace("_", " "), value) for name, value in fields() if value.strip() and name not in _OURS]


def is_whole() -> bool:
    """Whether the fields are all there was, so that sending them again is the same form."""
    try:
        return request.method == "POST" and not request.files and request.form.keys() <= {*dict(fields()), "csrf_token"}
    except HTTPException:
        return False
