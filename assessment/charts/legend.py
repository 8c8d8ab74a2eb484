"""Which line is which, said beneath a chart and never on it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from assessment.charts.lines import marker
from assessment.charts.text import LINE, Box, Label, around, label, text_width, wrapped

if TYPE_CHECKING:
    from collections.abc import Iterable

    from assessment.charts.look import Look

Sample = Literal["line", "area", "mark", "bar", "tick"]

_WIDTHS: dict[Sample, float] = {"line": 38, "area": 30, "bar": 30, "mark": 14, "tick": 14}
_GAP = 8
_BETWEEN = 22


@dataclass(frozen=True, slots=True)
class Entry:
    """A sample of a look at a place, and its name."""

    sample: Sample
    look: Look
    x: float
    y: float
    width: float
    mark: str
    label: Label


@dataclass(frozen=True, slots=True)
class Legend:
    """All entries, and the space they take."""

    entries: tuple[Entry, ...]
    box: Box


def legend(names: Iterable[tuple[str, Look, Sample]], *, left: float, top: float, width: float) -> Legend:
    """Entries side by side as long as there is room, then in the next row."""
    entries: list[Entry] = []
    x, row, foot = left, top, top
    for name, look, sample in names:
        lines = wrapped(name, width - _WIDTHS[sample] - _GAP)
        taken = _WIDTHS[sample] + _GAP + max(map(text_width, lines))
        if x > left and x + taken > left + width:
            x, row = left, foot + 4
        entries.append(_entry(sample, look, x, row, lines))
        foot = max(foot, entries[-1].label.box.bottom)
        x += taken + _BETWEEN
    return Legend(tuple(entries), around(Box(left, top, left, foot), *(one.label.box for one in entries)))


def _entry(sample: Sample, look: Look, x: float, top: float, lines: tuple[str, ...]) -> Entry:
    y = top + LINE / 2
    width = _WIDTHS[sample]
    words = label(lines, x + width + _GAP, top + len(lines) * LINE / 2, "start")
    return Entry(sample, look, round(x, 1), round(y, 1), width, marker(look.marker, x + width / 2, y), words)
