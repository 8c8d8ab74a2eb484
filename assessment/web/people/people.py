"""Everybody in the area: search, roles, invitations, and what somebody may ask for by law."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for

from assessment.commands import privacy as commands
from assessment.domain.errors import NotAllowedHere
from assessment.domain.people.permissions import Permission, Role
from assessment.store.offers import offers_to
from assessment.store.organisations import all_organisations, closed_places, organisation_with
from assessment.store.people_lists import Listed, listed, people
from assessment.web.frame import clock, login
from assessment.web.frame.access import requires
from assessment.web.frame.database import change, db
from assessment.web.frame.forms import TokenForm
from assessment.web.frame.query import page_number, search_words
from assessment.web.parts.personal_data_file import personal_data_file
from assessment.web.people import inviting
from assessment.web.people.forms import EraseForm, InviteForm, RoleForm

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

    from assessment.domain.area.organisations import Organisation

bp = Blueprint("people", __name__, url_prefix="/people")


@bp.get("/")
@requires(Permission.MANAGE_PEOPLE)
def index() -> ResponseReturnValue:
    """Show everybody, searched and in pages, and a form to invite somebody."""
    return _show(_offered(InviteForm(formdata=None)))


@bp.post("/")
@requires(Permission.MANAGE_PEOPLE)
def invite() -> ResponseReturnValue:
    """Invite somebody to any role that one may give."""
    form = _offered(InviteForm())
    if not form.validate():
        return _show(form), 422
    try:
        person = inviting.invite(form, _place(form.place.data))
    except NotAllowedHere as refused:
        form.email.errors = [str(refused)]
        return _show(form), 409
    flash(inviting.said(form))
    return redirect(url_for(".person", person_id=person.id))


@bp.get("/<number:person_id>")
@requires(Permission.MANAGE_PEOPLE)
def person(person_id: int) -> ResponseReturnValue:
    """Show somebody's roles and invitation."""
    return _show_person(_found(person_id), _offered(RoleForm(formdata=None)), EraseForm(formdata=None))


@bp.post("/<number:person_id>/roles")
@requires(Permission.MANAGE_PEOPLE)
def change_role(person_id: int) -> ResponseReturnValue:
    """Give or take a role, in an organisation or for the area."""
    found = _found(person_id)
    form = RoleForm().offer(
        inviting.may_give(None),
        (*all_organisations(db(), on=clock.today()), *closed_places(db(), person_id, on=clock.today())),
    )
    if not form.validate():
        return _show_person(found, form, EraseForm(formdata=None)), 422
    place = _place(form.place.data)
    inviting.change_role(found.person, Role(form.role.data), place, done="The roles are changed.")
    return redirect(url_for(".person", person_id=person_id))


@bp.post("/<number:person_id>/invitation")
@requires(Permission.MANAGE_PEOPLE)
def invitation(person_id: int) -> ResponseReturnValue:
    """Send an invitation again, or revoke it."""
    found = _found(person_id)
    if TokenForm().validate():
        action = request.form.get("action")
        if action == "recover":
            flash(inviting.recover(found.person))
        elif action == "revoke":
            inviting.revoke(found.person)
        else:
            inviting.send_again(found.person, None)
    return redirect(url_for(".person", person_id=person_id))


@bp.post("/<number:person_id>/data")
@requires(Permission.MANAGE_PRIVACY)
def data(person_id: int) -> ResponseReturnValue:
    """Everything that is held about somebody, as a file."""
    found = _found(person_id)
    return (
        personal_data_file(found.person)
        if TokenForm().validate()
        else redirect(url_for(".person", person_id=person_id))
    )


@bp.post("/<number:person_id>/erase")
@requires(Permission.MANAGE_PRIVACY)
def erase(person_id: int) -> ResponseReturnValue:
    """Forget somebody: what organisations said stays, as said by a former colleague."""
    found, form = _found(person_id), EraseForm()
    if not form.validate():
        return _show_person(found, _offered(RoleForm(formdata=None)), form), 422
    try:
        with change() as session:
            commands.erase(session, found.person, by=login.me().id, at=clock.now())
    except NotAllowedHere as refused:
        form.sure.errors = [str(refused)]
        return _show_person(_found(person_id), _offered(RoleForm(formdata=None)), form), 409
    flash("Personal data erased. Their answers for the organisation stay.")
    return redirect(url_for(".index"))


def _found(person_id: int) -> Listed:
    return listed(db(), person_id, now=clock.now()) or abort(404)


def _place(reference: str) -> Organisation | None:
    return organisation_with(db(), reference) if reference else None


def _offered(form: RoleForm) -> RoleForm:
    return form.offer(inviting.may_give(None), all_organisations(db(), on=clock.today()))


def _show(form: InviteForm) -> str:
    search, role = search_words(), request.args.get("role", "")[:40]
    found = people(db(), now=clock.now(), search=search, role=role, page=page_number())
    return render_template("people/index.html", found=found, form=form, search=search, role=role, roles=list(Role))


def _show_person(found: Listed, form: RoleForm, erasing: EraseForm) -> str:
    mine, me = inviting.may_give(None), login.me().id == found.person.id
    asked = offers_to(db(), found.person.id, now=clock.now())
    references = {held.organisation_id: held.reference or "" for held, _ in found.roles}
    return render_template(
        "people/person.html",
        found=found,
        form=form,
        erasing=erasing,
        mine=mine,
        references=references,
        asked=asked,
        me=me,
    )
