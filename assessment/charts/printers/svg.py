"""A picture as an SVG file that is complete in itself, for documents and for files to keep."""

from __future__ import annotations

from base64 import b64encode
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape

from assessment import typeface
from assessment.charts.pictures import to_save

if TYPE_CHECKING:
    from assessment.charts.pictures import Picture
    from assessment.charts.pictures.parts import Sheet


def svg(
    picture: Picture, summary: str, *, narrow: bool = False, with_typeface: bool = True, sheet: Sheet | None = None
) -> str:
    """The picture for a wide or a narrow place, or on a sheet with its finding and its source.

    Documents that have the typeface already can do without it.
    """
    layout = picture.layouts[-1] if narrow else to_save(picture)
    return str(_macros().alone(picture, layout, summary, _face() if with_typeface else None, sheet)).strip()


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
