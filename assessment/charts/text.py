"""Letters before they are drawn: how wide they are, where lines break, and which space they take."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Literal, NamedTuple

Anchor = Literal["start", "middle", "end"]

SIZE = 14
LINE = 17
# Arial's widths; other sans serif faces are wider.
_SLACK = 1.08
_WIDTHS = {
    letter: width
    for width, letters in (
        (222, "ijl'’‘|"),
        (278, " \u00a0!,./:;\\ftI[]"),
        (333, '-()`r"“”'),
        (500, "ckJsvxyz"),
        (584, "+<=>~"),
        (611, "FTZ"),
        (667, "ABEKPSVXY&"),
        (722, "CDHNRUw"),
        (778, "GOQ"),
        (833, "mM"),
        (944, "W"),
        (1000, "%@—…"),
    )
    for letter in letters
}
_USUAL_WIDTH = 556
_WIDEST_WHOLE_WORD = 1.6


class Box(NamedTuple):
    """A rectangle by its edges."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def width(self) -> float:
        """From edge to edge, rounded up."""
        return float(-(-(self.right - self.left) // 1))

    @property
    def height(self) -> float:
        """From edge to edge, rounded up."""
        return float(-(-(self.bottom - self.top) // 1))

    @property
    def view(self) -> str:
        """The rectangle as a viewBox."""
        return f"{self.left:.1f} {self.top:.1f} {self.width:.0f} {self.height:.0f}"

    def overlaps(self, other: Box) -> bool:
        """Whether two rectangles share any space."""
        across = self.left < other.right and other.left < self.right
        return across and self.top < other.bottom and other.top < self.bottom

    def padded(self, by: float) -> Box:
        """The rectangle with space around it."""
        return Box(self.left - by, self.top - by, self.right + by, self.bottom + by)


def around(*boxes: Box) -> Box:
    """The smallest rectangle that holds them all."""
    lefts, tops, rights, bottoms = zip(*boxes, strict=True)
    return Box(min(lefts), min(tops), max(rights), max(bottoms))


@dataclass(frozen=True, slots=True)
class Label:
    """Lines of text at a place; y is the foot of the first line."""

    lines: tuple[str, ...]
    x: float
    y: float
    anchor: Anchor
    box: Box


def label(lines: tuple[str, ...], x: float, middle: float, anchor: Anchor = "middle") -> Label:
    """Lines of text set around a height."""
    width = max(map(text_width, lines), default=0.0)
    half = len(lines) * LINE / 2
    left = x - {"start": 0.0, "middle": width / 2, "end": width}[anchor]
    foot = middle - half + LINE - 4
    return Label(lines, round(x, 1), round(foot, 1), anchor, Box(left, middle - half, left + width, middle + half))


@lru_cache(maxsize=4096)
def text_width(text: str) -> float:
    """About how wide a text is, rather too wide than too narrow."""
    return sum(_WIDTHS.get(letter, _USUAL_WIDTH) for letter in text) * SIZE / 1000 * _SLACK


@lru_cache(maxsize=4096)
def wrapped(text: str, width: float) -> tuple[str, ...]:
    """A text in lines of at most a width, as long as its words allow; a hard space holds words together."""
    lines = [""]
    for word in filter(None, text.replace("\n", " ").split(" ")):
        for position, piece in enumerate(_pieces(word, width)):
            longer = f"{lines[-1]}{'' if position else ' '}{piece}".lstrip()
            if lines[-1] and text_width(longer) > width:
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
