"""Work out hidden figures from published spreads: what is certain of each, and proof that it could be another one.

Figures are whole tenths of a point, 0 to 1000.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

Figure = tuple[int, int]
Spread = tuple[float, float, float]
Interval = tuple[int, int]
LOWEST, HIGHEST = 0, 1000
NARROW = 100
STEP = 10
FEW = 12


@dataclass(frozen=True, eq=False)
class Said:
    """One published spread: of which figure (year, name, questions), of which group, over whom, and what it says.

    `values` are for whoever marks; the adversary knows those of them that are not `hidden`.
    """

    about: tuple[int, str, bool]
    group: tuple[int, str]
    hidden: frozenset[Figure]
    values: Mapping[Figure, int]
    spread: Spread
    counts: dict[int, Interval] = field(default_factory=dict, repr=False)

    def count_up_to(self, level: int) -> Interval:
        """How many hidden figures are at most this high: at least and at most."""
        if level not in self.counts:
            self.counts[level] = self._count_up_to(level)
        return self.counts[level]

    def _count_up_to(self, level: int) -> Interval:
        least, most = 0, len(self.values)
        for quarters, published in zip((1, 2, 3), self.spread, strict=True):
            place, between = divmod(quarters * (len(self.values) - 1), 4)
            if level >= published:
                least = max(least, place + 1)
            else:
                most = min(most, place + 1 if between else place)
        known = sum(self.values[one] <= level for one in self.values if one not in self.hidden)
        return max(0, least - known), min(len(self.hidden), most - known)


def spread_of(ordered: Sequence[int], least: int) -> Spread | None:
    """Quartiles and median by the inclusive method, from sorted tenths, rounded to tenths with halves to even."""
    if len(ordered) < max(least, 2):
        return None
    found = []
    for quarters in (1, 2, 3):
        place, between = divmod(quarters * (len(ordered) - 1), 4)
        above = ordered[min(place + 1, len(ordered) - 1)]
        quarters_of_it = ordered[place] * (4 - between) + above * between
        whole, rest = divmod(quarters_of_it, 4)
        found.append(whole + (rest > 2 or (rest == 2 and whole % 2 == 1)))
    return found[0], found[1], found[2]


def certain(published: Sequence[Said], own: frozenset[Figure] = frozenset()) -> dict[Figure, Interval]:
    """What is certain of each hidden figure: its lowest and highest, from all groups, and from each less another.

    `own` are figures that this adversary knows besides those with a name.
    """
    everybody = frozenset().union(*(one.hidden for one in published))
    truth = {figure: one.values[figure] for one in published for figure in one.hidden & own}
    bounds: dict[Figure, Interval] = dict.fromkeys(everybody, (LOWEST, HIGHEST)) | {f: (v, v) for f, v in truth.items()}
    facts = [(one.hidden, level, one.count_up_to(level)) for one in published for level in _levels(one)]
    for one in published:
        for other in published:
            facts += _differences(one, other)
    for _ in range(3):
        before = dict(bounds)
        for figures, level, counts in facts:
            _narrow(bounds, figures, level, counts)
        if bounds == before:
            break
    return bounds


def _levels(*published: Said) -> set[int]:
    return {int(level) - lower for one in published for level in one.spread for lower in (0, 1)}


def _differences(one: Said, other: Said) -> Iterable[tuple[frozenset[Figure], int, Interval]]:
    """What one group less another says of those who are only in the first."""
    common = len(one.hidden & other.hidden)
    others = len(other.hidden) - common
    if not 0 < len(one.hidden) - common <= FEW or others >= FEW:
        return
    rest = one.hidden - other.hidden
    for level in _levels(one, other):
        (least, most), (fewest, largest) = one.count_up_to(level), other.count_up_to(level)
        counts = max(0, least - largest), min(len(rest), most - fewest + others)
        if counts != (0, len(rest)):
            yield rest, level, counts


def _narrow(bounds: dict[Figure, Interval], figures: Iterable[Figure], level: int, counts: Interval) -> None:
    below = [one for one in figures if bounds[one][1] <= level]
    open_ = [one for one in figures if bounds[one][0] <= level < bounds[one][1]]
    if not open_:
        return
    if len(below) >= counts[1]:
        for one in open_:
            bounds[one] = level + 1, bounds[one][1]
    elif len(open_) + len(below) <= counts[0]:
        for one in open_:
            bounds[one] = bounds[one][0], level


def by_about(published: Iterable[Said]) -> Mapping[tuple[int, str, bool], list[Said]]:
    """Spreads of the same figure together."""
    found: dict[tuple[int, str, bool], list[Said]] = defaultdict(list)
    for one in published:
        found[one.about].append(one)
    return found


def crowds(published: Iterable[Said]) -> Mapping[Figure, frozenset[tuple[int, str]]]:
    """Which groups count each hidden figure, over whatever questions; the same ones are a crowd."""
    found: dict[Figure, set[tuple[int, str]]] = defaultdict(set)
    for one in published:
        for figure in one.hidden:
            found[figure].add(one.group)
    return {figure: frozenset(groups) for figure, groups in found.items()}


def smallest_crowd(published: Iterable[Said]) -> int | None:
    """The size of the smallest crowd."""
    return min(Counter(crowds(published).values()).values(), default=None)


def recovered(published: Sequence[Said], own: frozenset[Figure] = frozenset()) -> dict[tuple[Figure, str], Interval]:
    """The hidden figures that are certain within ten points, and are not so by the widest group alone."""
    found = {}
    for about, same in by_about(published).items():
        for figure, (low, high) in certain(same, own).items():
            if figure not in own and high - low < NARROW:
                low_alone, high_alone = certain([_widest(same, figure)], own)[figure]
                if high_alone - low_alone >= NARROW:
                    found[figure, about[1]] = (low, high)
    return found


def _widest(same: Iterable[Said], figure: Figure) -> Said:
    return max((one for one in same if figure in one.hidden), key=lambda one: len(one.hidden))


def without_alibi(published: Sequence[Said], own: frozenset[Figure] = frozenset()) -> set[tuple[Figure, str]]:
    """The hidden figures for which there is no proof that they could be ten points off with all published the same.

    Proof is another area of which exactly the same is published: two of a crowd have changed places, and where all of
    a crowd are alike, one of them is moved. Whoever has no such proof counts as found, so this adversary is stronger
    than any that can be written.
    """
    found = set()
    groups = crowds(published)
    for about, same in by_about(published).items():
        together: dict[object, list[Figure]] = defaultdict(list)
        for figure in frozenset().union(*(one.hidden for one in same)) - own:
            together[groups[figure]].append(figure)
        for crowd in together.values():
            if _width(same, crowd) < NARROW:
                found |= {(one, about[1]) for one in crowd if _width([_widest(same, one)], crowd) >= NARROW}
    return found


def _width(same: Sequence[Said], crowd: Sequence[Figure]) -> int:
    """How far apart the figures of a crowd are, or could be with the same spreads published."""
    values = {one: said.values[one] for said in same for one in crowd if one in said.values}
    low, high = min(values.values(), default=LOWEST), max(values.values(), default=HIGHEST)
    if high - low >= NARROW:
        return high - low
    lower = (value for value in range(LOWEST, low, STEP) if _possible(same, values, value))
    higher = (value for value in range(HIGHEST, high, -STEP) if _possible(same, values, value))
    return next(higher, high) - next(lower, low)


def _possible(same: Sequence[Said], values: Iterable[Figure], value: int) -> bool:
    """Whether one of a crowd could have this figure with all published the same."""
    return any(_unchanged(same, figure, value) for figure in values)


def _unchanged(same: Sequence[Said], figure: Figure, value: int) -> bool:
    return all(
        spread_of(sorted((dict(one.values) | {figure: value}).values()), 2) == one.spread
        for one in same
        if figure in one.hidden
    )
