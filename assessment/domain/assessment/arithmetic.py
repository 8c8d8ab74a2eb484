"""How levels become figures: exactly, and as it was done at first, so that what was kept then can still be proven.

The number of the arithmetic is kept with every result; docs/scoring.md says what each does.
"""

from __future__ import annotations

from fractions import Fraction
from functools import lru_cache
from math import lcm
from operator import mul
from typing import TYPE_CHECKING

from assessment.domain.rounding import exact, tenths

if TYPE_CHECKING:
    from collections.abc import Sequence


class Exact:
    """Whole numbers over a common denominator, rounded once, half to even."""

    number = 2
    silence_confirms = False

    def share(self, part: int, whole: int) -> float | None:
        """A share of a whole in per cent; None where there is nothing to share."""
        return tenths(100 * part, whole) if whole else None

    def overall(self, sums: Sequence[int], counts: Sequence[int], top: int) -> float | None:
        """The mean of the mean levels of every dimension, in per cent of the top level; None while one has none."""
        weights, whole = _weights(counts)
        return tenths(100 * sum(map(mul, sums, weights)), whole * top) if whole else None

    def mean(self, values: Sequence[float]) -> float:
        """The mean of some figures as they were written."""
        return _one_decimal(sum(map(exact, values), Fraction()) / len(values))

    def widest(self, gaps: Sequence[tuple[float, float]]) -> float:
        """By how much one figure is above another at the most."""
        return _one_decimal(max(exact(one) - exact(other) for one, other in gaps))


class Floating(Exact):
    """The nearest numbers that a computer adds up with, and means of means in the order of dimensions."""

    number = 1
    silence_confirms = True

    def share(self, part: int, whole: int) -> float | None:
        """A share of a whole in per cent; None where there is nothing to share."""
        return round(100 * part / whole, 1) if whole else None

    def overall(self, sums: Sequence[int], counts: Sequence[int], top: int) -> float | None:
        """The mean of the mean levels of every dimension, in per cent of the top level; None while one has none."""
        if not counts or not all(counts):
            return None
        means = [100 * amount / (count * top) for amount, count in zip(sums, counts, strict=True)]
        return round(sum(means) / len(means), 1)

    def mean(self, values: Sequence[float]) -> float:
        """The mean of some figures."""
        return round(sum(values) / len(values), 1)

    def widest(self, gaps: Sequence[tuple[float, float]]) -> float:
        """By how much one figure is above another at the most."""
        return round(max(one - other for one, other in gaps), 1)


EXACT = Exact()
ARITHMETICS = {one.number: one for one in (Floating(), EXACT)}


def _one_decimal(value: Fraction) -> float:
    return tenths(value.numerator, value.denominator)


@lru_cache(maxsize=4096)
def _weights(counts: Sequence[int]) -> tuple[tuple[int, ...], int]:
    """What each sum counts in a mean of means, and over how much; over 0 where there is nothing to divide by."""
    if not counts or not all(counts):
        return (), 0
    whole = lcm(*counts)
    return tuple(whole // count for count in counts), whole * len(counts)
