"""How wide letters are, read from the typeface that pages, pictures and documents are set in."""

from __future__ import annotations

from functools import cache, lru_cache
from io import BytesIO

from PIL import ImageFont

from assessment import typeface
from assessment.charts.look import STYLE

_EM = 1000
_LEGIBLE = 20
# No typeface has a letter here, so that its place shows what stands for letters that are missing.
_NO_LETTER = "\uffff"


@lru_cache(maxsize=4096)
def text_width(text: str, *, bold: bool = False, size: float = STYLE.letters) -> float:
    """How wide a text is, letter by letter: within three in a hundred of what browsers set, who also look at pairs."""
    return sum(_width(letter, bold) for letter in text) * size


@cache
def _width(letter: str, bold: bool) -> float:  # noqa: FBT001 - a cache sees keywords as other calls
    """The width of a letter as a part of the size; whole if another typeface has to stand in for it."""
    return _face(bold, _EM).getlength(letter) / _EM if _has(letter) else 1.0


def _has(letter: str) -> bool:
    small = _face(False, _LEGIBLE)
    return letter.isspace() or bytes(small.getmask(letter)) != bytes(small.getmask(_NO_LETTER))


@cache
def _face(bold: bool, size: int) -> ImageFont.FreeTypeFont:  # noqa: FBT001 - see above
    file = BytesIO(typeface.cut(bold=bold))
    return ImageFont.truetype(file, size, layout_engine=ImageFont.Layout.BASIC)
