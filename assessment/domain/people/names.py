"""People as others see them beside what they did."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Named:
    """Somebody by number and name."""

    id: int
    name: str
