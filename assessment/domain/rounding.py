"""How a score is rounded and written everywhere: on pages, in pictures and in files."""

from __future__ import annotations

from fractions import Fraction
from math import floor

MISSING = "–"


def tenths(part: int, whole: int) -> float:
    """A fraction with one decimal, rounded half to even from its exact value."""
    number, rest = divmod(10 * part, whole)
    above = 2 * rest - whole
    return (number + (above > 0 or (above == 0 and number % 2))) / 10


def exact(value: float) -> Fraction:
    """The number that was written, not the nearest one that a computer adds up with."""
    return Fraction(str(value))


def shown(value: float) -> int:
    """A score as it is shown: as a whole number, halves up. What is said of a shown score follows from this."""
    return floor(value + 0.5)


def figure(value: float | None) -> str:
    """A score as a whole number, halves up; a dash where there is none."""
    return MISSING if value is None else str(shown(value))


def signed(value: float | None) -> str:
    """Points gained as a whole number with its sign, halves up; a dash where there is none."""
    whole = None if value is None else shown(value)
    return figure(value) if not whole else f"{'+' if whole > 0 else '−'}{abs(whole)}"


def one_decimal(value: float) -> str:
    """A score to set against a limit: with its decimal where it has one."""
    return f"{value:.1f}".removesuffix(".0")


def percentage(part: int, whole: int) -> int:
    """A part as a whole percentage, rounded down, so that only all of it is 100."""
    return 100 * part // whole
