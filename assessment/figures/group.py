"""A group of organisations: small radars, the heat map and the flow through the stages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assessment.charts.layouts.heat_map import heat_map
from assessment.charts.layouts.radar import FEWEST_AXES
from assessment.charts.layouts.small_radar import small_radar as drawn_small
from assessment.charts.layouts.stage_flow import stage_flow
from assessment.domain.rounding import figure
from assessment.figures.chart import Chart

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assessment.charts.pictures.radar import SmallRadar
    from assessment.domain.bank.question_bank import Axis, Item
    from assessment.reports.area import Group
    from assessment.reports.members import Member
    from assessment.reports.stage_flow import StageFlow

TOO_FEW = "too few to tell stages apart"
_LONGEST_ID = 3


def small_radar(group: Group, member: Member, axis: Axis) -> tuple[SmallRadar | None, str]:
    """One organisation's small radar with the group's median, and the same in words; too few axes have words alone."""
    groups = group.bank.groups[axis]
    scores = member.scores.of(axis)
    said = ", ".join(f"{one.name} {figure(scores.get(one.id))}" for one in groups)
    if len(groups) < FEWEST_AXES:
        return None, f"{said}."
    drawn = drawn_small(
        tuple(scores.get(one.id) for one in groups),
        median=tuple(spread.median if (spread := group.spreads[axis][one.id]) else None for one in groups),
        ids=marks(group, axis),
    )
    return drawn, f"{member.heading}: {said}."


def marks(group: Group, axis: Axis) -> tuple[str, ...]:
    """What stands at the axes of small radars and in their key: the ids, or numbers where one is too long for that."""
    groups = group.bank.groups[axis]
    if all(len(one.id) <= _LONGEST_ID for one in groups):
        return tuple(one.id for one in groups)
    return tuple(str(number) for number in range(1, len(groups) + 1))


def of_heat_map(group: Group, members: Sequence[Member], axis: Axis) -> Chart:
    """Every organisation's figures in one table, the darker the higher."""
    groups = group.bank.groups[axis]
    rows = [member.heading for member in members]
    values = [tuple(member.scores.of(axis).get(one.id) for one in groups) for member in members]
    columns = [one.name for one in groups]
    return Chart(
        heat_map(rows, columns, values, corner="Organisation"),
        "Each row is an organisation, each column an axis from 0 to 100. "
        "The stronger the shade, the higher the figure.",
    )


def of_item_heat_map(
    group: Group, members: Sequence[Member], items: Sequence[Item], levels: Sequence[Sequence[int | None]]
) -> Chart:
    """Every organisation's levels on some questions in one table, the darker the higher; questions are numbered."""
    rows = [member.heading for member in members]
    numbers = [str(number) for number in range(1, len(items) + 1)]
    meanings, top = [item.title for item in items], group.bank.top_level
    return Chart(
        heat_map(rows, numbers, [tuple(one) for one in levels], meanings=meanings, highest=top),
        f"Each row is an organisation, each column a question with its level from 0 to {top}. "
        "The stronger the shade, the higher the level; a dash stands where a question was not asked or does not apply.",
    )


def of_stages(flow: StageFlow) -> Chart:
    """How many organisations stood at each stage, year by year."""
    years = tuple(cycle.name for cycle, _ in flow.years)
    counts = tuple(count for _, count in flow.years)
    told = "; ".join(f"{year}: {_told(flow, count)}" for year, count in zip(years, counts, strict=True))
    return Chart(stage_flow(years, flow.bands, counts, not_shown=TOO_FEW), f"{told}.")


def _told(flow: StageFlow, count: Sequence[int] | None) -> str:
    return ", ".join(f"{band} {number}" for band, number in zip(flow.bands, count, strict=True)) if count else TOO_FEW
