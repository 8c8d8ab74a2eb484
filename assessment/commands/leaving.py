"""Remove somebody from an organisation, and keep their work."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assessment.commands import people
from assessment.commands.audit import record
from assessment.domain.errors import NotAllowedHere
from assessment.domain.people.permissions import ROLE_NAMES
from assessment.domain.trust.audit import Kind
from assessment.store import models
from assessment.store.days import day_of
from assessment.store.people import others_hold
from assessment.store.rows import row_of

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy.orm import Session

    from assessment.store.rows import Numbered


def leave(session: Session, person: Numbered, place: Numbered, *, heir: Numbered | None, at: datetime) -> None:
    """Let somebody leave an organisation; what they wrote stays, and an heir takes on what only they held.

    Raises NotAllowedHere where they are the only lead or sponsor and nobody is named to follow them.
    """
    row, today = row_of(session, models.Person, person), day_of(session, at)
    needed = people.needed_in(people.organisation_row(session, place), today)
    held = [one for one in row.roles if one.organisation_id == place.id]
    only = [one.role for one in held if one.role in needed and not others_hold(session, row.id, one.role, place.id)]
    if only and heir is None:
        names = " and ".join(ROLE_NAMES[role] for role in only)
        msg = f"{row.name} is the only {names}. Choose who will take over first."
        raise NotAllowedHere(msg)
    for role in only:
        if heir:
            people.give_role(session, heir, role, place, at=at)
    for one in held:
        people.end_role(session, row, one, at=at)
    record(
        session,
        Kind.ACCESS,
        people.subject(person),
        at=at,
        organisation=place.id,
        done="left",
        follows=heir.id if heir else None,
    )
