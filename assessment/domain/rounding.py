"""How a score is written everywhere: on pages, in pictures and in files."""

from __future__ import annotations

MISSING = "–"


def figure(value: float | None) -> str:
    """A score as a whole number, halves up; a dash where there is none."""
    return MISSING if value is None else str(int(value + 0.5))
