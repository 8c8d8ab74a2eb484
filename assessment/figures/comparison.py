"""What a comparison of a few organisations, or of the stages of an area, says in its headings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assessment.domain.rounding import shown
from assessment.figures.findings import listed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assessment.domain.bank.question_bank import Axis
    from assessment.reports.area import Group
    from assessment.reports.members import Member
    from assessment.reports.stage_flow import StageFlow


def apart(group: Group, chosen: Sequence[Member], axis: Axis) -> str:
    """Where a few organisations are furthest apart, or one is furthest from the median of its group, in words."""
    known = _known(group, chosen, axis)
    if not known:
        return f"By {axis}"
    widest = max(max(values) - min(values) for _, values in known)
    if not widest:
        return f"The same as the group’s median on every {axis}" if len(chosen) == 1 else f"The same on every {axis}"
    where = [(name, values) for name, values in known if max(values) - min(values) == widest]
    if len(where) > 1:
        return f"{_furthest(chosen)} on {listed(name for name, _ in where)}: by {widest} points"
    name, values = where[0]
    figures = f"{values[0]} against {values[1]}" if len(chosen) == 1 else f"from {min(values)} to {max(values)}"
    return f"{_furthest(chosen)} on {name}: {figures}"


def against_median(group: Group, chosen: Sequence[Member], axis: Axis) -> str:
    """On how many axes each organisation lies above the median of its group, in words."""
    groups, spreads = group.bank.groups[axis], group.spreads[axis]
    medians = {one.id: shown(spread.median) for one in groups if (spread := spreads[one.id])}
    if not chosen or not medians:
        return "The median of the group, with the middle 50% of its organisations."
    counts = (f"{one.label} on {_above(one, axis, medians)}" for one in chosen)
    return f"Above the group’s median: {'; '.join(counts)} of {len(medians)}."


def stages_now(flow: StageFlow) -> str:
    """How many organisations are furthest along in the latest year that tells stages apart, in words."""
    if not flow.told:
        return "Too few organisations are at each stage to show them separately"
    cycle, counts = flow.told[-1]
    place = max(place for place, count in enumerate(counts) if count)
    return f"{counts[place]} of {sum(counts)} organisations were at {flow.bands[place]} in {cycle.name}"


def stages_taken(flow: StageFlow) -> list[str]:
    """The stages, joined where they are few, at which anybody was in a year that is drawn."""
    return [flow.bands[place] for place in flow.taken]


def stages_untold(flow: StageFlow) -> list[str]:
    """What can be said of the years that are not drawn, a sentence each."""
    return [_untold(flow, cycle.name, counts) for cycle, counts in flow.untold]


def stages_empty(flow: StageFlow) -> str:
    """The stages at which no organisation was in the years that are drawn, in words; empty where there are none."""
    empty = [band for place, band in enumerate(flow.bands) if place not in flow.taken] if flow.told else []
    return f"No organisation was at {listed(empty)} in the years shown." if empty else ""


def _untold(flow: StageFlow, year: str, counts: Sequence[int] | None) -> str:
    here = [(band, count) for band, count in zip(flow.bands, counts or (), strict=False) if count]
    if not here or len(flow.bands) == 1:
        return f"{year}: too few organisations were at each stage to show them separately."
    (band, count), *_ = here
    return f"{year}: all {count} organisations were at {band}."


def _known(group: Group, chosen: Sequence[Member], axis: Axis) -> list[tuple[str, list[int]]]:
    """By axis the figures as they are shown: those of the organisations, or of one and the median."""
    found = []
    for one in group.bank.groups[axis]:
        spread = group.spreads[axis][one.id]
        median = [spread.median if spread else None] if len(chosen) == 1 else []
        values = [member.scores.of(axis).get(one.id) for member in chosen] + median
        if chosen and None not in values:
            found.append((one.name, [shown(value) for value in values if value is not None]))
    return found


def _furthest(chosen: Sequence[Member]) -> str:
    return "Furthest from the group’s median" if len(chosen) == 1 else "Furthest apart"


def _above(member: Member, axis: Axis, medians: dict[str, int]) -> int:
    scores = member.scores.of(axis)
    return sum((value := scores.get(key)) is not None and shown(value) > median for key, median in medians.items())
