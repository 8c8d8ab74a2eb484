"""Check the activity log, delete data that has been kept long enough, and look after accounts."""

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
@click.option("--expect", help="The line that an earlier run printed, to check that it is still in the log.")
def verify_audit(expect: str | None) -> None:
    """Check that nothing in the activity log or the saved results has been changed or removed."""
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
            f"The log is consistent, but entry {wanted} is not the one you expected: the log has been rewritten."
        )
        sys.exit(1)
    if wrong:
        click.echo("\n".join(wrong))
        sys.exit(1)
    click.echo(f"All {last.partition(':')[0]} entries are intact.")
    click.echo(f"Store this line somewhere else, and give it to --expect next time: {last}")


@main.command("audit-head")
def audit_head() -> None:
    """Print the line that identifies the latest entry in the activity log, for `verify-audit --expect`."""
    from assessment.store.audit import head

    with database().reading() as session:
        click.echo(head(session))


@main.command("apply-retention")
@click.option("--dry-run", is_flag=True, help="Only show what would be deleted.")
def apply_retention(*, dry_run: bool) -> None:
    """Delete data that has been kept for as long as the privacy page says. Run this every day."""
    from assessment.commands.privacy import clear_away

    try:
        with writing() as session:
            cleared = clear_away(session, settings().retention, at=now(), dry_run=dry_run)
            lost = _files_of_nothing(session)
    except KeyError as unknown:
        raise Refused(f"FOURFOLD_RETENTION names {unknown}, which isn’t a kind of data we keep.") from unknown
    if not dry_run:
        for token in lost:
            _folder().remove(token)
    click.echo(f"{len(lost):6} {'to delete' if dry_run else 'deleted'}: Files that don’t belong to any evidence")
    for one in cleared:
        click.echo(f"{one.count:6} {'to delete' if dry_run else 'deleted'}: {one.period.what} ({one.period.days} days)")


@main.command()
@click.argument("email")
def invite(email: str) -> None:
    """Print a link that lets someone in. Use it for the first people, or when email doesn't work.

    Someone who already has an account gets a link to choose a new password.
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
    click.echo(f"The link works once, for {lasts}. Send it in a way that nobody else can read.")


@main.command("remove-second-factor")
@click.argument("email")
def remove_second_factor(email: str) -> None:
    """Remove the authenticator app and passkeys of someone who has lost them, and sign them out."""
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
        raise Refused(f"There is no account with the address {email}.")
    return person
