"""Prove the record of what happened, clear away what was kept long enough, and look after accounts."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from assessment.cli.base import Refused, database, main, now, settings, writing

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from assessment.domain.people.person import Person
    from assessment.uploads.folder import Folder

FRESH_HOURS = 24


@main.command("verify-audit")
@click.option("--expect", help="The number and digest that an earlier run printed, to be found in the chain still.")
def verify_audit(expect: str | None) -> None:
    """Prove that the record of what happened is whole, and every kept result as it says; or name what is not."""
    from assessment.commands.results import altered
    from assessment.domain.trust.audit import first_broken
    from assessment.store.audit import chain, digest_of, head

    with database().reading() as session:
        broken, wrong = first_broken(chain(session)), list(altered(session))
        last = head(session)
        wanted, _, known = (expect or "").partition(":")
        lost = bool(expect) and (not wanted.isdecimal() or digest_of(session, int(wanted)) != known)
    if broken:
        click.echo(f"Entry {broken.number} {broken.problem}.")
        sys.exit(1)
    if lost:
        click.echo(
            f"The chain is whole in itself, but entry {wanted} is not the one that was expected: it was rewritten."
        )
        sys.exit(1)
    if wrong:
        click.echo("\n".join(wrong))
        sys.exit(1)
    click.echo(f"{last.partition(':')[0]} entries, every one follows from the one before.")
    click.echo(f"Keep this elsewhere and give it to --expect next time: {last}")


@main.command("audit-head")
def audit_head() -> None:
    """Print the number and digest of the last entry of the record, to be kept elsewhere and handed to verify-audit."""
    from assessment.store.audit import head

    with database().reading() as session:
        click.echo(head(session))


@main.command("apply-retention")
@click.option("--dry-run", is_flag=True, help="Only say what would be cleared away.")
def apply_retention(*, dry_run: bool) -> None:
    """Clear away what has been kept for its time; run it every day."""
    from assessment.commands.privacy import clear_away

    try:
        with writing() as session:
            cleared = clear_away(session, settings().retention, at=now(), dry_run=dry_run)
            lost = _files_of_nothing(session)
    except KeyError as unknown:
        raise Refused(f"FOURFOLD_RETENTION names {unknown}, which is no kind of data that is kept.") from unknown
    if not dry_run:
        for token in lost:
            _folder().remove(token)
    click.echo(f"{len(lost):6} {'would go' if dry_run else 'gone'}: Files that belong to no piece of evidence")
    for one in cleared:
        click.echo(f"{one.count:6} {'would go' if dry_run else 'gone'}: {one.period.what} ({one.period.days} days)")


@main.command()
@click.argument("email")
def invite(email: str) -> None:
    """Print a new invitation for somebody: the way in for the first people, before letters can be sent.

    Who has an account already gets a link to choose a new password instead.
    """
    from assessment.commands.links import make_link
    from assessment.domain.people.accounts import LinkPurpose
    from assessment.store.accounts import has_account

    with writing() as session:
        person = _person(session, email)
        known = has_account(session, person)
        token = make_link(session, person, LinkPurpose.RESET if known else LinkPurpose.INVITATION, at=now())
    address, path = settings().address or "http://127.0.0.1:8000", "new-password" if known else "invitation"
    click.echo(f"{address}/{path}/{token}")
    lasts = "an hour" if known else "seven days"
    click.echo(f"The link works once, for {lasts}. Hand it over on a way that others cannot read.")


@main.command("remove-second-factor")
@click.argument("email")
def remove_second_factor(email: str) -> None:
    """Take app and passkeys away from somebody who has lost them, and end their sign-ins."""
    from assessment.commands.factors import remove_all
    from assessment.commands.sign_ins import end_all_sign_ins

    with writing() as session:
        person = _person(session, email)
        remove_all(session, person, at=now())
        end_all_sign_ins(session, person.id, at=now())


def _folder() -> Folder:
    from pathlib import Path

    from assessment.uploads.folder import Folder

    return Folder(Path(settings().instance) / "evidence")


def _files_of_nothing(session: Session) -> list[str]:
    from assessment.store.answers import file_tokens

    known = file_tokens(session)
    return [token for token in _folder().tokens(older_than_hours=FRESH_HOURS) if token not in known]


def _person(session: Session, email: str) -> Person:
    from assessment.store.people import person_by_email

    person = person_by_email(session, email)
    if person is None:
        raise Refused(f"Nobody has the address {email}.")
    return person
