"""Parts of every page that are the same for many readers, drawn once and kept: navigation and footer."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from flask import render_template, request
from markupsafe import Markup

if TYPE_CHECKING:
    from collections.abc import Hashable, Mapping

    from flask import Flask

_MOST_KEPT = 10_000
_NOTHING: Mapping[str, Any] = MappingProxyType({})


def init_app(app: Flask) -> None:
    """Let templates ask for kept parts."""
    app.jinja_env.globals["kept_part"] = KeptParts()


class KeptParts:
    """Drawn parts by what they show. A part may use what it is given and nothing that differs between readers."""

    def __init__(self) -> None:
        self._drawn: dict[tuple[Hashable, ...], Markup] = {}

    def __call__(self, template: str, using: Mapping[str, Any] = _NOTHING, **shows: Hashable) -> Markup:
        """A part that shows these values, drawn now or before; what else it uses looks the same for the same values."""
        key = (request.script_root, template, *shows.items())
        found = self._drawn.get(key)
        if found is None:
            if len(self._drawn) >= _MOST_KEPT:
                self._drawn.clear()
            found = self._drawn[key] = Markup(render_template(template, **using, **shows))  # noqa: S704 - ours
        return found
