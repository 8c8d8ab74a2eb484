"""The timeline and the stage flow."""

from __future__ import annotations

from itertools import combinations

import pytest

from assessment.charts.layouts.stage_flow import stage_flow
from assessment.charts.layouts.timeline import timeline
from assessment.charts.values import Band, Event, Series

YEARS = ("2022–23", "2023–24", "2024–25", "2025–26", "2026–27")
BANDS = (Band("Aware", 25, 35), Band("Getting ready", 0, 25), Band("Sensitive", 35, 100))
STAGES = ("Getting ready", "Aware", "Sensitive")


def series(*values, name="Realises"):
    return Series(name, values)


@pytest.mark.parametrize("size", [0, 1, 2])
def test_names_at_the_ends_never_overlap_even_if_the_figures_are_equal(size, long_names):
    lines = [series(1, 2, 3, 4, 50, name=name) for name in long_names[:10]]
    layout = timeline(YEARS, lines, overall=series(1, 2, 3, 4, 50, name="Overall")).layouts[size]
    boxes = [end.label.box for end in layout.ends]
    assert not any(one.overlaps(other) for one, other in combinations(boxes, 2))
    assert all(box.right <= layout.box.right and box.bottom <= layout.box.bottom for box in boxes)


def test_a_missing_year_is_a_gap():
    trace = timeline(YEARS, [series(1, 2, None, 4, 5)]).layouts[0].traces[0]
    assert trace.path.count("M") == 2
    assert len(trace.marks) == 4


def test_a_line_that_ends_early_is_named_with_its_last_figure():
    layout = timeline(YEARS, [series(1, 2, 30, None, None), series(*[None] * 5, name="Never")]).layouts[0]
    assert [end.label.lines for end in layout.ends] == [("30\u00a0\u00a0Realises",)]


def test_overall_is_the_thickest_line_and_lies_on_top():
    traces = timeline(YEARS, [series(1, 2, 3, 4, 5)], overall=series(1, 2, 3, 4, 5, name="Overall")).layouts[0].traces
    assert traces[-1].name == "Overall"
    assert traces[-1].look.width > traces[0].look.width


def test_ten_lines_all_look_different(long_names):
    traces = timeline(YEARS, [series(1, 2, 3, 4, 5, name=name) for name in long_names[:10]]).layouts[0].traces
    assert len({(one.look.colour, one.look.dash) for one in traces}) == 10


def test_stages_lie_behind_from_the_lowest_up_and_every_other_is_tinted():
    bands = timeline(YEARS, [series(1, 2, 3, 4, 5)], bands=BANDS).layouts[0].bands
    assert [(band.label.lines[0], band.tinted) for band in bands] == [
        ("Getting ready", False),
        ("Aware", True),
        ("Sensitive", False),
    ]
    assert bands[0].y > bands[1].y > bands[2].y == 0


@pytest.mark.parametrize("size", [0, 1, 2])
def test_the_names_of_stages_stand_before_the_first_year_where_no_line_runs(size):
    layout = timeline(YEARS, [series(20, 20, 80, 80, 80)], bands=BANDS).layouts[size]
    boxes = [band.label.box for band in layout.bands]
    assert not any(one.overlaps(other) for one, other in combinations(boxes, 2))
    for band in layout.bands:
        assert band.label.box.left > 0
        assert band.label.box.right <= layout.plot.gutter < layout.plot.x(0) - 9


def test_stages_are_drawn_to_scale():
    layout = timeline(YEARS, [series(1, 2, 3, 4, 5)], bands=BANDS).layouts[0]
    assert [round(band.height / layout.plot.height * 100) for band in layout.bands] == [25, 10, 65]


def test_a_phone_names_the_lines_beneath_and_has_their_figures_at_the_ends():
    layout = timeline(YEARS, [series(1, 2, 3, 4, 50)]).layouts[-1]
    assert [end.label.lines for end in layout.ends] == [("50",)]
    assert [entry.label.lines for entry in layout.legend.entries] == [("Realises",)]
    assert timeline(YEARS, [series(1, 2, 3, 4, 50)]).layouts[0].legend.entries == ()


def test_years_and_stages_never_touch_on_a_phone():
    names = ("Getting ready", "Getting ready", None, "Responsive", "Responsive")
    layout = timeline(YEARS, [series(1, 2, 3, 4, 5)], stages=names).layouts[-1]
    boxes = [one.box for one in (*layout.years, *layout.stages)]
    assert not any(one.overlaps(other) for one, other in combinations(boxes, 2))
    assert [one.lines[0] for one in layout.stages] == ["Getting ready", "Responsive"]


def test_a_change_of_bank_is_named_above_and_notes_are_numbered_and_explained_below():
    events = (Event(1.5, "New bank 2025", "bank"), Event(3.2, "Merger"), Event(3.2, "New director"))
    layout = timeline(YEARS, [series(1, 2, 3, 4, 5)], events=events).layouts[0]
    bank, *notes = layout.events
    assert bank.label.box.bottom < 0
    assert [note.label.lines for note in notes] == [("1 Merger",), ("2 New director",)]
    assert not notes[0].number.box.overlaps(notes[1].number.box)
    assert all(note.label.box.top > layout.plot.height for note in notes)


def test_a_single_year_stands_in_the_middle():
    layout = timeline(YEARS[:1], [series(50)]).layouts[0]
    assert layout.traces[0].path == ""
    assert layout.plot.x(0) == layout.plot.width / 2


def test_years_of_the_stage_flow_share_one_scale():
    bars = stage_flow(YEARS[:2], STAGES, [(10, 5, 5), (0, 5, 5)]).layouts[0].bars
    assert sum(one.width for one in bars[0].segments) == 2 * sum(one.width for one in bars[1].segments)
    assert [one.words for one in bars[1].segments] == ["2023–24, Aware: 5", "2023–24, Sensitive: 5"]


def test_a_year_that_may_not_be_shown_says_so():
    bar = stage_flow(YEARS[:2], STAGES, [(10, 5, 5), None]).layouts[0].bars[1]
    assert bar.year.lines == ("2023–24: Not shown",)
    assert bar.segments == ()


def test_figures_of_thin_parts_stand_below_the_bar_and_apart():
    layout = stage_flow(YEARS[:1], STAGES, [(1, 1, 98)]).layouts[0]
    first, second, third = layout.bars[0].segments
    assert (first.inside, second.inside, third.inside) == (False, False, True)
    assert first.label.box.top >= layout.bars[0].y + layout.thick
    assert not first.label.box.overlaps(second.label.box)
    assert first.leader.startswith("M")
    assert third.leader == ""


def test_counts_must_match_their_stages():
    with pytest.raises(ValueError, match="3 stages"):
        stage_flow(YEARS[:1], STAGES, [(1, 2)])
