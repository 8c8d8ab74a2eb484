"""Question banks and what stands beside them: read them, say all that is wrong with them, keep them at hand."""

from __future__ import annotations

from assessment.banks.library import (
    asked,
    available,
    check,
    check_file,
    find,
    indicators,
    instruments,
    load,
    quick_check,
    read,
    read_any,
    source,
    surveys,
    training,
    variant_for,
    variants,
    vignettes,
)
from assessment.banks.parsing import parse, parse_any
from assessment.banks.problems import BankFaulty, BankProblem, UnknownBank
from assessment.domain.bank.question_bank import QuestionBank

__all__ = [
    "BankFaulty",
    "BankProblem",
    "QuestionBank",
    "UnknownBank",
    "asked",
    "available",
    "check",
    "check_file",
    "find",
    "indicators",
    "instruments",
    "load",
    "parse",
    "parse_any",
    "quick_check",
    "read",
    "read_any",
    "source",
    "surveys",
    "training",
    "variant_for",
    "variants",
    "vignettes",
]
