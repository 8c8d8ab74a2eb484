"""The catalogue of outcome indicators."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from assessment.domain.instruments.instrument import Instrument


class Direction(StrEnum):
    """The direction in which an indicator should move."""

    UP = "up"
    DOWN = "down"
    UP_FIRST_THEN_DOWN = "up_first_then_down"


@dataclass(frozen=True, slots=True)
class Indicator:
    """Something to count besides the scores, and how it can mislead."""

    id: str
    name: str
    definition: str
    unit: str
    direction: Direction
    source: str
    sectors: tuple[str, ...]
    caveat: str
    related: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Indicators(Instrument):
    """The catalogue of outcome indicators, never combined into one figure."""

    indicators: tuple[Indicator, ...]
