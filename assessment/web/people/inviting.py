"""The steps that every page for managing people shares: invite, send again, revoke, give and take roles."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from flask import abort, flash, request, url_for

from assessment.commands import factors, links, people, sign_ins
from assessment.domain.errors import NotAllowedHere
from assessment.domain.people.accounts import LINK_LIFETIMES, LinkPurpose
from assessment.domain.people.permissions import Role, grantable
from assessment.store.accounts import has_account
from assessment.store.people_lists import roles_by_person
from assessment.web.frame import clock, letters, login
from assessment.web.frame.database import change
from assessment.web.frame.letters import tell_of_change

if TYPE_CHECKING:
    from assessment.domain.area.organisations import Organisation
    from assessment.domain.people.person import Person
    from assessment.web.people.forms import InviteForm


def may_give(place: Organisation | None) -> frozenset[Role]:
    """Which roles whoever is asking may give in an organisation, or for the area where none is named."""
    me = login.me()
    return grantable(me.roles_towards(place.id) if place else me.area_roles)


@dataclass(frozen=True, slots=True)
class Invited:
    """Somebody who was given a role, or is to get in anew; without a token they have a way to sign in already."""

    person: Person
    token: str
    role: Role | None = None
    place: Organisation | None = None


def invite(form: InviteForm, place: Organisation | None) -> Invited:
    """Add somebody with a role, and send them a letter; who has an account already is told of the new role only."""
    role, email, at = Role(form.role.data), form.email.data, clock.now()
    _require_grantable(role, place)
    with change() as session:
        person = people.welcome(session, name=form.name.data, email=email, role=role, place=place, at=at)
        known = has_account(session, person)
        token = "" if known else links.make_link(session, person, LinkPurpose.INVITATION, at=at)
    invited = Invited(person, token, role, place)
    write(invited)
    return invited


def write(invited: Invited) -> None:
    """Send the letter of an invitation, or of a new role to who needs no new way in."""
    role, place = invited.role.value if invited.role else "", invited.place.name if invited.place else ""
    if not invited.token:
        tell_of_change(invited.person, f"You were given the role “{role}”" + (f" of {place}" if place else ""))
        return
    letters.send(
        invited.person.email,
        "invitation",
        person=invited.person,
        inviter=login.me().name,
        role=role,
        place=place,
        link=letters.address(url_for("mailed_links.invitation", token=invited.token)),
        until=clock.now() + LINK_LIFETIMES[LinkPurpose.INVITATION],
    )


def said(invited: Invited) -> str:
    """What to tell whoever has invited somebody."""
    if not invited.token:
        return f"{invited.person.name} has an account already, and is told of the new role by e-mail."
    return f"An invitation is on its way to {invited.person.email}."


def recover(person: Person) -> None:
    """Take app and passkeys away from somebody who has lost them, and invite them again.

    Nobody does that to somebody whose role they could not give.
    """
    at = clock.now()
    with change() as session:
        held = roles_by_person(session, [person.id]).get(person.id, ())
        if not {one.role for one in held} <= may_give(None):
            abort(403)
        factors.remove_all(session, person, at=at)
        sign_ins.end_all_sign_ins(session, person.id, at=at)
        token = links.make_link(session, person, LinkPurpose.INVITATION, at=at)
    write(Invited(person, token))


def change_role(person: Person, role: Role, place: Organisation | None, *, done: str) -> None:
    """Give a role or take it, as the button said, if whoever is asking may; and say what came of it."""
    _require_grantable(role, place)
    command = people.take_role if request.form.get("action") == "take" else people.give_role
    try:
        with change() as session:
            command(session, person, role, place, at=clock.now())
        flash(done)
    except NotAllowedHere as refused:
        flash(str(refused))


def act_on_invitation(person: Person, place: Organisation | None) -> None:
    """Revoke an invitation or send it again, as the button said, and say so."""
    if request.form.get("action") == "revoke":
        with change() as session:
            links.revoke_links(session, person, LinkPurpose.INVITATION, at=clock.now())
        flash("The invitation does not open any more.")
        return
    with change() as session:
        token = links.make_link(session, person, LinkPurpose.INVITATION, at=clock.now())
    write(Invited(person, token, place=place))
    flash(f"A new invitation is on its way to {person.email}. The one before does not open any more.")


def _require_grantable(role: Role, place: Organisation | None) -> None:
    """Whoever gives or takes a role holds one that lets them."""
    if role not in may_give(place):
        abort(403)
