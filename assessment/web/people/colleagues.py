"""The people of one organisation: its lead invites them, changes their part, and lets them leave."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, abort, flash, redirect, render_template, url_for

from assessment.commands import leaving
from assessment.domain.errors import NotAllowedHere
from assessment.domain.people.permissions import ORGANISATION_ROLES, Permission, Role
from assessment.store.offers import offer_numbered, offers_in
from assessment.store.people_lists import Listed, colleagues, listed, people
from assessment.web.frame import clock, login
from assessment.web.frame.access import requires
from assessment.web.frame.database import change, db
from assessment.web.frame.forms import TokenForm
from assessment.web.frame.query import page_number, search_words
from assessment.web.people import inviting
from assessment.web.people.forms import InviteForm, LeaveForm, RoleForm

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

    from assessment.domain.area.organisations import Organisation

bp = Blueprint("colleagues", __name__, url_prefix="/organisations/<ref:reference>/people")


@bp.get("/")
@requires(Permission.MANAGE_OWN_PEOPLE)
def index(organisation: Organisation) -> ResponseReturnValue:
    """Show everybody of an organisation, and a form to invite somebody."""
    return _show(organisation, _invite_form(organisation, formdata=None))


@bp.post("/")
@requires(Permission.MANAGE_OWN_PEOPLE)
def invite(organisation: Organisation) -> ResponseReturnValue:
    """Invite somebody into an organisation."""
    form = _invite_form(organisation)
    if not form.validate():
        return _show(organisation, form), 422
    try:
        inviting.invite(form, organisation)
    except NotAllowedHere as refused:
        form.email.errors = [str(refused)]
        return _show(organisation, form), 409
    flash(inviting.said(form))
    return redirect(url_for(".index", reference=organisation.reference))


@bp.post("/offers/<number:offer_id>")
@requires(Permission.MANAGE_OWN_PEOPLE)
def offer(organisation: Organisation, offer_id: int) -> ResponseReturnValue:
    """Take an offer back, or write once more to whoever was asked."""
    found = offer_numbered(db(), offer_id, now=clock.now())
    if found is None or found.organisation_id != organisation.id:
        abort(404)
    if TokenForm().validate():
        inviting.act_on_offer(found)
    return redirect(url_for(".index", reference=organisation.reference))


@bp.get("/<number:person_id>")
@requires(Permission.MANAGE_OWN_PEOPLE)
def person(organisation: Organisation, person_id: int) -> ResponseReturnValue:
    """Show one person's part in an organisation."""
    return _show_person(organisation, _colleague(organisation, person_id), _leave_form(organisation, person_id, None))


@bp.post("/<number:person_id>/roles")
@requires(Permission.MANAGE_OWN_PEOPLE)
def change_role(organisation: Organisation, person_id: int) -> ResponseReturnValue:
    """Give or take a role."""
    found = _colleague(organisation, person_id)
    form = RoleForm().offer(inviting.may_give(organisation) & ORGANISATION_ROLES)
    if form.validate():
        inviting.change_role(found.person, Role(form.role.data), organisation, done="The role is changed.")
    if _is_colleague(organisation, listed(db(), person_id, now=clock.now())):
        return redirect(url_for(".person", reference=organisation.reference, person_id=person_id))
    return redirect(url_for(".index", reference=organisation.reference))


@bp.post("/<number:person_id>/invitation")
@requires(Permission.MANAGE_OWN_PEOPLE)
def invitation(organisation: Organisation, person_id: int) -> ResponseReturnValue:
    """Send an invitation again; it may be that of other organisations too, so it is not revoked here."""
    found = _colleague(organisation, person_id)
    if TokenForm().validate():
        inviting.send_again(found.person, organisation)
    return redirect(url_for(".person", reference=organisation.reference, person_id=person_id))


@bp.post("/<number:person_id>/leave")
@requires(Permission.MANAGE_OWN_PEOPLE)
def leave(organisation: Organisation, person_id: int) -> ResponseReturnValue:
    """Let somebody leave; what they wrote stays, and somebody else takes over what only they could do."""
    found = _colleague(organisation, person_id)
    form = _leave_form(organisation, person_id)
    if not form.validate():
        return _show_person(organisation, found, form), 422
    heir = next((one for one in colleagues(db(), organisation.id) if str(one.id) == form.heir.data), None)
    try:
        with change() as session:
            leaving.leave(session, found.person, organisation, heir=heir, at=clock.now())
    except NotAllowedHere as refused:
        form.heir.errors = [str(refused)]
        return _show_person(organisation, _colleague(organisation, person_id), form), 409
    flash(f"{found.person.name} has left. What they wrote stays.")
    return redirect(url_for(".index", reference=organisation.reference))


def _invite_form(organisation: Organisation, **given: None) -> InviteForm:
    form = InviteForm(**given)
    form.offer(inviting.may_give(organisation) & ORGANISATION_ROLES)
    return form


def _leave_form(organisation: Organisation, person_id: int, *formdata: None) -> LeaveForm:
    others = [one for one in colleagues(db(), organisation.id) if one.id != person_id]
    return LeaveForm(*formdata).offer(others)


def _colleague(organisation: Organisation, person_id: int) -> Listed:
    found = listed(db(), person_id, now=clock.now())
    if found is None or not _is_colleague(organisation, found):
        abort(404)
    return found


def _is_colleague(organisation: Organisation, found: Listed | None) -> bool:
    return found is not None and any(held.organisation_id == organisation.id for held, _ in found.roles)


def _show(organisation: Organisation, form: InviteForm) -> str:
    search = search_words()
    found = people(db(), now=clock.now(), search=search, place=organisation.id, page=page_number())
    asked = offers_in(db(), organisation.id, now=clock.now())
    return render_template(
        "people/colleagues.html", organisation=organisation, found=found, form=form, search=search, asked=asked
    )


def _show_person(organisation: Organisation, found: Listed, form: LeaveForm) -> str:
    here = [held.role for held, _ in found.roles if held.organisation_id == organisation.id]
    offered = [role for role in Role if role in inviting.may_give(organisation) & ORGANISATION_ROLES]
    mine = login.me().id == found.person.id
    return render_template(
        "people/colleague.html",
        organisation=organisation,
        found=found,
        here=here,
        offered=offered,
        form=form,
        mine=mine,
    )
