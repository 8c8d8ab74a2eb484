"""Turn the bytes of a file into a bank, an instrument or a variant, or say everything that is wrong with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assessment.banks.building import build
from assessment.banks.consistency import consistency_problems
from assessment.banks.instruments import parse_instrument
from assessment.banks.lineage import predecessor_problems
from assessment.banks.problems import BankFaulty, BankProblem
from assessment.banks.schema_problems import schema_problems
from assessment.banks.yaml_file import read_yaml

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from assessment.banks.yaml_file import YamlFile
    from assessment.domain.bank.question_bank import QuestionBank
    from assessment.domain.bank.variant import Variant
    from assessment.domain.instruments.instrument import Instrument

    Lookup = Callable[[str], QuestionBank | None]

FAR_TOO_LARGE = 4 * 1024 * 1024


def parse(data: bytes, *, name: str) -> QuestionBank:
    """The bank in these bytes; raises BankFaulty with all that is wrong with it."""
    return _bank(read_yaml(data), name)


def _bank(file: YamlFile, name: str) -> QuestionBank:
    written, problems = schema_problems(file)
    problems = file.problems + problems
    if written is not None:
        problems += consistency_problems(file, written)
        problems += _misnamed(file, written.id, name)
    if written is None or problems:
        raise _faulty(problems)
    return build(written)


def parse_any(data: bytes, *, name: str, lookup: Lookup) -> QuestionBank | Instrument | Variant:
    """The bank, instrument or variant in these bytes, checked against the banks that it names.

    Raises BankFaulty with all that is wrong with it.
    """
    file = read_yaml(data)
    if isinstance(file.value, dict) and "kind" in file.value:
        found, problems = parse_instrument(file, lookup)
        problems += _misnamed(file, found.id, name) if found else []
        if found is None or problems:
            raise _faulty(problems)
        return found
    bank = _bank(file, name)
    before = lookup(bank.replaces.bank) if bank.replaces else None
    problems = predecessor_problems(file, bank, before) if before else []
    if bank.replaces and before is None:
        problems.append(
            file.problem_at(
                ("replaces", "bank"), f"is {bank.replaces.bank!r}, which is not to be found", "check the id"
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


def _misnamed(file: YamlFile, bank_id: str, name: str) -> list[BankProblem]:
    if bank_id == name:
        return []
    return [BankProblem(file.lines.get(("id",)), "id", f"is {bank_id!r}, the file is {name!r}", "let both be the same")]


def _faulty(problems: list[BankProblem]) -> BankFaulty:
    return BankFaulty(tuple(sorted(problems, key=lambda problem: problem.line or 0)))
