"""The steps that every page for managing people shares: invite, send again, revoke, give and take roles."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import abort, current_app, flash, request, url_for

from assessment.commands import factors, links, offers, people, sign_ins
from assessment.commands.offers import Asked
from assessment.domain.errors import NotAllowedHere
from assessment.domain.people.accounts import LINK_LIFETIMES, LinkPurpose
from assessment.domain.people.permissions import Role, grantable
from assessment.store.accounts import has_account
from assessment.store.offers import offers_to
from assessment.store.people_lists import roles_by_person
from assessment.web.frame import clock, letters, login
from assessment.web.frame.database import change
from assessment.web.frame.letters import tell_of_change

if TYPE_CHECKING:
    from collections.abc import Callable

    from assessment.domain.area.organisations import Organisation
    from assessment.domain.people.person import Person, RoleOffer
    from assessment.store.session import Database
    from assessment.web.people.forms import InviteForm


def may_give(place: Organisation | None) -> frozenset[Role]:
    """Which roles whoever is asking may give in an organisation, or for the area where none is named."""
    me = login.me()
    return grantable(me.roles_towards(place.id) if place else me.area_roles)


def invite(form: InviteForm, place: Organisation | None) -> Person:
    """Ask somebody to take a role, by a letter; what is said of it tells nobody whether they have an account."""
    role, email, at = Role(form.role.data), form.email.data, clock.now()
    _require_grantable(role, place)
    letters.require_address()
    with change() as session:
        asked = offers.offer(session, name=form.name.data, email=email, role=role, place=place, at=at)
    write(asked, role, place.name if place else "")
    return asked.person


def write(asked: Asked, role: Role | None = None, place: str = "") -> None:
    """Send the letter of an invitation, or of an offer to who needs no new way in."""
    path = url_for("mailed_links.invitation", token=asked.token) if asked.token else url_for("offers.index")
    letters.send(
        asked.person.email,
        "invitation" if asked.token else "offer",
        person=asked.person,
        inviter=login.me().name,
        role=role.value if role else "",
        place=place,
        link=letters.address(path),
        until=clock.now() + LINK_LIFETIMES[LinkPurpose.INVITATION],
        failed=_keeping_failure(asked),
    )


def _keeping_failure(asked: Asked) -> Callable[[], None]:
    """What keeps that a letter did not go out, once that is clear; the list of people says it then."""
    database: Database = current_app.extensions["database"]

    def keep() -> None:
        with database.writing() as session:
            offers.note_failure(session, asked, at=clock.now())
            session.commit()

    return keep


def said(form: InviteForm) -> str:
    """What to tell whoever has asked somebody: the same, whoever that is."""
    return f"We’ll email an invitation to {form.email.data}. They have the role once they accept."


def act_on_offer(offer: RoleOffer) -> None:
    """Take an offer back or write once more, as the button said, and say so."""
    if request.form.get("action") == "withdraw":
        with change() as session:
            offers.withdraw(session, offer, at=clock.now())
        flash("The invitation is cancelled.")
        return
    letters.require_address()
    with change() as session:
        asked = offers.ask_again(session, offer, at=clock.now())
    write(asked, offer.role, offer.organisation or "")
    flash(f"We’ll email {offer.email} again.")


def recover(person: Person) -> str:
    """Take app and passkeys away from somebody who has lost them, and tell them how to get in; says what was done.

    Who has another way to sign in keeps it, and is sent no new one. Nobody does that to somebody whose role they could
    not give.
    """
    at = clock.now()
    letters.require_address()
    with change() as session:
        held = roles_by_person(session, [person.id]).get(person.id, ())
        if not {one.role for one in held} <= may_give(None):
            abort(403)
        factors.remove_all(session, person, at=at)
        sign_ins.end_all_sign_ins(session, person.id, at=at)
        known = has_account(session, person)
        token = "" if known else links.make_link(session, person, LinkPurpose.INVITATION, at=at)
    if known:
        tell_of_change(person, "Your app and passkeys were removed, because they were reported lost,")
        return f"App and passkeys are removed. We’ll email {person.email}, who can sign in with a password."
    write(Asked(person, token))
    return f"App and passkeys are removed. We’ll email a new invitation to {person.email}."


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


def revoke(person: Person) -> None:
    """Make somebody's invitation useless, with everything that they were asked to be."""
    with change() as session:
        for one in offers_to(session, person.id, now=clock.now()):
            offers.withdraw(session, one, at=clock.now())
        links.revoke_links(session, person, LinkPurpose.INVITATION, at=clock.now())
    flash("The invitation is cancelled. Its link no longer works.")


def send_again(person: Person, place: Organisation | None) -> None:
    """Send an invitation again to somebody who has no account yet, and say so."""
    letters.require_address()
    try:
        with change() as session:
            token = links.make_link(session, person, LinkPurpose.INVITATION, at=clock.now())
    except NotAllowedHere as refused:
        flash(str(refused))
        return
    write(Asked(person, token), place=place.name if place else "")
    flash(f"We’ll email a new invitation to {person.email}. The earlier link no longer works.")


def _require_grantable(role: Role, place: Organisation | None) -> None:
    """Whoever gives or takes a role holds one that lets them."""
    if role not in may_give(place):
        abort(403)
