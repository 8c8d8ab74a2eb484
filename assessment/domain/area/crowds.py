"""Who counts as named once it is known which groups are opened, and in which crowds all others stand then."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from assessment.domain.area.publication import cuts

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Mapping, Sequence

    from assessment.domain.area.publication import Cut, Disclosure, Entrant, Figure


def settled(
    entrants: Sequence[Entrant],
    catalogue: Sequence[str],
    disclosure: Disclosure,
    *,
    before: Sequence[frozenset[Figure]] = (),
) -> tuple[tuple[Entrant, ...], tuple[Cut, ...]]:
    """What is decided about every group, once nobody counts as named whom no open group shows by name.

    Such a figure would stand in the groups for all to work out, so it goes into the crowds. Where an earlier
    publication did show the organisation by name, it would be no cover for others there, so it is not published at all.
    """
    while True:
        decided = cuts(entrants, catalogue, disclosure, before=before)
        opened = {cut.key for cut in decided if cut.open}
        unseen = {one.organisation for one in entrants if one.named and one.groups and not one.rows & opened}
        if not unseen:
            return tuple(entrants), decided
        entrants = [_unseen(one) if one.organisation in unseen else one for one in entrants]


def _unseen(one: Entrant) -> Entrant:
    return replace(one, groups=frozenset()) if one.known else replace(one, named=False)


def crowds_of(groups: Iterable[frozenset[Figure]]) -> Mapping[Figure, frozenset[int]]:
    """Which of these groups count a figure: those without a name for which it is the same are a crowd."""
    found: dict[Figure, set[int]] = {}
    for number, group in enumerate(groups):
        for figure in group:
            found.setdefault(figure, set()).add(number)
    return {figure: frozenset(numbers) for figure, numbers in found.items()}


def linked(crowds: Mapping[Figure, Hashable], earlier: Mapping[Figure, Hashable], threshold: int) -> frozenset[Figure]:
    """The figures without a name that may be counted in what links a year to the one before.

    What moved ties the two years together, so those counted stand in crowds that are the same in both. Those of a
    crowd of this year that are not counted are a crowd as well, or there are none. `earlier` are the crowds of the
    year before, for those who may be counted at all.
    """
    sizes = Counter(crowds.values())
    parts: dict[Hashable, dict[Hashable, list[Figure]]] = {}
    for figure in earlier:
        parts.setdefault(crowds[figure], {}).setdefault(earlier[figure], []).append(figure)
    return frozenset(
        figure for crowd, found in parts.items() for figure in _linked(found.values(), sizes[crowd], threshold)
    )


def _linked(parts: Iterable[list[Figure]], size: int, threshold: int) -> list[Figure]:
    counted = sorted((part for part in parts if len(part) >= threshold), key=len)
    while counted and 0 < size - sum(map(len, counted)) < threshold:
        counted = counted[1:]
    return [figure for part in counted for figure in part]
