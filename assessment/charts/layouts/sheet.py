"""The frame that makes a picture complete in itself when it leaves its page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assessment.charts.layouts.text import around, label, wrapped
from assessment.charts.look import STYLE
from assessment.charts.pictures import to_save
from assessment.charts.pictures.parts import Sheet

if TYPE_CHECKING:
    from assessment.charts.pictures import Picture
    from assessment.charts.pictures.parts import Label, Lines

_TITLE, _SUBTITLE, _SOURCE = 18, STYLE.letters, 12
_EDGE = 20.0
_INDENT = 4.0
_GAP = 4.0
_AROUND_PICTURE = 12.0


def sheet(picture: Picture, title: str, subtitle: str = "", source: str = "") -> Sheet:
    """The words above and beneath the picture that is saved, in lines as wide as it is."""
    inside = to_save(picture).box
    titles, subtitles, sources = (
        wrapped(text, (inside.width - 2 * _INDENT) * STYLE.letters / size, bold=size == _TITLE) if text else ()
        for text, size in ((title, _TITLE), (subtitle, _SUBTITLE), (source, _SOURCE))
    )
    second = inside.top - _AROUND_PICTURE - len(subtitles) * _pitch(_SUBTITLE)
    first = second - (_GAP if subtitles else 0) - len(titles) * _pitch(_TITLE)
    left = inside.left + _INDENT
    words = (
        _set(titles, left, first, _TITLE),
        _set(subtitles, left, second, _SUBTITLE),
        _set(sources, left, inside.bottom + _AROUND_PICTURE, _SOURCE),
    )
    whole = around(inside, *(one.box for one in words if one.lines)).padded(_EDGE)
    return Sheet(whole, *words)


def _pitch(size: int) -> int:
    return round(size * STYLE.letters_line / STYLE.letters)


def _set(lines: Lines, left: float, top: float, size: int) -> Label:
    return label(lines, left, top + len(lines) * _pitch(size) / 2, "start", bold=size == _TITLE, size=size)
