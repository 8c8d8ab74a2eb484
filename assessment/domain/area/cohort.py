"""A group of organisations: its spread, and what may be shown of it without giving anyone away."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from assessment.domain.rounding import tenths

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


@dataclass(frozen=True, slots=True)
class Spread:
    """The middle of a group: quartiles and median of `count` organisations, 0 to 100 with one decimal.

    The lowest and highest are left out on purpose: each belongs to a single organisation.
    """

    count: int
    lower_quartile: float
    median: float
    upper_quartile: float


def spread(figures: Iterable[float | None], *, threshold: int) -> Spread | None:
    """The spread of a group, or None where fewer organisations than the threshold have a figure."""
    known = sorted(round(10 * figure) for figure in figures if figure is not None)
    if len(known) < max(threshold, 2):
        return None
    return Spread(len(known), *(_quartile(known, quarters) for quarters in (1, 2, 3)))


def _quartile(known: Sequence[int], quarters: int) -> float:
    """One quartile of sorted figures, given in tenths, by the inclusive method: rounded once, half to even."""
    place, further = divmod(quarters * (len(known) - 1), 4)
    return tenths(known[place] * (4 - further) + known[place + 1] * further, 40)


def stage_bands(years: Sequence[Sequence[int]], *, threshold: int) -> tuple[tuple[int, int], ...]:
    """How to join neighbouring stages so that no year has a small band; from and up to, by position.

    Each year counts its organisations by stage, lowest first. An empty band is no small one: nobody stands there.
    The same bands hold for every year, so that years can be compared.
    """
    stages = len(years[0]) if years else 0
    bands: list[tuple[int, int]] = []
    begin = 0
    for end in range(1, stages + 1):
        if _safe(years, begin, end, threshold):
            bands.append((begin, end))
            begin = end
    while begin < stages and bands:
        begin, _ = bands.pop()
        if _safe(years, begin, stages, threshold):
            break
    return (*bands, (begin, stages)) if begin < stages else tuple(bands)


def common_bands(years: Sequence[Sequence[tuple[int, int]]], stages: int) -> tuple[tuple[int, int], ...]:
    """The finest bands that the bands of all years can be joined to; from and up to, by position."""
    ends = sorted(set.intersection(*({end for _, end in year} for year in years))) if years else [stages]
    return tuple(zip([0, *ends[:-1]], ends, strict=True))


def _safe(years: Sequence[Sequence[int]], begin: int, end: int, threshold: int) -> bool:
    return all((count := sum(year[begin:end])) == 0 or count >= threshold for year in years)
