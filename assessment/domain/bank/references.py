"""What the items of a bank refer to: publications, and technical terms."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Source:
    """A publication on whose topics items are based."""

    id: str
    title: str
    link: str = ""


@dataclass(frozen=True, slots=True)
class Term:
    """A technical term with its meaning, and the other forms in which it is used."""

    term: str
    meaning: str
    also: tuple[str, ...] = ()
