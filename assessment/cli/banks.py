"""Write, check, compare, import, export and publish question banks."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from assessment import banks
from assessment.banks import exchange, published, template, xlsform
from assessment.banks.parsing import read_file
from assessment.cli.base import Refused, main
from assessment.cli.printing import remarks_on_printing, require_printable
from assessment.documents import xlsform as xlsform_out
from assessment.domain.bank.coverage import coverage_table
from assessment.domain.bank.differences import Fate, compare
from assessment.domain.bank.question_bank import QuestionBank
from assessment.domain.bank.style import remarks
from assessment.domain.bank.variant import Variant

if TYPE_CHECKING:
    from collections.abc import Iterator

    from assessment.domain.bank.differences import BankDifference
    from assessment.domain.instruments.instrument import Instrument

FILE = click.Path(path_type=Path)


@main.command("check-bank")
@click.argument("file", type=FILE)
@click.option("--style", is_flag=True, help="Also check how the texts read.")
@click.option("--watch", is_flag=True, help="Check again whenever you save the file, until you press Ctrl+C.")
def check_bank(file: Path, *, style: bool, watch: bool) -> None:
    """Check a question bank, or a file that goes with one: each problem with its line and what to do."""
    fine = _check(file, style=style)
    if watch:
        from watchfiles import watch as changes

        click.echo(f"Watching {file}. Press Ctrl+C to stop.")
        for _ in changes(file.parent, watch_filter=lambda _, name: Path(name).name == file.name, raise_interrupt=False):
            click.echo()
            fine = _check(file, style=style)
    if not fine:
        sys.exit(1)


def _check(file: Path, *, style: bool) -> bool:
    problems = banks.check_file(file)
    for problem in problems:
        click.echo(f"{file}: {problem}")
    if problems:
        click.echo(f"{_count(len(problems), 'problem')}.")
        return False
    found = banks.read_any(file)
    lines = list(_style(found)) if style else []
    for line in lines:
        click.echo(f"{file}: {line}")
    click.echo(f"{_named(found)}, {_count(len(lines), 'remark') + ' on style' if lines else 'no problems'}.")
    return not lines


def _named(found: QuestionBank | Instrument | Variant) -> str:
    if isinstance(found, QuestionBank):
        return f"{found.title} ({found.id}): {len(found.items)} questions"
    return f"{found.name if isinstance(found, Variant) else found.title} ({found.id})"


def _style(found: QuestionBank | Instrument | Variant) -> Iterator[str]:
    yield from (f"{one.item}, {one.part}: {one.what}" for one in remarks(found))
    yield from remarks_on_printing(found)


def _count(number: int, noun: str) -> str:
    return f"{number} {noun if number == 1 else noun + 's'}"


@main.command("new-bank")
@click.argument("file", type=FILE)
def new_bank(file: Path) -> None:
    """Create a bank file to fill in, with comments that explain each part. The file's name becomes the bank's id."""
    if file.suffix != ".yaml":
        raise Refused("The file's name must end with .yaml.")
    if not template.ID.fullmatch(file.stem):
        raise Refused("The file's name becomes the bank's id. Use only lower-case letters, digits and hyphens.")
    try:
        with file.open("x", encoding="utf-8") as target:
            target.write(template.new_bank(file.stem))
    except FileExistsError as exists:
        raise Refused(f"{file} already exists. Choose another name.") from exists
    except OSError as problem:
        raise Refused(f"Can’t write {file} ({problem.strerror}).") from problem
    click.echo(f"Created {file}. As you write, run: fourfold check-bank {file} --style --watch")


@main.command("diff-banks")
@click.argument("earlier")
@click.argument("later")
def diff_banks(earlier: str, later: str) -> None:
    """Show what changed from one bank to another, question by question. Give an id or a file for each."""
    for line in _told(compare(bank(earlier), bank(later))):
        click.echo(line)


_FATES = {
    Fate.UNCHANGED: "asked in the same words",
    Fate.REWORDED: "reworded, same meaning",
    Fate.CHANGED: "changed in meaning",
    Fate.RETIRED: "retired",
    Fate.NEW: "new",
}


def _told(found: BankDifference) -> Iterator[str]:
    for fate, words in _FATES.items():
        yield f"{words}: {len(found.of(fate))}"
    for one in found.items:
        if one.fate is Fate.UNCHANGED and not one.parts:
            continue
        was = f" (was {one.before.id})" if one.before and one.before.id != one.item.id else ""
        yield f"\n{one.item.id}{was}, {one.item.title}: {_FATES[one.fate]}. {one.why}".rstrip()
        for part, before, after in one.parts:
            yield f"  {part}: {before or '-'}\n    now: {after or '-'}"
    yield f"\nrules that changed: {len(found.rules)}"
    for rule in found.rules:
        yield f"  {rule.place}: {rule.before or 'not there'} -> {rule.after or 'not there'}"


@main.command("import-xlsform")
@click.argument("form", type=FILE)
@click.argument("target", type=FILE)
def import_xlsform(form: Path, target: Path) -> None:
    """Make the bank file TARGET from an XLSForm, and list what couldn't be imported."""
    if target.suffix != ".yaml" or target.exists():
        raise Refused("TARGET must be a new file whose name ends with .yaml.")
    try:
        imported = xlsform.from_xlsform(read_file(form), bank_id=target.stem, kind=form.suffix.lower())
    except banks.BankFaulty as faulty:
        raise Refused("\n".join(f"{form}: {problem}" for problem in faulty.problems)) from faulty
    try:
        target.write_bytes(exchange.as_yaml(imported.value))
    except OSError as problem:
        raise Refused(f"Can’t write {target} ({problem.strerror}).") from problem
    for one in imported.left_behind:
        click.echo(f"{one.place}: {one.what}")
    click.echo(
        f"{target}: {_count(len(imported.value['items']), 'question')} imported, "
        f"{_count(len(imported.left_behind), 'thing')} left out."
    )


