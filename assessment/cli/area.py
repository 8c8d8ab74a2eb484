"""Set up an area: its organisations, its people, its years."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from assessment.cli.banks import bank
from assessment.cli.base import Refused, database, disclosure, main, now, writing
from assessment.domain.area.sectors import Sector, SizeBand
from assessment.domain.people.permissions import AREA_ROLES, Role

if TYPE_CHECKING:
    from datetime import datetime


@main.command("add-organisation")
@click.argument("reference")
@click.argument("name")
@click.option("--sector", type=click.Choice([sector.value for sector in Sector]), required=True)
@click.option("--size", type=click.Choice([size.value for size in SizeBand]), required=True)
@click.option("--area", default="")
@click.option("--no-public-contact", is_flag=True, help="The organisation doesn’t meet the public.")
def add_organisation(  # noqa: PLR0913 - one for each option
    reference: str, name: str, sector: str, size: str, area: str, *, no_public_contact: bool
) -> None:
    """Add an organisation. REFERENCE is its short name in web addresses."""
    from assessment.commands import organisations as commands

    profile = commands.Profile(reference, name, Sector(sector), SizeBand(size), area, not no_public_contact)
    with writing() as session:
        commands.add_organisation(session, profile, at=now())


@main.command("add-person")
@click.argument("email")
@click.argument("name")
@click.option("--role", type=click.Choice([role.value for role in Role]), required=True)
@click.option("--organisation", help="The organisation’s reference, for roles in an organisation.")
@click.option("--password", help="Not recommended: use `fourfold invite` so they can choose how to sign in.")
def add_person(email: str, name: str, role: str, organisation: str | None, password: str | None) -> None:
    """Add a person with a role in an organisation or for the whole area."""
    from assessment.commands import people as commands
    from assessment.credentials import passwords
    from assessment.store.organisations import organisation_with
    from assessment.store.people import person_by_email

    if password and (problem := passwords.problem(password, about=(name, email))):
        raise Refused(f"{problem}.")
    if (Role(role) in AREA_ROLES) == bool(organisation):
        raise Refused("A role in an organisation needs --organisation. Leave it out for a role in the whole area.")
    password_hash = passwords.hashed(password) if password else None
    with writing() as session:
        place = organisation_with(session, organisation) if organisation else None
        if organisation and place is None:
            raise Refused(f"There is no organisation with the reference {organisation!r}.")
        person = person_by_email(session, email) or commands.add_person(
            session, name=name, email=email, password_hash=password_hash, at=now()
        )
        commands.give_role(session, person, Role(role), place, at=now())


@main.command("open-cycle")
@click.argument("year", type=click.IntRange(2000, 2100))
@click.option("--bank", "bank_id", required=True, help="The id of an installed question bank.")
@click.option("--opens", type=click.DateTime(["%Y-%m-%d"]), required=True)
@click.option("--closes", type=click.DateTime(["%Y-%m-%d"]), required=True)
def open_cycle(year: int, bank_id: str, opens: datetime, closes: datetime) -> None:
    """Open the year that starts in YEAR, with the questions of a bank."""
    from assessment.commands import cycles as commands

    bank(bank_id)
    if closes < opens:
        raise Refused("The closing date can’t be before the opening date.")
    with writing() as session:
        commands.open_cycle(
            session, year=year, bank_id=bank_id, opens_on=opens.date(), closes_on=closes.date(), at=now()
        )


@main.command("publish-cycle")
@click.argument("year", type=int)
def publish_cycle(year: int) -> None:
    """Publish a year, so that the Leadership Group can compare the results signed off so far."""
    from assessment.commands.publication import publish
    from assessment.domain.errors import NotAllowedHere
    from assessment.store.audit import head
    from assessment.store.cycles import cycle_of

    with writing() as session:
        cycle = cycle_of(session, year)
        if cycle is None:
            raise Refused(f"There is no year {year}.")
        try:
            publish(session, cycle, disclosure=disclosure(), at=now())
        except NotAllowedHere as refused:
            raise Refused(str(refused)) from refused
    with database().reading() as session:
        click.echo(f"Published. Store this line somewhere else, for `fourfold verify-audit --expect`: {head(session)}")
