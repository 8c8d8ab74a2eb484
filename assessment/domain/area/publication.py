"""Which groups of a year may be published, and over whom, so that nobody without a name can be worked out.

Those without a name stand in crowds. A crowd is made of figures that went into exactly the same published groups.
Swap two figures of one crowd, and nothing that was published changes. So whatever can be worked out from all groups
taken together, it is never about one member of a crowd more than about the others; and no crowd is smaller than the
threshold. A result that is kept anew is a new figure, and groups that are published later part the crowds further.
"""

from __future__ import annotations

import hashlib
import hmac
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

RULES = "1"

Figure = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Disclosure:
    """How an installation protects small groups: the fewest that are shown, and a secret that nobody can foresee."""

    threshold: int
    secret: str

    def place(self, figure: Figure) -> bytes:
        """Where a figure comes when some have to be left out: an order that has nothing to do with what it says."""
        return hmac.digest(self.secret.encode(), f"left out:{figure[0]}".encode(), hashlib.sha256)


@dataclass(frozen=True, slots=True)
class Entrant:
    """An organisation with the kept result that is to be published, and the groups that it belongs to and agreed to.

    `named` says whether any view shows it by name, now or since an earlier publication of the same year. `rows` are the
    groups that show it by name if they are opened, and `known` says that an earlier publication did.
    """

    organisation: int
    result: int
    named: bool
    groups: frozenset[str]
    rows: frozenset[str] = frozenset()
    known: bool = False

    @property
    def figure(self) -> Figure:
        """Its figure as the crowds count it."""
        return self.organisation, self.result


@dataclass(frozen=True, slots=True)
class Cut:
    """A group as it is published: over whom, and how many of its members were left out; over nobody if it is closed."""

    key: str
    counted: frozenset[Figure]
    left_out: int

    @property
    def open(self) -> bool:
        """Whether anything is published of it."""
        return bool(self.counted)


@dataclass(slots=True)
class Crowds:
    """The figures without a name, parted by the published groups that count them."""

    disclosure: Disclosure
    _crowds: dict[Figure, tuple[int, ...]] = field(default_factory=dict)
    _groups: int = 0

    def allowed(self, wanted: Iterable[Figure]) -> frozenset[Figure]:
        """Those of a group that may be counted in it.

        Too few of a crowd are left out. Where the group would leave too few of a crowd behind, so many of its own
        are left out that the rest is a crowd again, or all of them.
        """
        sizes = self.sizes()
        inside: dict[tuple[int, ...], list[Figure]] = {}
        for figure in wanted:
            inside.setdefault(self._crowds.get(figure, ()), []).append(figure)
        return frozenset(
            figure
            for crowd, members in inside.items()
            for figure in self._of_crowd(members, sizes[crowd] if crowd else None)
        )

    def _of_crowd(self, members: list[Figure], size: int | None) -> list[Figure]:
        most = len(members)
        if size is not None and 0 < size - most < self.disclosure.threshold:
            most = size - self.disclosure.threshold
        return sorted(members, key=self.disclosure.place)[:most] if most >= self.disclosure.threshold else []

    def count(self, counted: Iterable[Figure]) -> None:
        """Part the crowds by a group that is published over these."""
        for figure in counted:
            self._crowds[figure] = (*self._crowds.get(figure, ()), self._groups)
        self._groups += 1

    def sizes(self) -> Mapping[tuple[int, ...], int]:
        """How many figures share which groups."""
        return Counter(self._crowds.values())


def cuts(
    entrants: Sequence[Entrant],
    catalogue: Sequence[str],
    disclosure: Disclosure,
    *,
    before: Sequence[frozenset[Figure]] = (),
) -> tuple[Cut, ...]:
    """Decide about every group of the catalogue in its order; a smaller one that comes later gives way.

    `before` are the figures without a name in the groups that earlier publications of the year hold.
    """
    crowds = Crowds(disclosure)
    for group in before:
        crowds.count(group)
    return tuple(_cut(crowds, key, [one for one in entrants if key in one.groups]) for key in catalogue)


def _cut(crowds: Crowds, key: str, members: Sequence[Entrant]) -> Cut:
    hidden = crowds.allowed(one.figure for one in members if not one.named)
    counted = hidden | {one.figure for one in members if one.named}
    if len(counted) < crowds.disclosure.threshold:
        return Cut(key, frozenset(), len(members))
    crowds.count(hidden)
    return Cut(key, counted, len(members) - len(counted))


def refusal(area: Cut, entrants: Sequence[Entrant], before: Mapping[int, int] | None, threshold: int) -> str | None:
    """Why a year cannot be published as it stands now, None if it can.

    `before` has the organisations that the area counts so far, with their results; None before the first publication.
    """
    if not area.open:
        return (
            f"There isn’t enough to publish yet. It takes results from at least {threshold} organisations that have "
            "agreed to be included."
        )
    if before is None:
        return None
    count = len(changed(area, entrants, before))
    if count < threshold:
        what = {0: "Nothing has", 1: "One organisation has"}.get(count, f"{count} organisations have")
        return (
            f"{what} changed since this year was published. You can publish it again once at least {threshold} have. "
            "With fewer, someone comparing the two could work out whose figures are new."
        )
    counted = {organisation for organisation, _ in area.counted}
    if (before.keys() & _belonging(area, entrants).keys()) - counted:
        return (
            "Publishing again now would leave out organisations that are included at the moment, because too few of "
            "the anonymous ones have changed. Wait until more have."
        )
    return None


def changed(area: Cut, entrants: Iterable[Entrant], before: Mapping[int, int]) -> frozenset[int]:
    """The organisations that the area would show differently: new ones, those gone, and those with another result.

    `before` has those that it counts so far, with their results. Whoever only has to be left out has not changed.
    """
    belonging = _belonging(area, entrants)
    new = {organisation for organisation, _ in area.counted} - before.keys()
    return frozenset(new | {one for one, result in before.items() if belonging.get(one) != result})


def _belonging(area: Cut, entrants: Iterable[Entrant]) -> Mapping[int, int]:
    return {one.organisation: one.result for one in entrants if area.key in one.groups}
