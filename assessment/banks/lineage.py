"""Checks of what a bank says about its previous version."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assessment.domain.bank.equivalents import same_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from assessment.banks.problems import BankProblem
    from assessment.banks.schema.bank import BankSchema
    from assessment.banks.yaml_file import Path, YamlFile
    from assessment.domain.bank.question_bank import QuestionBank

    Found = tuple[Path, str, str]


def _declared(bank: BankSchema) -> Iterator[Found]:
    if bank.replaces is None:
        if bank.retired:
            yield (
                ("retired",),
                "names retired items of no bank",
                "say which bank this one follows: `replaces: {bank: …}`",
            )
        for n, item in enumerate(bank.items):
            if item.replaces:
                yield ("items", n, "replaces"), "replaces an item of no bank", "add `replaces: {bank: …}` at the top"
    taken: set[str] = set()
    for n, item in enumerate(bank.items):
        for m, one in enumerate(item.replaces):
            if one.item in taken and one.meaning == "same":
                yield ("items", n, "replaces", m), f"replaces {one.item!r}, like another item", "let one of them do so"
            taken.add(one.item)


def _scale_declared(bank: BankSchema) -> Iterator[Found]:
    top = len(bank.scale.levels) - 1
    for n, level in enumerate((bank.replaces and bank.replaces.levels) or ()):
        if level > top:
            yield ("replaces", "levels", n), f"is {level}, the highest level is {top}", f"write 0 to {top}"


LINEAGE_CHECKS = (_declared, _scale_declared)


def predecessor_problems(file: YamlFile, bank: QuestionBank, before: QuestionBank) -> list[BankProblem]:
    """Everything in which a bank does not match the version that it says it follows."""
    return [file.problem_at(*found) for found in _against(bank, before)]


def _against(bank: QuestionBank, before: QuestionBank) -> Iterator[Found]:
    yield from _scale_against(bank, before)
    yield from _items_against(bank, before)
    retired = {one.id for one in bank.retired}
    taken = {one.item for item in bank.items for one in item.replaces} | set(bank.items_by_id)
    for n, gone in enumerate(bank.retired):
        if gone.id not in before.items_by_id:
            yield ("retired", n), f"is no item of {before.id}", "remove it here"
        elif gone.id in taken:
            yield ("retired", n), "is still asked or replaced", "remove it here"
    left = [item.id for item in before.items if item.id not in taken | retired]
    if left:
        yield ("retired",), f"leaves out {', '.join(left)} of {before.id}", "retire them, or say what replaces them"


def _items_against(bank: QuestionBank, before: QuestionBank) -> Iterator[Found]:
    for n, item in enumerate(bank.items):
        for m, one in enumerate(item.replaces):
            if one.item not in before.items_by_id:
                yield ("items", n, "replaces", m), f"names {one.item!r}, no item of {before.id}", "check the id"
        earlier = before.items_by_id.get(item.id)
        if earlier and not item.replaces and not same_words(earlier, item):
            yield (
                ("items", n),
                f"asks otherwise than in {before.id} and does not say whether its meaning is the same",
                f"add `replaces: [{{item: {item.id}, meaning: same}}]`, or `changed`",
            )


def _scale_against(bank: QuestionBank, before: QuestionBank) -> Iterator[Found]:
    declared = bank.replaces.levels if bank.replaces else None
    if declared is None and len(bank.levels) != len(before.levels):
        yield (
            ("replaces",),
            f"has {len(bank.levels)} levels, {before.id} has {len(before.levels)}",
            "add `levels:` with what each of its levels is worth here",
        )
    if declared is not None and len(declared) != len(before.levels):
        yield (
            ("replaces", "levels"),
            f"has {len(declared)} entries, {before.id} has {len(before.levels)} levels",
            "write one for each level of that bank",
        )
    if declared is not None and list(declared) != sorted(declared):
        yield ("replaces", "levels"), "falls somewhere", "let higher levels stay higher"
