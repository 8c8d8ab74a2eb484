"""What all instruments have in common."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Instrument:
    """Something that is used together with a bank: its kind, id and title, its bank, and what it is for."""

    format: int
    kind: str
    id: str
    title: str
    bank: str
    about: str
    licence: str = field(default="", kw_only=True)
