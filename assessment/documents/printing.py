"""Print a document as PDF/UA-1, with a mark for each sign that none of its fonts has."""

from __future__ import annotations

import json
from functools import lru_cache
from importlib.resources import files
from typing import Any

from assessment import typeface

MARK = "□"
MARKED = f"The font used here doesn’t include every character: {MARK} marks one that is missing."
# So many signs of other scripts are looked at one by one; where there are more, all get the mark.
_MOST_LOOKED_AT = 200
_STEERING = dict.fromkeys((*range(9), *range(11, 32), *range(127, 160)), " ")
_ONE_LINE = b"""#set document(title: "Signs")
#set text(font: "Atkinson Hyperlegible Next", lang: "en")
= Signs
#sys.inputs.data *#sys.inputs.data*"""


class CannotBePrinted(Exception):  # noqa: N818 - named for what it is
    """A document that cannot be set, whatever stands for its signs."""


def printed(template: str, data: dict[str, Any]) -> bytes:
    """A document made of a template beside this module; raises CannotBePrinted."""
    import typst

    source = files("assessment.documents").joinpath(template).read_bytes()
    missing = unprintable(json.dumps(data, ensure_ascii=False))
    text = json.dumps(_shown(data) | {"marked": MARKED if missing else ""}, ensure_ascii=False)
    marks = dict.fromkeys(map(ord, missing), MARK)
    try:
        return _compiled(source, text.translate(marks))
    except typst.TypstError as error:
        raise CannotBePrinted(str(error)) from error


def _shown(value: Any) -> Any:
    """Data without the signs that steer machines, which no font shows."""
    if isinstance(value, str):
        return value.translate(_STEERING)
    if isinstance(value, dict):
        return {key: _shown(one) for key, one in value.items()}
    return [_shown(one) for one in value] if isinstance(value, list) else value


def unprintable(text: str) -> tuple[str, ...]:
    """The signs of a text that no font of a document has, in the order in which they come."""
    signs = "".join(dict.fromkeys(sign for sign in text if not sign.isascii() and sign != MARK))
    if len(signs) > _MOST_LOOKED_AT:
        kept = signs.translate(dict.fromkeys(range(0x250)))
        return tuple(kept) if len(kept) > _MOST_LOOKED_AT else tuple(_without_letters(signs))
    return tuple(_without_letters(signs)) if signs else ()


@lru_cache(maxsize=1024)
def _without_letters(signs: str) -> str:
    """Those among these signs that cannot be printed, found by printing ever smaller parts."""
    if _can_print(signs):
        return ""
    half = len(signs) // 2
    return signs if half == 0 else _without_letters(signs[:half]) + _without_letters(signs[half:])


def _can_print(signs: str) -> bool:
    import typst

    try:
        # A space between them, so that none is joined to the one before.
        _compiled(_ONE_LINE, " ".join(signs))
    except typst.TypstError:
        return False
    return True


def _compiled(source: bytes, data: str) -> bytes:
    import typst

    make: Any = typst.compile  # its stated types know no path that is told apart from bytes
    made = make(
        input=source,
        format="pdf",
        font_paths=[str(typeface.FOLDER)],
        ignore_system_fonts=True,
        pdf_standards=["ua-1"],
        sys_inputs={"data": data},
    )
    return bytes(made)
