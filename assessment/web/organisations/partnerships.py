"""Partnerships: who belongs to them, and whom else they would like to see."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, abort, flash, redirect, render_template, url_for
from sqlalchemy.exc import IntegrityError

from assessment.commands import consent
from assessment.commands import organisations as commands
from assessment.domain.people.permissions import Permission
from assessment.store.area import partnerships
from assessment.store.directory import all_organisations, partnership_with, requests_of
from assessment.store.people import organisation_by_reference
from assessment.web.frame import clock, login
from assessment.web.frame.access import requires
from assessment.web.frame.database import db
from assessment.web.frame.forms import TokenForm
from assessment.web.organisations.forms import PartnershipForm, RequestForm

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

    from assessment.domain.area.organisations import Organisation, Partnership

bp = Blueprint("partnerships", __name__, url_prefix="/partnerships")


@bp.get("/")
@requires(Permission.MANAGE_AREA)
def index() -> ResponseReturnValue:
    """Show every partnership, and a form to add one."""
    return _show_all(PartnershipForm(formdata=None))


@bp.post("/")
@requires(Permission.MANAGE_AREA)
def add() -> ResponseReturnValue:
    """Add a partnership."""
    form = PartnershipForm()
    if not form.validate():
        return _show_all(form), 422
    try:
        commands.add_partnership(db(), reference=form.reference.data, name=form.name.data, at=clock.now())
        db().commit()
    except IntegrityError:
        db().rollback()
        form.name.errors = ["Another partnership has this name or reference already"]
        return _show_all(form), 409
    flash("The partnership is added. Choose its members next.")
    return redirect(url_for(".show", partnership=form.reference.data))


@bp.get("/<ref:partnership>")
@requires(Permission.MANAGE_AREA)
def show(partnership: str) -> ResponseReturnValue:
    """Show a partnership's members, and what it asks of others."""
    found = _found(partnership)
    members = [one.reference for one in found.organisations]
    form = PartnershipForm(formdata=None, name=found.name, reference=found.reference, members=members)
    return _show(found, form, RequestForm(formdata=None))


@bp.post("/<ref:partnership>")
@requires(Permission.MANAGE_AREA)
def change(partnership: str) -> ResponseReturnValue:
    """Change a partnership's name and members."""
    found, form = _found(partnership), PartnershipForm()
    form.reference.data = found.reference
    if not form.validate():
        return _show(found, form, RequestForm(formdata=None)), 422
    try:
        commands.set_members(db(), found, form.name.data, form.members.data or (), at=clock.now())
        db().commit()
    except IntegrityError:
        db().rollback()
        form.name.errors = ["Another partnership has this name already"]
        return _show(_found(partnership), form, RequestForm(formdata=None)), 409
    flash("Saved.")
    return redirect(url_for(".show", partnership=partnership))


@bp.post("/<ref:partnership>/requests")
@requires(Permission.MANAGE_AREA)
def ask(partnership: str) -> ResponseReturnValue:
    """Ask an organisation outside whether it agrees to be shown here."""
    found, form = _found(partnership), RequestForm()
    form.offer(_outside(found))
    if not form.validate():
        members = [one.reference for one in found.organisations]
        known = PartnershipForm(formdata=None, name=found.name, reference=found.reference, members=members)
        return _show(found, known, form), 422
    place = organisation_by_reference(db(), form.organisation.data) or abort(404)
    consent.ask(db(), found, place, reason=form.reason.data, by=login.me().id, at=clock.now())
    db().commit()
    flash(f"{place.name} is asked. Nothing of it is shown here unless it agrees.")
    return redirect(url_for(".show", partnership=partnership))


@bp.post("/<ref:partnership>/requests/<number:request_id>/withdraw")
@requires(Permission.MANAGE_AREA)
def withdraw(partnership: str, request_id: int) -> ResponseReturnValue:
    """Take a request back."""
    found = _found(partnership)
    asked = next((one for one, _ in requests_of(db(), found.id) if one.id == request_id), None) or abort(404)
    if TokenForm().validate():
        consent.withdraw(db(), asked, at=clock.now())
        db().commit()
        flash("The request is withdrawn.")
    return redirect(url_for(".show", partnership=partnership))


def _found(reference: str) -> Partnership:
    return partnership_with(db(), reference) or abort(404)


def _outside(partnership: Partnership) -> list[Organisation]:
    inside = {one.id for one in partnership.organisations}
    return [one for one in all_organisations(db()) if one.id not in inside]


def _show_all(form: PartnershipForm) -> str:
    return render_template("organisations/partnerships.html", partnerships=partnerships(db()), form=form)


def _show(partnership: Partnership, form: PartnershipForm, asking: RequestForm) -> str:
    form.offer({one.id: one for one in (*all_organisations(db()), *partnership.organisations)}.values())
    asking.offer(_outside(partnership))
    asked = requests_of(db(), partnership.id)
    return render_template(
        "organisations/partnership.html", partnership=partnership, form=form, asking=asking, asked=asked
    )
