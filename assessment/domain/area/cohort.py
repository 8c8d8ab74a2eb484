"""A group of organisations: its spread, and what may be shown of it without giving anyone away."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from assessment.domain.rounding import tenths

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence


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


def open_views(views: Mapping[str, frozenset[int]], *, unnamed: frozenset[int], threshold: int) -> tuple[str, ...]:
    """Which views of an area may be opened, taken in order, so that no combination of them singles anyone out.

    Every organisation has a signature: the opened views it is in. A view is opened only if it holds at least
    `threshold` organisations and if afterwards every signature that any unnamed organisation has is shared by
    at least `threshold` unnamed ones. What can be worked out by adding, overlapping or subtracting views is
    always a union of signatures, so it is never about fewer. Organisations that agreed to be named are not
    hidden, and so do not count as cover for the others.
    """
    opened: list[str] = []
    signatures: dict[int, tuple[bool, ...]] = dict.fromkeys(unnamed, ())
    for name, members in views.items():
        refined = {one: (*signature, one in members) for one, signature in signatures.items()}
        crowd = Counter(refined.values())
        if len(members) >= threshold and all(size >= threshold for size in crowd.values()):
            opened.append(name)
            signatures = refined
    return tuple(opened)


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


def _safe(years: Sequence[Sequence[int]], begin: int, end: int, threshold: int) -> bool:
    return all((count := sum(year[begin:end])) == 0 or count >= threshold for year in years)