@main.command("export-bank")
@click.argument("name")
@click.argument("target", type=FILE)
@click.option("--as", "kind", type=click.Choice(["json", "xlsform"]), default="json", show_default=True)
def export_bank(name: str, target: Path, kind: str) -> None:
    """Write a bank (give its id or file) to TARGET as JSON or as an XLSForm."""
    found = bank(name)
    try:
        target.write_bytes(exchange.as_json(found) if kind == "json" else xlsform_out.export(found))
    except OSError as problem:
        raise Refused(f"Can’t write {target} ({problem.strerror}).") from problem


@main.command("publish-bank")
@click.argument("file", type=FILE)
def publish_bank(file: Path) -> None:
    """Publish a bank in `question_banks/`: its content is recorded and can't change after that."""
    if problems := banks.check_file(file):
        raise Refused("\n".join(f"{file}: {problem}" for problem in problems))
    target = file.parent / "published" / f"{file.stem}.json"
    if target.exists():
        raise Refused(f"{file.stem} has already been published. Write a new version.")
    require_printable(banks.read_any(file))
    data = published.as_published(file.read_bytes())
    file.write_bytes(data)
    target.parent.mkdir(exist_ok=True)
    target.write_text(json.dumps(published.record(data), indent=0) + "\n", encoding="utf-8")
    click.echo(f"Published {file.stem}. Its content is recorded in {target}.")


@main.command()
@click.argument("name")
def coverage(name: str) -> None:
    """Print how many questions a bank has for each dimension and domain, as in docs/coverage.md."""
    click.echo(coverage_table(bank(name)))


def bank(name: str) -> QuestionBank:
    """The bank with an id, or in a file; refuses what is neither, or is not in order."""
    try:
        return banks.read(Path(name)) if name not in banks.available() and Path(name).exists() else banks.load(name)
    except banks.UnknownBank as unknown:
        raise Refused(str(unknown)) from unknown
    except banks.BankFaulty as faulty:
        raise Refused("\n".join(f"{name}: {problem}" for problem in faulty.problems)) from faulty
