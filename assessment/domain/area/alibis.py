"""Whether a spread may be published: everybody without a name keeps an alibi, however alike a crowd is.

Members of a crowd can change places unseen, so nothing is known of any of them but that it lies between their lowest
and their highest. Those two move unseen as far as the next figure that a quartile rests on; in several groups, as far
as in all of them. A spread that would leave less than ten points for a crowd, or for all of it but one who knows
their own figure, is not published.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Mapping, Sequence

LEAST = 10.0
_EVERYTHING = (float("-inf"), float("inf"))

Range = tuple[float, float]


@dataclass(slots=True)
class Alibis:
    """How far the figures of every crowd can lie apart, as far as the spreads say that were published until now."""

    _ranges: dict[tuple[Hashable, Hashable], Range] = field(default_factory=dict)

    def allow(self, figure: Hashable, known: Sequence[tuple[float, Hashable]], *, always: bool = False) -> bool:
        """Whether the spread of a figure over these may be published; None in the place of a crowd is a name.

        If so, it is taken into account from now on. What is published of the widest group is so always.
        """
        left = {(figure, crowd): self._left((figure, crowd), found) for crowd, found in _ranges(known).items()}
        if not always and any(high - low < LEAST for low, high in left.values()):
            return False
        self._ranges |= left
        return True

    def _left(self, key: tuple[Hashable, Hashable], found: Range) -> Range:
        low, high = self._ranges.get(key, _EVERYTHING)
        return max(low, found[0]), min(high, found[1])


def _ranges(known: Sequence[tuple[float, Hashable]]) -> Mapping[Hashable, Range]:
    ordered = sorted(value for value, _ in known)
    crowds: dict[Hashable, list[float]] = {}
    for value, crowd in known:
        if crowd is not None:
            crowds.setdefault(crowd, []).append(value)
    rests_on = sorted(set(_rests_on(len(ordered))))
    return {
        (crowd, number): _range(ordered, rests_on, others[0], others[-1])
        for crowd, values in crowds.items()
        for number, others in enumerate(_to_colleagues(sorted(values)))
        if others
    }


def _to_colleagues(values: Sequence[float]) -> Iterable[Sequence[float]]:
    """A crowd as it is to everybody else, and to the lowest and the highest of it, who know their own figure."""
    return values, values[1:], values[:-1]


def _range(ordered: Sequence[float], rests_on: Sequence[int], lowest: float, highest: float) -> Range:
    below = [place for place in rests_on if place <= bisect_left(ordered, lowest)]
    above = [place for place in rests_on if place >= bisect_right(ordered, highest) - 1]
    return (
        ordered[below[-1]] if below else _EVERYTHING[0],
        ordered[above[0]] if above else _EVERYTHING[1],
    )


def _rests_on(count: int) -> Iterable[int]:
    for quarters in (1, 2, 3):
        place, between = divmod(quarters * (count - 1), 4)
        yield place
        if between:
            yield place + 1
