"""The commands of `fourfold`, for the people who run it and for those who write question banks."""

from __future__ import annotations

import json
import sys
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from assessment import banks
from assessment.config import Settings, SettingsWrong
from assessment.domain.area import Sector, SizeBand
from assessment.domain.permissions import AREA_ROLES, RULES, Permission, Role
from assessment.domain.records import result_record
from assessment.domain.submissions import submission

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy.orm import Session

    from assessment.domain.bank import QuestionBank
    from assessment.store.session import Database


class Refused(click.ClickException):
    """Something that cannot be done, said in a sentence."""

    def show(self, file: Any = None) -> None:
        """Print the sentence where problems belong."""
        click.echo(self.message, err=True, file=file)


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
def main() -> None:
    """Fourfold: organisational self-assessment."""


@main.command("check-bank")
@click.argument("file", type=click.Path(path_type=Path))
def check_bank(file: Path) -> None:
    """Print every problem of a question bank with its line and remedy."""
    problems = banks.check_file(file)
    for problem in problems:
        click.echo(f"{file}: {problem}")
    if problems:
        click.echo(f"{len(problems)} {'problem' if len(problems) == 1 else 'problems'}.")
        sys.exit(1)
    bank = banks.read(file)
    click.echo(f"{bank.title} ({bank.id}): {len(bank.items)} items, no problems.")


@main.command()
@click.option("--bank", "bank_name", required=True, help="The id of an installed bank, or a bank file.")
@click.argument("answers", type=click.Path(path_type=Path, allow_dash=True))
def score(bank_name: str, answers: Path) -> None:
    """Print the result of a set of answers as one JSON object."""
    bank = _bank(bank_name)
    read = submission(bank, _json(answers))
    if read.faults:
        raise Refused("\n".join(f"{fault.place}: {fault.problem}" for fault in read.faults))
    click.echo(json.dumps(result_record(bank, read.answers, read.context), ensure_ascii=False, indent=2))


def _bank(name: str) -> QuestionBank:
    try:
        return banks.read(Path(name)) if name not in banks.available() and Path(name).exists() else banks.load(name)
    except banks.UnknownBank as unknown:
        raise Refused(str(unknown)) from unknown
    except banks.BankFaulty as faulty:
        raise Refused("\n".join(f"{name}: {problem}" for problem in faulty.problems)) from faulty


def _json(path: Path) -> object:
    try:
        raw = sys.stdin.buffer.read() if str(path) == "-" else path.read_bytes()
        return json.loads(raw.decode("utf-8-sig"), object_pairs_hook=_without_duplicates, parse_constant=_no_constant)
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
        msg = f"stands more than once: {', '.join(map(repr, repeated))}"
        raise ValueError(msg)
    return dict(pairs)


def _no_constant(name: str) -> object:
    msg = f"{name} is not a number that JSON knows"
    raise ValueError(msg)


@main.command()
def upgrade() -> None:
    """Bring the database to the newest schema."""
    from assessment.store.schema import upgrade as migrate

    migrate(_database().engine)


@main.command()
@click.option("--if-empty", is_flag=True, help="Do nothing where there are people or organisations already.")
def demo(*, if_empty: bool) -> None:
    """Fill an empty database with the demonstration data."""
    from assessment.demonstration import fill
    from assessment.store.people import is_empty

    with _writing() as session:
        if is_empty(session):
            fill(session)
        elif not if_empty:
            raise Refused("There are people or organisations already; the demonstration needs an empty database.")


@main.command()
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", default=8000, show_default=True)
@click.option("--threads", default=4, show_default=True)
def serve(host: str, port: int, threads: int) -> None:
    """Serve the application with the built-in server."""
    from assessment.serving import serve as run

    run(_settings(), host=host, port=port, threads=threads)


