"""The declared groups of an area that a year is published for, in the order in which they are decided."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from assessment.domain.area.sectors import SECTOR_NAMES, SIZE_NAMES, Sector, SizeBand

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

AREA = "area"
MOVED = "moved"
EVERY_QUESTION = "every-question"


class GroupKind(StrEnum):
    """What the members of a group have in common."""

    AREA = "area"
    MOVED = "moved"
    EVERY_QUESTION = "every-question"
    PARTNERSHIP = "partnership"
    SECTOR = "sector"
    SIZE = "size"
    JOINED = "joined"


class Joined(StrEnum):
    """How long an organisation has been answering."""

    FIRST = "first"
    SECOND_OR_THIRD = "second-or-third"
    LATER = "later"


JOINED_NAMES = {
    Joined.FIRST: "In their first year",
    Joined.SECOND_OR_THIRD: "In their second or third year",
    Joined.LATER: "In their fourth year or later",
}
FEW_YEARS = 3
_LABELS = {
    AREA: "The whole area",
    MOVED: "Those who also answered the year before",
    EVERY_QUESTION: "Those who answered every question",
    **{f"{GroupKind.SECTOR}:{sector}": name for sector, name in SECTOR_NAMES.items()},
    **{f"{GroupKind.SIZE}:{size}": name for size, name in SIZE_NAMES.items()},
    **{f"{GroupKind.JOINED}:{joined}": name for joined, name in JOINED_NAMES.items()},
}


@dataclass(frozen=True, slots=True)
class Facts:
    """What decides which groups an organisation belongs to in one year."""

    sector: Sector
    size: SizeBand
    years: int
    full: bool
    moved: bool
    partnerships: frozenset[int]
    in_area: bool


def joined(years: int) -> Joined:
    """The band of an organisation that answers for the nth year."""
    if years <= 1:
        return Joined.FIRST
    return Joined.SECOND_OR_THIRD if years <= FEW_YEARS else Joined.LATER


def key_of(kind: GroupKind, which: object) -> str:
    """The key of one of several groups of a kind."""
    return f"{kind}:{which}"


def kind_of(key: str) -> GroupKind:
    """What the members of a group have in common."""
    return GroupKind(key.partition(":")[0])


def partnership_of(key: str) -> int | None:
    """The partnership that a group is; None for every other group."""
    kind, _, which = key.partition(":")
    return int(which) if kind == GroupKind.PARTNERSHIP and which.isdecimal() else None


def groups_of(facts: Facts) -> frozenset[str]:
    """The groups that an organisation belongs to; those of the area only where it may be counted in the area."""
    partnerships = {key_of(GroupKind.PARTNERSHIP, one) for one in facts.partnerships}
    if not facts.in_area:
        return frozenset(partnerships)
    return frozenset(
        partnerships
        | {
            AREA,
            key_of(GroupKind.SECTOR, facts.sector),
            key_of(GroupKind.SIZE, facts.size),
            key_of(GroupKind.JOINED, joined(facts.years)),
        }
        | ({MOVED} if facts.moved else set())
        | ({EVERY_QUESTION} if facts.full else set())
    )


def groups_by_name(groups: frozenset[str], named_in: Sequence[int | None], *, known: bool) -> frozenset[str]:
    """The groups that may count an organisation by name.

    Over every question only those are counted whom the area names: nobody else's figures over these have a row. Whoever
    had a name in an earlier publication of the year and has none now is published no more.
    """
    if named_in:
        return groups if None in named_in else groups - {EVERY_QUESTION}
    return frozenset() if known else groups


def catalogue(partnerships: Iterable[int]) -> tuple[str, ...]:
    """Every group that is published, the widest first: where groups are in each other's way, the later gives way."""
    return (
        AREA,
        MOVED,
        EVERY_QUESTION,
        *(key_of(GroupKind.PARTNERSHIP, one) for one in sorted(partnerships)),
        *(key_of(GroupKind.SECTOR, one) for one in Sector),
        *(key_of(GroupKind.SIZE, one) for one in SizeBand),
        *(key_of(GroupKind.JOINED, one) for one in Joined),
    )


def label_of(key: str, partnerships: Mapping[int, str]) -> str:
    """What people call a group; a partnership that has ended since has no name any more."""
    kind, _, which = key.partition(":")
    if kind == GroupKind.PARTNERSHIP:
        return partnerships.get(int(which), "A partnership that has ended")
    return _LABELS[key]


def in_order(keys: Iterable[str]) -> Sequence[str]:
    """Keys of groups as lists show them: by kind, and within each in the order of the catalogue."""
    known = tuple(keys)
    order = catalogue(place for key in known if (place := partnership_of(key)) is not None)
    return sorted(known, key=order.index)
