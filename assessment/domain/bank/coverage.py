"""Which cells of dimension and domain a bank covers, and how, as a table in Markdown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assessment.domain.bank.question_bank import Axis

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from assessment.domain.bank.question_bank import Item, QuestionBank


def coverage_table(bank: QuestionBank) -> str:
    """Every item in its cell, then how often each lens is seen, then the selections."""
    return "\n".join(_lines(bank))


def _lines(bank: QuestionBank) -> Iterator[str]:
    columns = bank.dimensions
    if bank.domains:
        yield _row(["", *(one.name for one in columns), "items"])
        yield _row(["---"] * (len(columns) + 2))
        for domain in bank.domains:
            cells = [[i for i in bank.items_of(Axis.DOMAIN, domain.id) if i.dimension == one.id] for one in columns]
            yield _row([domain.name, *map(_cell, cells), str(sum(map(len, cells)))])
    counts = [len(bank.items_of(Axis.DIMENSION, one.id)) for one in columns]
    if bank.domains:
        yield _row(["items", *map(str, counts), str(sum(counts))])
        yield ""
    yield _row(["theme", *(one.name for one in columns), "items"])
    yield _row(["---"] * (len(columns) + 2))
    for lens in bank.lenses:
        items = bank.items_of(Axis.LENS, lens.id)
        yield _row([lens.name, *(str(sum(i.dimension == one.id for i in items)) for one in columns), str(len(items))])
    yield ""
    yield _row(["marked as", *(one.name for one in columns), "items"])
    yield _row(["---"] * (len(columns) + 2))
    for name, flag in (("core", "core"), ("needed for a stage", "gate"), ("lived experience", "lived_experience")):
        marked = [item for item in bank.items if getattr(item, flag)]
        yield _row([name, *(str(sum(i.dimension == one.id for i in marked)) for one in columns), str(len(marked))])


def _cell(items: Sequence[Item]) -> str:
    return ", ".join(f"{item.id}{'*' if item.core else ''}{'°' if item.gate else ''}" for item in items)


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"
