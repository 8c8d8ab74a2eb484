"""Addresses of pages for templates, each made once and remembered: a page has dozens, mostly the same ones."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flask import request, url_for

if TYPE_CHECKING:
    from flask import Flask

_MOST_REMEMBERED = 20_000


def init_app(app: Flask) -> None:
    """Let templates ask for remembered addresses."""
    app.jinja_env.globals["url_for"] = Remembered()


class Remembered:
    """What Flask's url_for says, remembered for as long as the program runs, since addresses do not change."""

    def __init__(self) -> None:
        self._known: dict[tuple[object, ...], str] = {}

    def __call__(self, endpoint: str, **values: Any) -> str:
        """The address of an endpoint with these values."""
        if endpoint.startswith("."):
            endpoint = f"{request.blueprint}{endpoint}"
        key = (request.script_root, endpoint, *values.items())
        try:
            found = self._known.get(key)
        except TypeError:  # a list of values, which nothing can be remembered under
            return url_for(endpoint, **values)
        if found is None:
            if len(self._known) >= _MOST_REMEMBERED:
                self._known.clear()
            found = self._known[key] = url_for(endpoint, **values)
        return found
