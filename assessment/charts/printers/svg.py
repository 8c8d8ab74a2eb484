"""A picture as an SVG file that is complete in itself, for documents and for files to keep."""

from __future__ import annotations

from base64 import b64encode
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape

from assessment import typeface

if TYPE_CHECKING:
    from assessment.charts.pictures import Drawn


def svg(picture: Drawn, summary: str, *, narrow: bool = False, with_typeface: bool = True) -> str:
    """The picture for a wide or a narrow place; documents that have the typeface already can do without it."""
    layout = picture.layouts[-1 if narrow else 0]
    return str(_macros().alone(picture, layout, summary, _face() if with_typeface else None)).strip()


@cache
def _macros() -> Any:
    environment = Environment(
        loader=FileSystemLoader(str(files("assessment.templates"))),
        autoescape=select_autoescape(),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return environment.get_template("macros/pictures.html").module


@cache
def _face() -> dict[str, str]:
    return {"family": typeface.FAMILY, "file": b64encode(typeface.for_browsers()).decode()}