@main.command("add-organisation")
@click.argument("reference")
@click.argument("name")
@click.option("--sector", type=click.Choice([sector.value for sector in Sector]), required=True)
@click.option("--size", type=click.Choice([size.value for size in SizeBand]), required=True)
@click.option("--area", default="")
@click.option("--no-public-contact", is_flag=True, help="The organisation does not meet the public.")
def add_organisation(  # noqa: PLR0913 - one for each option
    reference: str, name: str, sector: str, size: str, area: str, *, no_public_contact: bool
) -> None:
    """Add an organisation; REFERENCE is its name in addresses."""
    from assessment.commands import organisations as commands

    profile = commands.Profile(reference, name, Sector(sector), SizeBand(size), area, not no_public_contact)
    with _writing() as session:
        commands.add_organisation(session, profile, at=_now())


@main.command("add-person")
@click.argument("email")
@click.argument("name")
@click.option("--role", type=click.Choice([role.value for role in Role]), required=True)
@click.option("--organisation", help="The reference of the organisation, for roles within one.")
@click.password_option(help="Asked for if it is not given.")
def add_person(email: str, name: str, role: str, organisation: str | None, password: str) -> None:
    """Add somebody who can sign in, with a role in an organisation or for the whole area."""
    from assessment.commands import people as commands
    from assessment.store.people import organisation_by_reference, person_by_email

    if (Role(role) in AREA_ROLES) == bool(organisation):
        raise Refused("Roles in an organisation need --organisation; roles for the whole area must not have it.")
    with _writing() as session:
        place = organisation_by_reference(session, organisation) if organisation else None
        if organisation and place is None:
            raise Refused(f"There is no organisation with the reference {organisation!r}.")
        person = person_by_email(session, email) or commands.add_person(
            session, name=name, email=email, password=password, at=_now()
        )
        commands.give_role(person, Role(role), place)


@main.command("open-cycle")
@click.argument("year", type=click.IntRange(2000, 2100))
@click.option("--bank", "bank_id", required=True, help="The id of an installed bank.")
@click.option("--opens", type=click.DateTime(["%Y-%m-%d"]), required=True)
@click.option("--closes", type=click.DateTime(["%Y-%m-%d"]), required=True)
def open_cycle(year: int, bank_id: str, opens: datetime, closes: datetime) -> None:
    """Open the year that begins in YEAR on a question bank."""
    from assessment.commands import organisations as commands

    _bank(bank_id)
    if closes < opens:
        raise Refused("A year cannot close before it opens.")
    with _writing() as session:
        commands.open_cycle(session, year=year, bank_id=bank_id, opens_on=opens.date(), closes_on=closes.date())


@main.command("release-cycle")
@click.argument("year", type=int)
def release_cycle(year: int) -> None:
    """Let the Leadership Group compare what has been kept of a year until now."""
    from assessment.commands import organisations as commands
    from assessment.store.area import cycle_of

    with _writing() as session:
        cycle = cycle_of(session, year)
        if cycle is None:
            raise Refused(f"There is no year {year}.")
        commands.release(cycle, at=_now())


@main.command("verify-results")
def verify_results() -> None:
    """Score every kept result again and report any difference."""
    from assessment.commands.results import recompute

    with _database().reading() as session:
        differences = list(recompute(session))
    for result, difference in differences:
        click.echo(f"result {result.id} of assessment {result.assessment_id}: {difference}")
    if differences:
        sys.exit(1)
    click.echo("Every kept result comes out as it was kept.")


@main.command()
def permissions() -> None:
    """Print who may do what, as the table in docs/permissions.md."""
    click.echo("| permission | " + " | ".join(Role) + " |")
    click.echo("|---" * (len(Role) + 1) + "|")
    for permission in Permission:
        marks = ("yes" if role in RULES[permission] else "" for role in Role)
        click.echo(f"| {permission} | " + " | ".join(marks) + " |")


def _settings() -> Settings:
    try:
        return Settings.from_environment()
    except SettingsWrong as wrong:
        raise Refused(str(wrong)) from wrong


def _database() -> Database:
    from assessment.store.session import connect

    return connect(_settings().database_url)


@contextmanager
def _writing() -> Iterator[Session]:
    from sqlalchemy.exc import IntegrityError

    with _database().writing() as session:
        yield session
        try:
            session.commit()
        except IntegrityError as exists:
            raise Refused("Something with that name or reference exists already.") from exists


def _now() -> datetime:
    return datetime.now(UTC)
