"""The steps that every page for managing people shares: invite, send again, revoke, give and take roles."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import abort, flash, request, url_for

from assessment.commands import factors, links, people, sign_ins
from assessment.domain.errors import NotAllowedHere
from assessment.domain.people.accounts import LINK_LIFETIMES, LinkPurpose
from assessment.domain.people.permissions import Role, grantable
from assessment.store.accounts import has_account
from assessment.store.people import person_with
from assessment.web.frame import clock, letters, login
from assessment.web.frame.database import db
from assessment.web.frame.letters import tell_of_change

if TYPE_CHECKING:
    from assessment.domain.area.organisations import Organisation
    from assessment.store import models
    from assessment.web.people.forms import InviteForm


def may_give(place: Organisation | None) -> frozenset[Role]:
    """Which roles whoever is asking may give in an organisation, or for the area where none is named."""
    me = login.me()
    return grantable(me.roles_towards(place.id) if place else me.area_roles)


def invite(form: InviteForm, place: Organisation | None) -> models.Person:
    """Add somebody with a role, and send them a letter; who has an account already is told of the new role only."""
    at = clock.now()
    person = person_with(db(), form.email.data) or people.add_person(
        db(), name=form.name.data, email=form.email.data, at=at
    )
    if person.erased_at:
        raise NotAllowedHere("This address cannot be used.")
    give(person, Role(form.role.data), place)
    send_invitation(person, Role(form.role.data), place)
    return person


def give(person: models.Person, role: Role, place: Organisation | None) -> None:
    """Give a role, if whoever is asking may."""
    if role not in may_give(place):
        abort(403)
    people.give_role(db(), person, role, place, at=clock.now())


def take(person: models.Person, role: Role, place: Organisation | None) -> None:
    """Take a role, if whoever is asking may; nobody takes their own last key by mistake."""
    if role not in may_give(place):
        abort(403)
    people.take_role(db(), person, role, place, at=clock.now())


def send_invitation(person: models.Person, role: Role | None, place: Organisation | None) -> None:
    """Commit what was done, then send a new invitation; the one before stops working.

    Who has an account already is told what they may do now, since they need no new way in.
    """
    if has_account(db(), person) and role is not None:
        db().commit()
        what = f"You were given the role “{role.value}”" + (f" of {place.name}" if place else "")
        tell_of_change(person, what)
        return
    token = links.make_link(db(), person, LinkPurpose.INVITATION, at=clock.now())
    db().commit()
    letters.send(
        person.email,
        "invitation",
        person=person,
        inviter=login.me().name,
        role=role.value if role else "",
        place=place.name if place else "",
        link=letters.address(url_for("mailed_links.invitation", token=token)),
        until=clock.now() + LINK_LIFETIMES[LinkPurpose.INVITATION],
    )


def said(person: models.Person) -> str:
    """What to tell whoever has invited somebody."""
    if has_account(db(), person):
        return f"{person.name} has an account already, and is told of the new role by e-mail."
    return f"An invitation is on its way to {person.email}."


def recover(person: models.Person) -> None:
    """Take app and passkeys away from somebody who has lost them, and invite them again.

    Nobody does that to somebody whose role they could not give.
    """
    if not {held.role for held in person.roles} <= may_give(None):
        abort(403)
    factors.remove_all(db(), person, at=clock.now())
    sign_ins.end_all_sign_ins(db(), person.id, at=clock.now())
    send_invitation(person, None, None)


def change_role(person: models.Person, role: Role, place: Organisation | None, *, done: str) -> None:
    """Give a role or take it, as the button said, commit that, and say what came of it."""
    change = take if request.form.get("action") == "take" else give
    try:
        change(person, role, place)
        db().commit()
        flash(done)
    except NotAllowedHere as refused:
        db().rollback()
        flash(str(refused))


def act_on_invitation(person: models.Person, place: Organisation | None) -> None:
    """Revoke an invitation or send it again, as the button said, and say so."""
    if request.form.get("action") == "revoke":
        links.revoke_links(db(), person, LinkPurpose.INVITATION, at=clock.now())
        db().commit()
        flash("The invitation does not open any more.")
    else:
        send_invitation(person, None, place)
        flash(f"A new invitation is on its way to {person.email}. The one before does not open any more.")
