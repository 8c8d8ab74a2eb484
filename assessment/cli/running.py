"""Run an installation: its database, its server, its kept results."""

from __future__ import annotations

import sys

import click

from assessment.cli.base import Refused, database, disclosure, main, now, settings, writing
from assessment.domain.people.permissions import RULES, Permission, Role


@main.command()
def upgrade() -> None:
    """Create the database or update it. Run this after every update of Fourfold."""
    from assessment.commands.publication import publish_earlier
    from assessment.commands.results import vouch_for_earlier
    from assessment.store.schema import upgrade as migrate

    migrate(database().engine)
    with writing() as session:
        vouch_for_earlier(session, at=now())
        publish_earlier(session, disclosure=disclosure())


@main.command()
@click.option("--if-empty", is_flag=True, help="Do nothing if there are already people or organisations.")
def demo(*, if_empty: bool) -> None:
    """Fill an empty database with a made-up area."""
    from assessment.demonstration import fill
    from assessment.store.people import is_empty

    with writing() as session:
        if is_empty(session):
            fill(session)
        elif not if_empty:
            raise Refused("There are already people or organisations. The demonstration needs an empty database.")


@main.command()
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", default=8000, show_default=True)
@click.option("--processes", type=click.IntRange(1, 64), help="[default: FOURFOLD_PROCESSES, or one for each core]")
@click.option("--threads", type=click.IntRange(1, 64), help="For each process.  [default: four in all, at least two]")
def serve(host: str, port: int, processes: int | None, threads: int | None) -> None:
    """Start the web server."""
    from assessment.serving import serve as run

    given = settings()
    sys.exit(run(given, host=host, port=port, processes=processes or given.processes, threads=threads))


@main.command("verify-results")
def verify_results() -> None:
    """Work out every saved result again, compare it with the activity log, and report any difference."""
    from assessment.commands.results import altered, recompute

    with database().reading() as session:
        differences, wrong = list(recompute(session)), list(altered(session))
    for sentence in wrong:
        click.echo(sentence)
    for result, difference in differences:
        click.echo(f"result {result.id} of assessment {result.assessment_id}: {difference}")
    if differences or wrong:
        sys.exit(1)
    click.echo("Every saved result is correct.")


@main.command()
def permissions() -> None:
    """Print who can do what, as in docs/permissions.md."""
    click.echo("| permission | " + " | ".join(Role) + " |")
    click.echo("|---" * (len(Role) + 1) + "|")
    for permission in Permission:
        marks = ("yes" if role in RULES[permission] else "" for role in Role)
        click.echo(f"| {permission} | " + " | ".join(marks) + " |")
