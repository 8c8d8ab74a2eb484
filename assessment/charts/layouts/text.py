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


def label(lines: Lines, x: float, middle: float, anchor: Anchor = "middle", *, bold: bool = False) -> Label:
    """Lines of text set around a height."""
    width = max((text_width(line, bold=bold) for line in lines), default=0.0)
    half = len(lines) * LINE / 2
    left = x - {"start": 0.0, "middle": width / 2, "end": width}[anchor]
    foot = middle - half + LINE - 4
    box = Box(left, middle - half, left + width, middle + half)
    return Label(lines, round(x, 1), round(foot, 1), anchor, box, LINE, bold)


def phrase(text: str) -> Lines:
    """A name or a sentence that stands by itself, in lines that even a small page has room for."""
    return wrapped(text, _PHRASE)


@lru_cache(maxsize=4096)
def wrapped(text: str, width: float, *, bold: bool = False) -> Lines:
    """A text in lines of at most a width, as long as its words allow; a hard space holds words together."""
    lines = [""]
    for word in filter(None, text.replace("\n", " ").split(" ")):
        for position, piece in enumerate(_pieces(word, width)):
            longer = f"{lines[-1]}{'' if position else ' '}{piece}".lstrip()
            if lines[-1] and text_width(longer, bold=bold) > width:
                lines.append(piece)
            else:
                lines[-1] = longer
    return tuple(lines)


def _pieces(word: str, width: float) -> list[str]:
    if text_width(word) <= width:
        return [word]
    if "-" in word[1:-1]:
        first, rest = word.split("-", 1)
        return [first + "-", *_pieces(rest, width)]
    return [word] if text_width(word) <= width * _WIDEST_WHOLE_WORD else _cut(word, width)


def _cut(word: str, width: float) -> list[str]:
    pieces = [""]
    for letter in word:
        if text_width(pieces[-1] + letter) > width:
            pieces.append("")
        pieces[-1] += letter
    return pieces
