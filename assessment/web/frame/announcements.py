"""Email the people concerned whenever a role is given or removed, however it happened."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from assessment.domain.people.announcing import RoleChange, is_told
from assessment.domain.people.permissions import with_article
from assessment.store.announcing import names_of, places_of, watchful
from assessment.web.frame import clock, letters
from assessment.web.frame.database import db

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from flask import Flask

    from assessment.domain.people.person import Person

BY_COMMAND = "from the command line"


def init_app(app: Flask) -> None:
    """Let whatever changes something in a request hand over what is to be announced."""
    app.extensions["announce"] = announce


def announce(changes: Sequence[RoleChange]) -> None:
    """Send one email to each person who should know about any of these changes."""
    said = _in_words(changes)
    for person, concerning in _told(changes).items():
        letters.inform(person, "roles", path="/home", said=[said[change] for change in concerning], at=clock.now())


def _told(changes: Sequence[RoleChange]) -> Mapping[Person, Sequence[RoleChange]]:
    told: dict[Person, list[RoleChange]] = defaultdict(list)
    for role, place, person in watchful(db()):
        fresh = [one for one in changes if is_told(role, place, one) and one.person_id != person.id]
        told[person] += [one for one in fresh if one not in told[person]]
    return {person: concerning for person, concerning in told.items() if concerning}


def _in_words(changes: Sequence[RoleChange]) -> Mapping[RoleChange, str]:
    numbers = {number for one in changes for number in (one.person_id, one.by_id) if number}
    names = names_of(db(), numbers)
    places = places_of(db(), {one.organisation_id for one in changes if one.organisation_id})
    return {one: _sentence(one, names, places) for one in changes}


def _sentence(change: RoleChange, names: Mapping[int, str], places: Mapping[int, str]) -> str:
    place = f" for {places[change.organisation_id]}" if change.organisation_id else " for the whole area"
    happened = "is now" if change.given else "is no longer"
    by = names.get(change.by_id or 0, "")
    changed = f"changed by {by}" if by else f"changed {BY_COMMAND}"
    return f"{names[change.person_id]} {happened} {with_article(change.role)}{place} ({changed})"
