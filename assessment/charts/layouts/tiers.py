"""Places for labels that would lie on each other: in further rows, or pushed apart along a line."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


def tiered(
    widths: Sequence[float], centres: Sequence[float], *, within: tuple[float, float], gap: float = 8
) -> list[tuple[float, int]]:
    """For each label its centre, kept within the edges, and the first row in which it has room."""
    row_ends: list[float] = []
    places: list[tuple[float, int]] = []
    for width, wanted in zip(widths, centres, strict=True):
        centre = max(within[0] + width / 2, min(within[1] - width / 2, wanted))
        left = centre - width / 2
        row = next((row for row, end in enumerate(row_ends) if end + gap <= left), len(row_ends))
        row_ends[row : row + 1] = [centre + width / 2]
        places.append((centre, row))
    return places


def spread_out(wanted: Sequence[float], sizes: Sequence[float], *, within: tuple[float, float]) -> list[float]:
    """Centres as near as can be to where they are wanted, with none of the sizes overlapping."""
    order = sorted(range(len(wanted)), key=lambda place: wanted[place])
    offsets, foot = [], 0.0
    for place in order:
        offsets.append(foot + sizes[place] / 2)
        foot += sizes[place]
    starts = _rising(wanted[place] - offset for place, offset in zip(order, offsets, strict=True))
    centres = [0.0] * len(wanted)
    for place, start, offset in zip(order, starts, offsets, strict=True):
        centres[place] = max(within[0], min(within[1] - foot, start)) + offset
    return centres


def _rising(values: Iterable[float]) -> list[float]:
    runs: list[tuple[float, int]] = []
    for value in values:
        total, count = value, 1
        while runs and runs[-1][0] / runs[-1][1] > total / count:
            before, many = runs.pop()
            total, count = total + before, count + many
        runs.append((total, count))
    return [total / count for total, count in runs for _ in range(count)]
