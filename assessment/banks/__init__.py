"""Question banks and what stands beside them: read them, say all that is wrong with them, keep them at hand."""

from __future__ import annotations

from assessment.banks.library import (
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

__all__ = [
    "BankFaulty",
    "BankProblem",
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
