"""Score a set of answers from a file."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import click

from assessment.cli.banks import bank
from assessment.cli.base import Refused, main
from assessment.domain.assessment.records import result_record
from assessment.domain.assessment.written_answers import submission
from assessment.reading.text import utf_8


@main.command()
@click.option("--bank", "bank_name", required=True, help="The id of an installed question bank, or a bank file.")
@click.argument("answers", type=click.Path(path_type=Path, allow_dash=True))
def score(bank_name: str, answers: Path) -> None:
    """Work out the result of a set of answers, and print it as JSON."""
    question_bank = bank(bank_name)
    read = submission(question_bank, _json(answers))
    if read.faults:
        raise Refused("\n".join(f"{fault.place}: {fault.problem}" for fault in read.faults))
    click.echo(json.dumps(result_record(question_bank, read.answers, read.context), ensure_ascii=False, indent=2))


def _json(path: Path) -> object:
    try:
        raw = sys.stdin.buffer.read() if str(path) == "-" else path.read_bytes()
        return json.loads(utf_8(raw), object_pairs_hook=_without_duplicates, parse_constant=_no_constant)
    except OSError as problem:
        raise Refused(f"{path}: cannot be read ({problem.strerror})") from problem
    except UnicodeDecodeError as problem:
        raise Refused(f"{path}: is not UTF-8 text (byte {problem.start + 1})") from problem
    except json.JSONDecodeError as problem:
        raise Refused(f"{path}: is not JSON (line {problem.lineno}: {problem.msg})") from problem
    except (ValueError, RecursionError) as problem:
        raise Refused(f"{path}: {problem}") from problem


def _without_duplicates(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    names = [name for name, _ in pairs]
    repeated = sorted({name for name in names if names.count(name) > 1})
    if repeated:
        msg = f"appears more than once: {', '.join(map(repr, repeated))}"
        raise ValueError(msg)
    return dict(pairs)


def _no_constant(name: str) -> object:
    msg = f"{name} is not a valid JSON number"
    raise ValueError(msg)
