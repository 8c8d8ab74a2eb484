"""What happened on the way: changes of the question bank, and notes that explain a result."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assessment.charts.layouts.plot_area import AXIS
from assessment.charts.layouts.text import LINE, label, wrapped
from assessment.charts.layouts.tiers import spread_out, tiered
from assessment.charts.layouts.widths import text_width
from assessment.charts.pictures.timeline import NUMBER_RADIUS, EventMark

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assessment.charts.pictures.timeline import PlotArea
    from assessment.charts.values import Event

_WIDEST = 130.0


def event_marks(events: Sequence[Event], plot: PlotArea, *, width: float, foot: float) -> tuple[EventMark, ...]:
    """All events; `foot` is where the explanations of notes begin."""
    banks = [event for event in events if event.kind == "bank"]
    notes = [event for event in events if event.kind == "note"]
    above_numbers = -(2 * NUMBER_RADIUS + 8) if notes else -4.0
    return _banks(banks, plot, above_numbers) + _notes(notes, plot, width, foot)


def _banks(events: Sequence[Event], plot: PlotArea, bottom: float) -> tuple[EventMark, ...]:
    words = [wrapped(event.label, _WIDEST) for event in events]
    widths = [max(map(text_width, lines)) for lines in words]
    places = tiered(widths, [plot.x(event.at) for event in events], within=(-AXIS, plot.width))
    height = max(map(len, words), default=0) * LINE
    return tuple(
        EventMark(
            event, round(plot.x(event.at), 1), label(lines, centre, bottom - row * height - len(lines) * LINE / 2)
        )
        for event, lines, (centre, row) in zip(events, words, places, strict=True)
    )


def _notes(events: Sequence[Event], plot: PlotArea, width: float, foot: float) -> tuple[EventMark, ...]:
    wanted = [plot.x(event.at) for event in events]
    centres = spread_out(wanted, [2 * NUMBER_RADIUS + 2] * len(events), within=(0, plot.width))
    marks = []
    for position, (event, x, centre) in enumerate(zip(events, wanted, centres, strict=True), start=1):
        lines = wrapped(f"{position} {event.label}", width)
        words = label(lines, -AXIS, foot + len(lines) * LINE / 2, "start")
        number = label((str(position),), centre, -NUMBER_RADIUS - 4)
        marks.append(EventMark(event, round(x, 1), words, number))
        foot = words.box.bottom + 2
    return tuple(marks)
