"""Organisations: search them, add and change them, join, divide and close them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, flash, redirect, render_template, request, url_for
from sqlalchemy.exc import IntegrityError

from assessment.commands import organisations as commands
from assessment.domain.area.sectors import SECTOR_NAMES, Sector
from assessment.domain.errors import NotAllowedHere
from assessment.domain.people.permissions import Permission, may
from assessment.reports.organisations import organisation_list
from assessment.store.organisations import all_organisations, links
from assessment.store.partnerships import partnerships, partnerships_of
from assessment.web.frame import clock, database, login
from assessment.web.frame.access import requires
from assessment.web.frame.database import db
from assessment.web.frame.forms import TokenForm
from assessment.web.frame.query import page_number, search_words
from assessment.web.organisations.forms import CloseForm, OrganisationForm, SuccessionForm

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

    from assessment.domain.area.organisations import Organisation, Partnership

bp = Blueprint("organisations", __name__, url_prefix="/organisations")

TAKEN = "Another organisation has this name or reference already"


@bp.get("/")
@requires(Permission.LIST_ORGANISATIONS)
def index() -> ResponseReturnValue:
    """Show the organisations of the area, searched and in pages, with what whoever asks may read or change of each."""
    search, sector = search_words(), request.args.get("sector", "")
    sector = sector if sector in set(Sector) else ""
    everywhere = login.me().area_roles  # what somebody may do in one organisation says nothing of all of them
    found = organisation_list(
        db(),
        search=search,
        sector=sector,
        page=page_number(),
        with_stages=may(Permission.SEE_RESULTS, everywhere),
    )
    return render_template(
        "organisations/index.html",
        found=found,
        search=search,
        sector=sector,
        sectors=SECTOR_NAMES,
        links=links(db()),
        everywhere=everywhere,
    )


@bp.get("/new")
@requires(Permission.MANAGE_AREA)
def new() -> ResponseReturnValue:
    """Ask for what is known of a new organisation."""
    return _show(None, OrganisationForm(formdata=None, public_contact=True))


@bp.post("/new")
@requires(Permission.MANAGE_AREA)
def add() -> ResponseReturnValue:
    """Add an organisation."""
    form = OrganisationForm()
    if not form.validate():
        return _show(None, form), 422
    profile, chosen = form.profile, _chosen(form)
    try:
        with database.change() as session:
            made = commands.add_organisation(session, profile, at=clock.now())
            commands.set_partnerships(session, made, chosen, at=clock.now())
    except IntegrityError:
        form.name.errors = [TAKEN]
        return _show(None, form), 409
    flash(f"{profile.name} is added. Invite its lead next.")
    return redirect(url_for("colleagues.index", reference=profile.reference))


@bp.get("/<ref:reference>/edit")
@requires(Permission.MANAGE_AREA)
def edit(organisation: Organisation) -> ResponseReturnValue:
    """Show what is known of an organisation, to be changed."""
    return _show(organisation, _as_known(organisation), CloseForm(formdata=None))


@bp.post("/<ref:reference>/edit")
@requires(Permission.MANAGE_AREA)
def change(organisation: Organisation) -> ResponseReturnValue:
    """Change what is known of an organisation; under a new name it is still the same, and its line goes on."""
    form = OrganisationForm()
    form.reference.data = organisation.reference
    if not form.validate():
        return _show(organisation, form, CloseForm(formdata=None)), 422
    profile, chosen = form.profile, _chosen(form)
    try:
        with database.change() as session:
            commands.change_organisation(session, organisation, profile, at=clock.now())
            commands.set_partnerships(session, organisation, chosen, at=clock.now())
    except IntegrityError:
        form.name.errors = [TAKEN]
        return _show(organisation, form, CloseForm(formdata=None)), 409
    flash("Your changes are saved.")
    return redirect(url_for("organisation.show", reference=organisation.reference))


@bp.post("/<ref:reference>/close")
@requires(Permission.MANAGE_AREA)
def close(organisation: Organisation) -> ResponseReturnValue:
    """Close an organisation; its past stays."""
    form = CloseForm()
    if not form.validate():
        return _show(organisation, _as_known(organisation), form), 422
    with database.change() as session:
        commands.close(session, organisation, on=form.on.data, at=clock.now())
    flash(f"{organisation.name} is closed. Its results are kept.")
    return redirect(url_for(".index"))


@bp.post("/<ref:reference>/reopen")
@requires(Permission.MANAGE_AREA)
def reopen(organisation: Organisation) -> ResponseReturnValue:
    """Undo a closing that was a mistake."""
    if TokenForm().validate():
        with database.change() as session:
            commands.reopen(session, organisation, at=clock.now())
        flash(f"{organisation.name} is open again.")
    return redirect(url_for(".edit", reference=organisation.reference))


@bp.get("/joined-or-divided")
@requires(Permission.MANAGE_AREA)
def ask_succession() -> ResponseReturnValue:
    """Ask which organisations became which others."""
    return _show_succession(SuccessionForm(formdata=None))


@bp.post("/joined-or-divided")
@requires(Permission.MANAGE_AREA)
def succeed() -> ResponseReturnValue:
    """Record that several organisations became one, or one several."""
    form = _offered(SuccessionForm())
    if not form.validate():
        return _show_succession(form), 422
    by_reference = {one.reference: one for one in all_organisations(db(), on=clock.today())}
    earlier, later = ([by_reference[one] for one in field.data] for field in (form.earlier, form.later))
    try:
        with database.change() as session:
            commands.succeed(session, earlier, later, on=form.on.data, at=clock.now())
    except NotAllowedHere as refused:
        form.earlier.errors = [str(refused)]
        return _show_succession(form), 409
    flash("Change recorded. Progress pages now show the earlier years next to the new ones.")
    return redirect(url_for(".index"))


def _offered(form: SuccessionForm) -> SuccessionForm:
    return form.offer(all_organisations(db(), on=clock.today()))


def _show_succession(form: SuccessionForm) -> str:
    return render_template("organisations/succession.html", form=_offered(form))


def _show(organisation: Organisation | None, form: OrganisationForm, closing: CloseForm | None = None) -> str:
    form.offer(partnerships(db()))
    return render_template("organisations/edit.html", organisation=organisation, form=form, closing=closing)


def _as_known(organisation: Organisation) -> OrganisationForm:
    return OrganisationForm(
        formdata=None,
        name=organisation.name,
        reference=organisation.reference,
        sector=organisation.sector.value,
        size=organisation.size_band.value,
        area=organisation.area,
        public_contact=organisation.public_contact,
        partnerships=[one.reference for one in partnerships_of(db(), organisation.id)],
    )


def _chosen(form: OrganisationForm) -> list[Partnership]:
    return [one for one in partnerships(db()) if one.reference in set(form.partnerships.data or ())]
