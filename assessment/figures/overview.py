"""A group at one glance: where it stands, what moved, and where claims and what stands part."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assessment.charts.layouts.dot_plot import dot_plot
from assessment.charts.pictures.parts import SCALE, Scale
from assessment.charts.values import Row
from assessment.domain.bank.question_bank import Axis
from assessment.domain.rounding import figure, signed
from assessment.figures.chart import Chart

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from assessment.domain.area.cohort import Spread
    from assessment.domain.bank.question_bank import QuestionBank
    from assessment.reports.area import Group

    Named = Sequence[tuple[str, Spread | None]]
    Written = Callable[[float | None], str]

MEDIAN = "Median"
MIDDLE_HALF = "Middle 50%"
_STEP = 10
_FINE, _COARSE = 40, 100


def of_standing(group: Group, axis: Axis) -> Chart | None:
    """The median and the middle half of a group, overall and on every axis; None where nothing is known."""
    overall = [("Overall", group.overall)] if axis is Axis.DIMENSION else []
    return _chart([*overall, *_named(group.bank, axis, group.spreads[axis])], SCALE, figure)


def of_points(bank: QuestionBank, spreads: Mapping[str, Spread | None]) -> Chart | None:
    """The median and the middle half of points, above or below nothing, by dimension; None where nothing is known."""
    named = _named(bank, Axis.DIMENSION, spreads)
    return _chart(named, _scale([spread for _, spread in named if spread]), signed)


def _named(bank: QuestionBank, axis: Axis, spreads: Mapping[str, Spread | None]) -> Named:
    return [(one.name, spreads.get(one.id)) for one in bank.groups[axis]]


def _chart(named: Named, scale: Scale, written: Written) -> Chart | None:
    if not any(spread for _, spread in named):
        return None
    picture = dot_plot([_row(*one) for one in named], (MEDIAN,), spread_name=MIDDLE_HALF, scale=scale, written=written)
    said = ", ".join(f"{name} {written(spread.median if spread else None)}" for name, spread in named)
    return Chart(picture, f"Median: {said}.")


def _row(name: str, spread: Spread | None) -> Row:
    """The median is the dot of its row, so that it is printed beside it."""
    if spread is None:
        return Row(name, (None,))
    return Row(name, (spread.median,), lower=spread.lower_quartile, upper=spread.upper_quartile)


def _scale(spreads: Sequence[Spread]) -> Scale:
    """A scale of whole tens that holds every middle half, and nothing gained."""
    ends = [end for one in spreads for end in (one.lower_quartile, one.upper_quartile)]
    lowest = _STEP * int(min([0.0, *ends]) // _STEP)
    highest = -_STEP * int(-max([1.0, *ends]) // _STEP)
    wide = highest - lowest
    step = 5 if wide <= _FINE // 2 else _STEP if wide <= _FINE else 20 if wide <= _COARSE else 50
    first, last = step * (lowest // step), -step * (-highest // step)
    return Scale(first, last, tuple(range(first, last + 1, step)))
