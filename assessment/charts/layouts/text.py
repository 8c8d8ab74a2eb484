"""Where lines of text break, and which space they take."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from assessment.charts.layouts.widths import text_width
from assessment.charts.look import STYLE
from assessment.charts.pictures.parts import Box, Label

if TYPE_CHECKING:
    from assessment.charts.pictures.parts import Anchor, Lines

LINE = STYLE.letters_line
_WIDEST_WHOLE_WORD = 1.6
_PHRASE = 300.0


def around(*boxes: Box) -> Box:
    """The smallest rectangle that holds them all."""
    lefts, tops, rights, bottoms = zip(*boxes, strict=True)
    return Box(min(lefts), min(tops), max(rights), max(bottoms))


def label(  # noqa: PLR0913 - what there is to say of a text
    lines: Lines, x: float, middle: float, anchor: Anchor = "middle", *, bold: bool = False, size: int = STYLE.letters
) -> Label:
    """Lines of text set around a height."""
    width = max((text_width(line, bold=bold, size=size) for line in lines), default=0.0)
    pitch = round(size * LINE / STYLE.letters)
    half = len(lines) * pitch / 2
    left = x - {"start": 0.0, "middle": width / 2, "end": width}[anchor]
    foot = middle - half + pitch - 4 * size / STYLE.letters
    box = Box(left, middle - half, left + width, middle + half)
    return Label(lines, round(x, 1), round(foot, 1), anchor, box, pitch, bold, size)


def phrase(text: str) -> Lines:
    """A name or a sentence that stands by itself, in lines that even a small page has room for."""
    return wrapped(text, _PHRASE)


@lru_cache(maxsize=4096)
def wrapped(text: str, width: float, *, bold: bool = False) -> Lines:
    """A text in lines of at most a width, as long as its words allow; a hard space holds words together.

    For letters of another size the width is given as if they were of the usual one.
    """
    lines = [""]
    for word in filter(None, text.replace("\n", " ").split(" ")):
        for position, piece in enumerate(_pieces(word, width, bold=bold)):
            longer = f"{lines[-1]}{'' if position else ' '}{piece}".lstrip()
            if lines[-1] and text_width(longer, bold=bold) > width:
                lines.append(piece)
            else:
                lines[-1] = longer
    return tuple(lines)


def _pieces(word: str, width: float, *, bold: bool) -> list[str]:
    if text_width(word, bold=bold) <= width:
        return [word]
    if "-" in word[1:-1]:
        first, rest = word.split("-", 1)
        return [first + "-", *_pieces(rest, width, bold=bold)]
    too_wide = text_width(word, bold=bold) > width * _WIDEST_WHOLE_WORD
    return _cut(word, width, bold=bold) if too_wide else [word]


def _cut(word: str, width: float, *, bold: bool) -> list[str]:
    pieces = [""]
    for letter in word:
        if text_width(pieces[-1] + letter, bold=bold) > width:
            pieces.append("")
        pieces[-1] += letter
    return pieces
