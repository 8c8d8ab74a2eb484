"""Partnerships: who belongs to them, and whom else they would like to see."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, abort, flash, redirect, render_template, url_for
from sqlalchemy.exc import IntegrityError

from assessment.commands import consent
from assessment.commands import organisations as commands
from assessment.domain.people.permissions import Permission
from assessment.store.consent import requests_by
from assessment.store.organisations import all_organisations, organisation_with
from assessment.store.partnerships import members_of, partnership_with, partnerships
from assessment.web.frame import clock, database, login
from assessment.web.frame.access import requires
from assessment.web.frame.database import db
from assessment.web.frame.forms import TokenForm
from assessment.web.organisations.forms import PartnershipForm, RequestForm

if TYPE_CHECKING:
    from collections.abc import Sequence

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
        with database.change() as session:
            commands.add_partnership(session, reference=form.reference.data, name=form.name.data, at=clock.now())
    except IntegrityError:
        form.name.errors = ["Another partnership has this name or reference already"]
        return _show_all(form), 409
    flash("The partnership is added. Choose its members next.")
    return redirect(url_for(".show", partnership=form.reference.data))


@bp.get("/<ref:partnership>")
@requires(Permission.MANAGE_AREA)
def show(partnership: str) -> ResponseReturnValue:
    """Show a partnership's members, and what it asks of others."""
    return _show(_found(partnership))


@bp.post("/<ref:partnership>")
@requires(Permission.MANAGE_AREA)
def change(partnership: str) -> ResponseReturnValue:
    """Change a partnership's name and members."""
    found, form = _found(partnership), PartnershipForm()
    form.reference.data = found.reference
    if not form.validate():
        return _show(found, form), 422
    try:
        with database.change() as session:
            commands.set_members(session, found, form.name.data, form.members.data or (), at=clock.now())
    except IntegrityError:
        form.name.errors = ["Another partnership has this name already"]
        return _show(found, form), 409
    flash("Your changes are saved.")
    return redirect(url_for(".show", partnership=partnership))


@bp.post("/<ref:partnership>/requests")
@requires(Permission.MANAGE_AREA)
def ask(partnership: str) -> ResponseReturnValue:
    """Ask an organisation outside whether it agrees to be shown here."""
    found, form = _found(partnership), RequestForm()
    form.offer(_outside(all_organisations(db(), on=clock.today()), members_of(db(), found.id)))
    if not form.validate():
        return _show(found, asking=form), 422
    place = organisation_with(db(), form.organisation.data) or abort(404)
    with database.change() as session:
        consent.ask(session, found, place, reason=form.reason.data, by=login.me().id, at=clock.now())
    flash(f"We’ve asked {place.name}. It is shown here only if it agrees.")
    return redirect(url_for(".show", partnership=partnership))


@bp.post("/<ref:partnership>/requests/<number:request_id>/withdraw")
@requires(Permission.MANAGE_AREA)
def withdraw(partnership: str, request_id: int) -> ResponseReturnValue:
    """Take a request back."""
    found = _found(partnership)
    made = next((one for one in requests_by(db(), found.id) if one.id == request_id), None) or abort(404)
    if TokenForm().validate():
        with database.change() as session:
            consent.withdraw(session, made, at=clock.now())
        flash("The request is withdrawn.")
    return redirect(url_for(".show", partnership=partnership))


def _found(reference: str) -> Partnership:
    return partnership_with(db(), reference) or abort(404)


def _show_all(form: PartnershipForm) -> str:
    return render_template("organisations/partnerships.html", partnerships=partnerships(db()), form=form)


def _show(partnership: Partnership, form: PartnershipForm | None = None, asking: RequestForm | None = None) -> str:
    open_ones, members = all_organisations(db(), on=clock.today()), members_of(db(), partnership.id)
    form = form or _as_known(partnership, members)
    asking = asking or RequestForm(formdata=None)
    return render_template(
        "organisations/partnership.html",
        partnership=partnership,
        form=form.offer({one.id: one for one in (*open_ones, *members)}.values()),
        asking=asking.offer(_outside(open_ones, members)),
        asked=[(one, one.organisation) for one in requests_by(db(), partnership.id)],
    )


def _as_known(partnership: Partnership, members: Sequence[Organisation]) -> PartnershipForm:
    references = [one.reference for one in members]
    return PartnershipForm(formdata=None, name=partnership.name, reference=partnership.reference, members=references)


def _outside(open_ones: Sequence[Organisation], members: Sequence[Organisation]) -> list[Organisation]:
    inside = {one.id for one in members}
    return [one for one in open_ones if one.id not in inside]
