"""The catalogue of training modules."""

from __future__ import annotations

from dataclasses import dataclass

from assessment.domain.instruments.instrument import Instrument


@dataclass(frozen=True, slots=True)
class Equivalence:
    """What a module corresponds to in another nation's framework."""

    nation: str
    level: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Module:
    """One training module."""

    id: str
    name: str
    for_whom: str
    aims: tuple[str, ...]
    outcomes: tuple[str, ...]
    related: tuple[str, ...] = ()
    equivalents: tuple[Equivalence, ...] = ()


@dataclass(frozen=True, slots=True)
class OtherLevel:
    """A level of practice that the modules do not reach."""

    name: str
    note: str


@dataclass(frozen=True, slots=True)
class Training(Instrument):
    """The catalogue of training modules."""

    currency_months: int
    modules: tuple[Module, ...]
    other_levels: tuple[OtherLevel, ...] = ()
