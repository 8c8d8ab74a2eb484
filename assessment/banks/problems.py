"""What is wrong with a bank file: where, what, and what to do about it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class BankProblem:
    """One problem of a bank file, in words that its author can act on."""

    line: int | None
    place: str
    problem: str
    remedy: str

    def __str__(self) -> str:
        where = ", ".join(part for part in (f"line {self.line}" if self.line else "", self.place) if part)
        return f"{where}: {self.problem}; {self.remedy}" if where else f"{self.problem}; {self.remedy}"


class BankFaulty(Exception):  # noqa: N818 - named for what was found
    """A bank file that cannot be used, with everything that is wrong with it."""

    def __init__(self, problems: tuple[BankProblem, ...]) -> None:
        super().__init__("\n".join(map(str, problems)))
        self.problems = problems


class UnknownBank(Exception):  # noqa: N818 - named for what was asked for
    """A bank id under which nothing is installed."""

    def __init__(self, bank_id: str, known: tuple[str, ...]) -> None:
        super().__init__(f"There is no bank {bank_id!r}; installed: {', '.join(known) or 'none'}.")
