"""What becomes of an organisation's history when it is joined with another, divided, or closed.

The rules are told in docs/organisations.md.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date


class Change(StrEnum):
    """How one organisation became another."""

    MERGED = "merged"
    SPLIT = "split"


@dataclass(frozen=True, slots=True)
class Link:
    """One organisation that went on as another from a day on, by their ids."""

    earlier: int
    later: int
    change: Change
    on: date


def lineage(organisation: int, links: Sequence[Link]) -> tuple[Link, ...]:
    """Every link by which earlier organisations led to this one, the latest first; circles are walked once."""
    found: list[Link] = []
    towards, seen = [organisation], {organisation}
    while towards:
        later = towards.pop()
        for link in links:
            if link.later == later and link.earlier not in seen:
                seen.add(link.earlier)
                towards.append(link.earlier)
                found.append(link)
    return tuple(sorted(found, key=lambda link: (link.on, -link.earlier), reverse=True))
