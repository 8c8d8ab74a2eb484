"""What a chart is made from: named figures from 0 to 100, where None means that there is none."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Sequence

    Values = tuple[float | None, ...]

MOST_SERIES = 3


@dataclass(frozen=True, slots=True)
class Series:
    """One named line of figures, one for each axis or year; an outline has hollow markers."""

    name: str
    values: Values
    kind: Literal["solid", "outline"] = "solid"


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a dot plot: a figure for each series, and the quartiles and median of a group."""

    label: str
    values: Values
    lower: float | None = None
    median: float | None = None
    upper: float | None = None


@dataclass(frozen=True, slots=True)
class Band:
    """A named stretch of the scale, such as a stage."""

    name: str
    lowest: float
    highest: float


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened at a point counted in years from the first: 1.5 is between the second and third."""

    at: float
    label: str
    kind: Literal["bank", "note"] = "note"


def check_series(series: Sequence[Series], *, length: int, most: int | None = MOST_SERIES) -> None:
    """Refuse more lines than a reader can tell apart, and figures that do not match their axes."""
    if most is not None and len(series) > most:
        raise ValueError(f"A chart shows at most {most} series, not {len(series)}.")
    for one in series:
        if len(one.values) != length:
            raise ValueError(f"{one.name!r} has {len(one.values)} figures for {length} axes.")
