"""From the bytes of a file to a bank, or to everything that is wrong with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assessment.banks.building import build
from assessment.banks.checking import problem_at, problems_of_shape
from assessment.banks.instruments import parse_instrument
from assessment.banks.line import problems_against
from assessment.banks.problems import BankFaulty, BankProblem
from assessment.banks.reading import read as read_yaml
from assessment.banks.sense import problems_of_sense

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from assessment.banks.reading import Reading
    from assessment.domain.bank.instruments import Instrument
    from assessment.domain.bank.question_bank import QuestionBank
    from assessment.domain.bank.variant import Variant

    Lookup = Callable[[str], QuestionBank | None]

FAR_TOO_LARGE = 4 * 1024 * 1024


def parse(data: bytes, *, name: str) -> QuestionBank:
    """The bank in these bytes; raises BankFaulty with all that is wrong with it."""
    return _bank(read_yaml(data), name)


def _bank(reading: Reading, name: str) -> QuestionBank:
    shape, problems = problems_of_shape(reading)
    problems = reading.problems + problems
    if shape is not None:
        problems += problems_of_sense(reading, shape)
        problems += _misnamed(reading, shape.id, name)
    if shape is None or problems:
        raise _faulty(problems)
    return build(shape)


def parse_any(data: bytes, *, name: str, lookup: Lookup) -> QuestionBank | Instrument | Variant:
    """What is in these bytes, a bank or something that stands beside one, checked against the banks it names.

    Raises BankFaulty with all that is wrong with it.
    """
    reading = read_yaml(data)
    if isinstance(reading.value, dict) and "kind" in reading.value:
        found, problems = parse_instrument(reading, lookup)
        problems += _misnamed(reading, found.id, name) if found else []
        if found is None or problems:
            raise _faulty(problems)
        return found
    bank = _bank(reading, name)
    before = lookup(bank.replaces.bank) if bank.replaces else None
    problems = problems_against(reading, bank, before) if before else []
    if bank.replaces and before is None:
        problems.append(
            problem_at(
                reading, ("replaces", "bank"), f"is {bank.replaces.bank!r}, which is not to be found", "check the id"
            )
        )
    if problems:
        raise _faulty(problems)
    return bank


def read_file(path: Path) -> bytes:
    """The bytes of a file; raises BankFaulty where it cannot be opened or is far too large."""
    try:
        if path.stat().st_size > FAR_TOO_LARGE:
            raise BankFaulty((BankProblem(None, "file", "is larger than 2 MB", "split it, or remove what is no text"),))
        return path.read_bytes()
    except OSError as error:
        problem = BankProblem(None, "file", f"cannot be read ({error.strerror})", "check the name and its permissions")
        raise BankFaulty((problem,)) from error


def _misnamed(reading: Reading, bank_id: str, name: str) -> list[BankProblem]:
    if bank_id == name:
        return []
    return [
        BankProblem(reading.lines.get(("id",)), "id", f"is {bank_id!r}, the file is {name!r}", "let both be the same")
    ]


def _faulty(problems: list[BankProblem]) -> BankFaulty:
    return BankFaulty(tuple(sorted(problems, key=lambda problem: problem.line or 0)))
