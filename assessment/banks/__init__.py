"""Question banks, variants and instruments: read from files, checked, and kept in memory."""

from __future__ import annotations

from assessment.banks.library import (
    available,
    check,
    check_file,
    find,
    indicators,
    instruments,
    load,
    questionnaire,
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
    "available",
    "check",
    "check_file",
    "find",
    "indicators",
    "instruments",
    "load",
    "parse",
    "parse_any",
    "questionnaire",
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
