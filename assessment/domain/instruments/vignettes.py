"""Made-up cases that raters rate, to see whether they use the scale alike."""

from __future__ import annotations

from dataclasses import dataclass

from assessment.domain.instruments.instrument import Instrument


@dataclass(frozen=True, slots=True)
class Vignette:
    """A made-up case to be rated, with the level it should get and why."""

    id: str
    item: str
    title: str
    sector: str
    text: str
    reference: int
    reasons: tuple[str, ...]
    trap: str


@dataclass(frozen=True, slots=True)
class Vignettes(Instrument):
    """A set of made-up cases for raters to practise on."""

    vignettes: tuple[Vignette, ...]
