"""What all commands share: the group they belong to, how they refuse, and how they reach the database."""

from __future__ import annotations

from contextlib import contextmanager
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import click

from assessment.config import Settings, SettingsWrong
from assessment.domain.area.publication import Disclosure

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy.orm import Session

    from assessment.store.session import Database


class Refused(click.ClickException):
    """Something that cannot be done, said in a sentence."""

    def show(self, file: Any = None) -> None:
        """Print the sentence where problems belong."""
        click.echo(self.message, err=True, file=file)


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
def main() -> None:
    """Fourfold: how trauma-informed is your organisation? A yearly self-assessment."""


def disclosure() -> Disclosure:
    """How this installation protects small groups."""
    known = settings()
    return Disclosure(known.suppression_threshold, known.secret_key)


def settings() -> Settings:
    """The settings of this installation; refuses wrong ones."""
    try:
        return Settings.from_environment()
    except SettingsWrong as wrong:
        raise Refused(str(wrong)) from wrong


def database() -> Database:
    """The database of this installation."""
    from assessment.store.session import connect

    found = settings()
    return connect(found.database_url, found.zone)


@contextmanager
def writing() -> Iterator[Session]:
    """A session that is committed at the end; refuses names that exist already."""
    from sqlalchemy.exc import IntegrityError

    from assessment.domain.errors import NotAllowedHere

    with database().writing() as session:
        try:
            yield session
            session.commit()
        except NotAllowedHere as refused:
            raise Refused(str(refused)) from refused
        except IntegrityError as exists:
            raise Refused("That name or reference is already in use.") from exists


def now() -> datetime:
    """This moment, in UTC."""
    return datetime.now(UTC)
