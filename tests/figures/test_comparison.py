"""What a comparison says in its headings, and the stages of an area without a bar that tells nothing."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from assessment import figures
from assessment.domain.area.cohort import Spread
from assessment.domain.area.cycles import Cycle
from assessment.domain.assessment.scorecard import State
from assessment.domain.bank.question_bank import Axis
from assessment.figures import comparison
from assessment.reports.members import Member
from assessment.reports.stage_flow import StageFlow

AXIS = Axis.DIMENSION


def compared(group, *organisations, medians=50):
    """A group whose members have these figures on its dimensions, one after the other."""
    names = [one.id for one in group.bank.dimensions]
    base = group.members[0].scores
    members = [
        Member(n, f"Place {n}", f"place-{n}", "Health", replace(base, dimensions=dict(zip(names, given, strict=True))),
               base, State.SUPPORTED, None, n)
        for n, given in enumerate(organisations, start=1)
    ]  # fmt: skip
    spreads = dict.fromkeys(names, Spread(9, 40, medians, 60) if medians is not None else None)
    axes = {**group.figures.axes, AXIS: spreads}
    return replace(group, figures=replace(group.figures, axes=axes), members=tuple(members)), members


def test_the_heading_says_where_organisations_are_furthest_apart(a_group):
    first, second, *_ = (one.name for one in a_group.bank.dimensions)
    group, members = compared(a_group, [10, 60.4, 50, 50], [12, 20, 50, 50])
    assert comparison.apart(group, members, AXIS) == f"Furthest apart on {second}: from 20 to 60"
    group, members = compared(a_group, [10, 60, 50, 50], [50, 20, 50, 50])
    assert comparison.apart(group, members, AXIS) == f"Furthest apart on {first} and {second}: by 40 points"
    group, members = compared(a_group, [50.1, 50, 50, 50], [50, 50, 50, 50])
    assert comparison.apart(group, members, AXIS) == f"The same on every {AXIS}"


def test_one_organisation_is_set_against_the_median(a_group):
    first = a_group.bank.dimensions[0].name
    group, members = compared(a_group, [80, 60, 50, None])
    assert comparison.apart(group, members, AXIS) == f"Furthest from the group’s median on {first}: 80 against 50"
    group, members = compared(a_group, [50, 50, 50, 50])
    assert comparison.apart(group, members, AXIS) == f"The same as the group’s median on every {AXIS}"
    for given in ({"medians": None}, {}):
        group, members = compared(a_group, [None, None, None, None], **given)
        assert comparison.apart(group, members, AXIS) == "By dimension"
    assert comparison.apart(group, [], AXIS) == "By dimension"


def test_above_the_median_is_counted_as_figures_are_shown(a_group):
    group, members = compared(a_group, [50.4, 51, 80, None], [10, 20, 30, 40])
    said = comparison.against_median(group, members, AXIS)
    assert said == "Above the group’s median: Place 1 on 2; Place 2 on 0 of 4."
    assert figures.of_overlay(group, members)[AXIS].dots.summary == said
    assert "middle 50%" in comparison.against_median(group, [], AXIS)


def flow(bands, *years):
    cycles = (Cycle(n, 2020 + n, f"Year {n}", "b", date(2020 + n, 9, 1), None, None) for n in range(len(years)))
    return StageFlow(tuple(bands), tuple(zip(cycles, years, strict=True)))


def test_stages_are_drawn_without_the_empty_ones_and_the_years_that_tell_nothing():
    shown = flow(("Ready", "Aware", "Sensitive"), None, (0, 9, 0), (0, 6, 7), (0, 5, 9))
    chart = figures.of_stages(shown)
    assert chart.picture.years == ("Year 2", "Year 3")
    assert [line.name for line in chart.picture.lines] == ["Aware", "Sensitive"]
    assert chart.summary == "Year 2: Aware 6, Sensitive 7; Year 3: Aware 5, Sensitive 9."
    assert comparison.stages_now(shown) == "9 of 14 organisations were at Sensitive in Year 3"
    assert comparison.stages_empty(shown) == "No organisation was at Ready in the years shown."
    assert comparison.stages_taken(shown) == ["Aware", "Sensitive"]
    assert comparison.stages_untold(shown) == [
        "Year 0: too few organisations were at each stage to show them separately.",
        "Year 1: all 9 organisations were at Aware.",
    ]


@pytest.mark.parametrize("years", [((12,),), ((12,), None), (None,)])
def test_everybody_in_one_bar_is_words_instead(years):
    shown = flow(("Ready to Sensitive",), *years)
    assert figures.of_stages(shown) is None
    assert comparison.stages_now(shown) == "Too few organisations are at each stage to show them separately"
    assert len(comparison.stages_untold(shown)) == len(years)
    assert all("too few organisations" in one for one in comparison.stages_untold(shown))
    assert comparison.stages_empty(shown) == ""


def test_a_heat_map_is_taken_away_as_it_is_shown_with_the_medians_of_the_group(a_group):
    chart = figures.of_heat_map(a_group, a_group.members, AXIS)
    head, first, last = figures.as_rows(chart.picture)
    assert head == ["Organisation", *(one.name for one in a_group.bank.dimensions)]
    assert first == ["Place, supported", *(cell.text for cell in chart.picture.rows[0].cells)]
    assert last == [f"Median of {a_group.figures.count} organisations", "25", "25", "25", "25"]
    items = a_group.bank.items[:2]
    by_item = figures.of_item_heat_map(a_group, a_group.members, items, [(1, None)])
    assert figures.as_rows(by_item.picture) == [
        ["Organisation", *(one.title for one in items)],
        ["Place, supported", "1", ""],
        [f"Median of {a_group.figures.count} organisations", "1", "1"],
    ]
    assert figures.item_medians(a_group, items) == (1.0, 1.0)
