"""Whether a sector's variant or an instrument matches its bank: its levels, its ids and its rules."""

from __future__ import annotations

from functools import singledispatch
from typing import TYPE_CHECKING

from assessment.domain.area.sectors import Sector
from assessment.domain.bank.question_bank import Axis, QuestionBank
from assessment.domain.bank.rules import NotApplicable
from assessment.domain.bank.variant import Variant
from assessment.domain.instruments.indicators import Indicators
from assessment.domain.instruments.quick_check import QuickCheck
from assessment.domain.instruments.survey import Survey
from assessment.domain.instruments.training import Training
from assessment.domain.instruments.vignettes import Vignettes

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from assessment.banks.yaml_file import Path
    from assessment.domain.instruments.instrument import Instrument

    Found = tuple[Path, str, str]

MOST_EXTENSIONS = 3


def items_named(found: Instrument | Variant) -> Iterator[tuple[Path, str]]:
    """Every place that names an item of the bank, with the id that stands there."""
    match found:
        case Variant():
            yield from ((("items", n, "id"), one.id) for n, one in enumerate(found.items))
        case QuickCheck():
            yield from ((("items", n, "parent"), one.parent) for n, one in enumerate(found.items))
        case Survey():
            yield from ((("items", n, "related"), one.related) for n, one in enumerate(found.items))
        case Vignettes():
            yield from ((("vignettes", n, "item"), one.item) for n, one in enumerate(found.vignettes))
        case Training():
            yield from _related("modules", [one.related for one in found.modules])
        case Indicators():
            yield from _related("indicators", [one.related for one in found.indicators])


def _related(name: str, lists: Sequence[Sequence[str]]) -> Iterator[tuple[Path, str]]:
    for n, related in enumerate(lists):
        yield from (((name, n, "related", m), item_id) for m, item_id in enumerate(related))


@singledispatch
def mismatches(_found: object, _bank: QuestionBank) -> Iterator[Found]:
    """Everything in which a variant or an instrument does not match its bank."""
    yield from ()


@mismatches.register(QuickCheck)
def _(found: QuickCheck, bank: QuestionBank) -> Iterator[Found]:
    for n, one in enumerate(found.items):
        yield from _levels(("items", n), one.levels, bank)


@mismatches.register(Vignettes)
def _(found: Vignettes, bank: QuestionBank) -> Iterator[Found]:
    for n, case in enumerate(found.vignettes):
        if not 0 <= case.reference <= bank.top_level:
            yield ("vignettes", n, "reference"), f"is {case.reference}", f"write 0 to {bank.top_level}"


@mismatches.register(Survey)
def _(found: Survey, bank: QuestionBank) -> Iterator[Found]:
    for n, item in enumerate(found.items):
        yield from _group(("items", n), bank, Axis.DIMENSION, item.dimension)
        if item.domain:
            yield from _group(("items", n), bank, Axis.DOMAIN, item.domain)


@mismatches.register(Variant)
def _(found: Variant, bank: QuestionBank) -> Iterator[Found]:
    if len(found.extension_items) > MOST_EXTENSIONS:
        yield ("extension_items",), f"has {len(found.extension_items)} questions", f"keep at most {MOST_EXTENSIONS}"
    for n, sector in enumerate(found.sectors):
        if sector not in set(Sector):
            yield ("sectors", n), f"is {sector!r}, no known sector", f"write one of {', '.join(Sector)}"
    yield from _extensions(found, bank)
    for n, own in enumerate(found.items):
        item = bank.items_by_id.get(own.id)
        if item and own.not_applicable and item.not_applicable is NotApplicable.FORBIDDEN:
            yield ("items", n, "not_applicable"), "excuses an item that has to be answered", "remove it"


def _extensions(found: Variant, bank: QuestionBank) -> Iterator[Found]:
    for n, one in enumerate(found.extension_items):
        here = ("extension_items", n)
        yield from _levels(here, one.levels, bank)
        if one.id in bank.items_by_id:
            yield (*here, "id"), f"is {one.id!r}, an item of the bank", "give it an id of its own"
        yield from _group(here, bank, Axis.DIMENSION, one.dimension)
        if one.domain:
            yield from _group(here, bank, Axis.DOMAIN, one.domain)
        for lens in one.lenses:
            yield from _group(here, bank, Axis.LENS, lens)


def _levels(here: Path, levels: Sequence[str], bank: QuestionBank) -> Iterator[Found]:
    if len(levels) != len(bank.levels):
        yield (*here, "levels"), f"has {len(levels)} levels, the bank has {len(bank.levels)}", "write one for each"


def _group(here: Path, bank: QuestionBank, axis: Axis, group_id: str) -> Iterator[Found]:
    known = [group.id for group in bank.groups[axis]]
    if group_id not in known:
        yield (*here, axis.value), f"names the {axis} {group_id!r}", f"write one of {', '.join(known)}"
