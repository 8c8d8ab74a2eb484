"""The widths that pictures are laid out for; charts.css says from which width of a page each is shown."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Size:
    """A width in units, of which a letter is fourteen high; a page shows up to 1.2 pixels for each."""

    name: str
    width: float

    @property
    def narrow(self) -> bool:
        """Whether names stand above what they name, since there is no room beside it."""
        return self.name == "narrow"


BROAD = Size("broad", 948)
# Downloads and documents take this one: its letters are as large as theirs.
WIDE = Size("wide", 560)
# A phone 360 pixels wide shows letters of 14 units with 12 pixels at this width.
NARROW = Size("narrow", 372)
