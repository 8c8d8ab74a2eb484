"""Every letter lies within its picture, and within the sheet that is saved, however long names are."""

from __future__ import annotations

from dataclasses import fields, is_dataclass

import pytest

from assessment.charts.layouts.dot_plot import dot_plot
from assessment.charts.layouts.heat_map import heat_map
from assessment.charts.layouts.radar import radar
from assessment.charts.layouts.sheet import sheet
from assessment.charts.layouts.stage_flow import stage_flow
from assessment.charts.layouts.text import wrapped
from assessment.charts.layouts.timeline import timeline
from assessment.charts.pictures.parts import Label
from assessment.charts.values import Band, Event, Row, Series

YEARS = ("2022–23", "2023–24", "2024–25", "2025–26", "2026–27")
NAMES = {
    "short": ("Realises", "Recognises", "Responds", "Resists re-traumatising"),
    "German": tuple(f"Donaudampfschifffahrtsgesellschaftskapitän {number}" for number in range(4)),
    "60 letters in one word": tuple("W" * 59 + str(number) for number in range(4)),
    "60 letters in words": tuple(
        f"Office for children, families and the many who look on, no {number}" for number in range(4)
    ),
}


def pictures(names):
    lines = [Series(name, (0, 100, None, 50)) for name in names[:3]]
    median = Series(names[3], (50,) * 4)
    bands = [Band(name, 25 * place, 25 * place + 25) for place, name in enumerate(names)]
    events = [Event(0.5, names[0], "bank"), Event(3.5, names[1], "bank"), Event(4, names[2])]
    over_years = [Series(name, (0, None, 100, 50, 50)) for name in names]
    yield radar(names, lines, reference=median)
    yield radar(names * 3, [Series(one.name, one.values * 3) for one in lines], reference=Series("M", (50,) * 12))
    yield radar(names[:2], [Series(one.name, one.values[:2]) for one in lines])
    yield dot_plot([Row(name, (0, 100, None), 0, 50, 100) for name in names], names[:3], spread_name=names[3])
    yield timeline(YEARS, over_years, overall=over_years[0], bands=bands, stages=[*names, None], events=events)
    yield stage_flow(YEARS, names, [(1, 1, 1, 97), None, (0, 0, 0, 5), (30, 30, 30, 10), (1, 0, 0, 0)])
    yield heat_map(names, names, [(0, 100, None, 50)] * 4, median=(1, 2, 3, 4), median_name=names[0], corner=names[1])
    yield heat_map(names, list("1234"), [(0, 4, None, 2)] * 4, meanings=names, highest=4)


def labels(part):
    if isinstance(part, Label):
        yield part
    elif is_dataclass(part):
        for field in fields(part):
            yield from labels(getattr(part, field.name))
    elif isinstance(part, tuple):
        for one in part:
            yield from labels(one)


def outside(label, box):
    return not (
        box.left <= label.box.left
        and box.top <= label.box.top
        and label.box.right <= box.left + box.width
        and label.box.bottom <= box.top + box.height
    )


@pytest.mark.parametrize("kind", NAMES)
def test_no_letter_lies_outside_its_picture(kind):
    for picture in pictures(NAMES[kind]):
        for layout in picture.layouts:
            found = [label for label in labels(layout) if label.lines]
            assert found
            assert [(picture.kind, layout.size, label.lines) for label in found if outside(label, layout.box)] == []


@pytest.mark.parametrize("kind", NAMES)
def test_what_is_saved_has_room_for_its_picture_and_for_its_words(kind):
    words = " ".join(NAMES[kind])
    for picture in pictures(NAMES[kind]):
        paper = sheet(picture, words, words, words)
        layout = next(one for one in picture.layouts if one.size == "wide")
        assert not any(
            outside(label, paper.box.padded(-4)) for label in (*labels(paper), *labels(layout)) if label.lines
        )
        title, subtitle, source = paper.title, paper.subtitle, paper.source
        assert title.box.bottom <= subtitle.box.top <= subtitle.box.bottom < layout.box.top
        assert layout.box.bottom < source.box.top


def test_a_sheet_without_a_subtitle_has_no_gap_for_it():
    picture = next(pictures(NAMES["short"]))
    without, with_one = sheet(picture, "A finding"), sheet(picture, "A finding", "What is shown", "Source: Fourfold")
    assert without.subtitle.lines == without.source.lines == ()
    assert without.box.height < with_one.box.height


def test_bold_words_are_broken_by_their_own_widths():
    assert len(wrapped("Resists re-traumatising", 147)) == 1
    assert len(wrapped("Resists re-traumatising", 147, bold=True)) == 2
