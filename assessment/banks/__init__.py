"""Question banks: read them, say all that is wrong with them, and keep those that are installed at hand."""

from __future__ import annotations

from functools import lru_cache
from hashlib import sha256
from importlib.resources import files
from typing import TYPE_CHECKING

from assessment.banks.building import build
from assessment.banks.checking import problems_of_shape
from assessment.banks.problems import BankFaulty, BankProblem, UnknownBank
from assessment.banks.reading import read as read_yaml
from assessment.banks.sense import problems_of_sense

if TYPE_CHECKING:
    from pathlib import Path

    from assessment.domain.bank import QuestionBank

__all__ = [
    "BankFaulty",
    "BankProblem",
    "UnknownBank",
    "available",
    "check",
    "check_file",
    "digest",
    "load",
    "parse",
    "read",
]


def available() -> tuple[str, ...]:
    """The ids of the installed banks."""
    folder = files("assessment.question_banks")
    return tuple(sorted(file.name.removesuffix(".yaml") for file in folder.iterdir() if file.name.endswith(".yaml")))


@lru_cache(maxsize=64)
def load(bank_id: str) -> QuestionBank:
    """An installed bank; raises UnknownBank, or BankFaulty if its file is not in order."""
    if bank_id not in available():
        raise UnknownBank(bank_id, available())
    return parse(files("assessment.question_banks").joinpath(f"{bank_id}.yaml").read_bytes(), name=bank_id)


def read(path: Path) -> QuestionBank:
    """The bank in a file; raises BankFaulty with all that is wrong with it."""
    if problems := check_file(path):
        raise BankFaulty(problems)
    return parse(path.read_bytes(), name=path.stem)


def parse(data: bytes, *, name: str) -> QuestionBank:
    """The bank in these bytes; raises BankFaulty with all that is wrong with it."""
    reading = read_yaml(data)
    shape, problems = problems_of_shape(reading)
    problems = reading.problems + problems
    if shape is not None:
        problems += problems_of_sense(reading, shape)
        if shape.id != name:
            line = reading.lines.get(("id",))
            problems.append(BankProblem(line, "id", f"is {shape.id!r}, the file is {name!r}", "let both be the same"))
    if shape is None or problems:
        raise BankFaulty(tuple(sorted(problems, key=lambda problem: problem.line or 0)))
    return build(shape)


def check(data: bytes, *, name: str) -> tuple[BankProblem, ...]:
    """Everything that is wrong with a bank file, in the order of its lines."""
    try:
        parse(data, name=name)
    except BankFaulty as faulty:
        return faulty.problems
    return ()


def check_file(path: Path) -> tuple[BankProblem, ...]:
    """Everything that is wrong with the bank file at this path, one that cannot be opened included."""
    try:
        if path.stat().st_size > 4 * 1024 * 1024:
            return (BankProblem(None, "file", "is larger than 2 MB", "split it, or remove what is no text"),)
        return check(path.read_bytes(), name=path.stem)
    except OSError as error:
        return (BankProblem(None, "file", f"cannot be read ({error.strerror})", "check the name and its permissions"),)


def digest(data: bytes) -> str:
    """The mark of a file's content, by which a change to a published bank shows."""
    return sha256(data).hexdigest()
