"""Parts of pages that are the same for everybody who may see them, kept until something they rest on changes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flask import render_template
from markupsafe import Markup

from assessment.store.revision import remembered
from assessment.web.frame import clock
from assessment.web.frame.database import db

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable


def fragment(template: str, key: tuple[Hashable, ...], make: Callable[[], dict[str, Any]]) -> Markup:
    """A rendered template; what it shows is made only when there is no fresh one for this key."""
    today = clock.today()  # consent begins and ends by the day
    return remembered(db(), (template, today, *key), lambda: Markup(render_template(template, **make())))  # noqa: S704 - ours
