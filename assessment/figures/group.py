"""A group of organisations: small radars, the heat map and the flow through the stages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assessment.charts.layouts.heat_map import heat_map
from assessment.charts.layouts.radar import FEWEST_AXES
from assessment.charts.layouts.small_radar import small_radar as drawn_small
from assessment.charts.layouts.stage_flow import stage_flow
from assessment.domain.rounding import MISSING, figure
from assessment.figures.chart import Chart
from assessment.figures.comparison import stages_taken

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assessment.charts.pictures.heat_map import HeatMap
    from assessment.charts.pictures.radar import SmallRadar
    from assessment.charts.values import Values
    from assessment.domain.bank.question_bank import Axis, Item
    from assessment.reports.area import Group
    from assessment.reports.members import Member
    from assessment.reports.stage_flow import StageFlow

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
    """Every organisation's figures in one table, the stronger the shade the higher; the group's medians last."""
    groups = group.bank.groups[axis]
    rows = [member.heading for member in members]
    values = [tuple(member.scores.of(axis).get(one.id) for one in groups) for member in members]
    columns = [one.name for one in groups]
    return Chart(
        heat_map(rows, columns, values, median=axis_medians(group, axis), median_name=_median_of(group)),
        "Scores from 0 to 100: the stronger the shade, the higher.",
    )


def of_item_heat_map(
    group: Group, members: Sequence[Member], items: Sequence[Item], levels: Sequence[Sequence[int | None]]
) -> Chart:
    """Every organisation's levels on some questions in one table, with the medians last; questions are numbered."""
    rows = [member.heading for member in members]
    numbers = [str(number) for number in range(1, len(items) + 1)]
    meanings, top = [item.title for item in items], group.bank.top_level
    return Chart(
        heat_map(
            rows,
            numbers,
            [tuple(one) for one in levels],
            meanings=meanings,
            highest=top,
            median=item_medians(group, items),
            median_name=_median_of(group),
        ),
        f"Levels from 0 to {top}: the stronger the shade, the higher. A dash means not asked or not applicable.",
    )


def axis_medians(group: Group, axis: Axis) -> Values:
    """The group's published median on each axis."""
    spreads = group.spreads[axis]
    return tuple(spread.median if (spread := spreads[one.id]) else None for one in group.bank.groups[axis])


def item_medians(group: Group, items: Sequence[Item]) -> Values:
    """The group's published median level on each of some questions."""
    spreads = group.figures.items
    return tuple(spread.median if (spread := spreads.get(one.id)) else None for one in items)


def _median_of(group: Group) -> str:
    return f"Median of {group.figures.count} organisations"


def as_rows(picture: HeatMap) -> list[list[str]]:
    """A heat map as a table for a spreadsheet, the group's medians last; what is missing stays empty."""
    head = [picture.corner, *(picture.meanings or picture.columns)]
    lines = [[row.name, *(cell.text for cell in row.cells)] for row in (*picture.rows, picture.median) if row]
    return [head, *([_empty(cell) for cell in line] for line in lines)]


def _empty(cell: str) -> str:
    return "" if cell == MISSING else cell


def of_stages(flow: StageFlow) -> Chart | None:
    """How many organisations stood at each stage in the years that tell them apart; None where no year does."""
    if not flow.told:
        return None
    years, bands = tuple(cycle.name for cycle, _ in flow.told), stages_taken(flow)
    counts = tuple(tuple(count[place] for place in flow.taken) for _, count in flow.told)
    told = "; ".join(f"{year}: {_told(bands, count)}" for year, count in zip(years, counts, strict=True))
    return Chart(stage_flow(years, bands, counts), f"{told}.")


def _told(bands: Sequence[str], counts: Sequence[int]) -> str:
    return ", ".join(f"{band} {count}" for band, count in zip(bands, counts, strict=True))
