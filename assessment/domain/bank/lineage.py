"""What a bank says of the version before it: which items it takes over, and which it leaves behind."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Meaning(StrEnum):
    """Whether an item still asks for the same thing as the one it replaces."""

    SAME = "same"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class Replaced:
    """An item of the version before that an item takes the place of, and why it was written anew."""

    item: str
    meaning: Meaning
    why: str = ""


@dataclass(frozen=True, slots=True)
class Retired:
    """An item of the version before that is asked no longer."""

    id: str
    why: str = ""


@dataclass(frozen=True, slots=True)
class Predecessor:
    """The version before, and where the scale changed, which level of this bank each of its levels is worth."""

    bank: str
    levels: tuple[int, ...] | None = None
