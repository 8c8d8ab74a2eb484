"""The installed files: banks, their variants for sectors, and instruments."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import TYPE_CHECKING, TypeVar

from assessment.banks.parsing import parse, parse_any, read_file
from assessment.banks.problems import BankFaulty, BankProblem, UnknownBank
from assessment.domain.bank.question_bank import QuestionBank
from assessment.domain.bank.variant import Questionnaire, Variant
from assessment.domain.instruments.indicators import Indicators
from assessment.domain.instruments.instrument import Instrument
from assessment.domain.instruments.quick_check import QuickCheck
from assessment.domain.instruments.survey import Survey
from assessment.domain.instruments.training import Training
from assessment.domain.instruments.vignettes import Vignettes
from assessment.resources import folder

if TYPE_CHECKING:
    from pathlib import Path

    from assessment.banks.parsing import Lookup
    from assessment.domain.bank.rules import Selection

Kind = TypeVar("Kind", bound=Instrument)

FOLDER = folder("question_banks")


def available() -> tuple[str, ...]:
    """The ids of the installed banks."""
    return _names(FOLDER)


def source(bank_id: str) -> bytes:
    """The file of an installed bank; raises UnknownBank."""
    if bank_id not in available():
        raise UnknownBank(bank_id, available())
    return FOLDER.joinpath(f"{bank_id}.yaml").read_bytes()


@lru_cache(maxsize=64)
def load(bank_id: str) -> QuestionBank:
    """An installed bank; raises UnknownBank, or BankFaulty if its file is not in order."""
    return parse(source(bank_id), name=bank_id)


def find(bank_id: str) -> QuestionBank | None:
    """An installed bank, or None."""
    try:
        return load(bank_id)
    except UnknownBank:
        return None


def read(path: Path) -> QuestionBank:
    """The bank in a file; raises BankFaulty with all that is wrong with it."""
    found = read_any(path)
    if not isinstance(found, QuestionBank):
        raise BankFaulty((BankProblem(None, "kind", "is not used in a question bank", "name the file of a bank"),))
    return found


def read_any(path: Path) -> QuestionBank | Instrument | Variant:
    """The bank, instrument or variant in a file; raises BankFaulty."""
    return parse_any(read_file(path), name=path.stem, lookup=_lookup_beside(path))


def check(data: bytes, *, name: str, lookup: Lookup = find) -> tuple[BankProblem, ...]:
    """Everything that is wrong with a file, in the order of its lines."""
    try:
        parse_any(data, name=name, lookup=lookup)
    except BankFaulty as faulty:
        return faulty.problems
    return ()


def check_file(path: Path) -> tuple[BankProblem, ...]:
    """Everything that is wrong with the file at this path, one that cannot be opened included."""
    try:
        return check(read_file(path), name=path.stem, lookup=_lookup_beside(path))
    except BankFaulty as faulty:
        return faulty.problems


def _lookup_beside(path: Path) -> Lookup:
    def lookup(bank_id: str) -> QuestionBank | None:
        beside = path.with_name(f"{bank_id}.yaml")
        if bank_id not in available() and beside != path and beside.is_file():
            return parse(read_file(beside), name=bank_id)
        return find(bank_id)

    return lookup


@cache
def variants() -> tuple[Variant, ...]:
    """The installed variants of banks for sectors."""
    return tuple(one for one in _installed("variants") if isinstance(one, Variant))


def variant_for(bank_id: str, sector: str) -> Variant | None:
    """The variant of a bank for a sector, or None."""
    return next((one for one in variants() if sector in one.sectors and bank_id in one.banks), None)


@lru_cache(maxsize=256)
def questionnaire(bank: QuestionBank, selection: Selection, sector: str) -> Questionnaire:
    """What a bank asks an organisation of this sector, in full or only the core items."""
    return Questionnaire.of(bank, selection, variant_for(bank.id, sector))


@cache
def instruments() -> tuple[Instrument, ...]:
    """The installed instruments."""
    return tuple(one for one in _installed("instruments") if isinstance(one, Instrument))


def quick_check() -> QuickCheck:
    """The installed quick check."""
    return _of_kind(QuickCheck)[0]


def surveys() -> tuple[Survey, ...]:
    """The installed surveys."""
    return _of_kind(Survey)


def vignettes() -> Vignettes:
    """The installed calibration cases."""
    return _of_kind(Vignettes)[0]


def training() -> Training:
    """The installed catalogue of training modules."""
    return _of_kind(Training)[0]


def indicators() -> Indicators:
    """The installed catalogue of indicators."""
    return _of_kind(Indicators)[0]


def _of_kind(kind: type[Kind]) -> tuple[Kind, ...]:
    return tuple(one for one in instruments() if isinstance(one, kind))


def _installed(kind: str) -> tuple[QuestionBank | Instrument | Variant, ...]:
    folder = FOLDER.joinpath(kind)
    return tuple(
        parse_any(folder.joinpath(f"{name}.yaml").read_bytes(), name=name, lookup=find) for name in _names(folder)
    )


def _names(folder: Path) -> tuple[str, ...]:
    if not folder.is_dir():
        return ()
    return tuple(sorted(file.name.removesuffix(".yaml") for file in folder.iterdir() if file.name.endswith(".yaml")))
