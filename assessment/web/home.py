"""Where somebody lands: what there is to do for them, and every organisation's status for the Project Lead."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, redirect, render_template, request, url_for

from assessment.commands import assessments as commands
from assessment.domain.permissions import Permission
from assessment.domain.rules import Selection
from assessment.reports.home import home_page, organisation_page, status_page
from assessment.web import clock, login
from assessment.web.access import public, requires
from assessment.web.database import db
from assessment.web.forms import TokenForm

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

    from assessment.store import models

bp = Blueprint("home", __name__)


@bp.get("/")
@public
def start() -> ResponseReturnValue:
    """Say what this is, or lead somebody who is signed in to their own page."""
    if login.person():
        return redirect(url_for(".show"))
    return render_template("home/start.html")


@bp.get("/home")
@requires(Permission.SEE_HOME)
def show() -> ResponseReturnValue:
    """Show what there is to do and to see."""
    return render_template("home/show.html", page=home_page(db(), login.me(), today=clock.today()))


@bp.get("/organisations/<ref:reference>")
@requires(Permission.SEE_ORGANISATION)
def organisation(organisation: models.Organisation) -> ResponseReturnValue:
    """Show an organisation and its years."""
    page = organisation_page(db(), organisation, today=clock.today())
    return render_template("home/organisation.html", page=page)


@bp.post("/organisations/<ref:reference>/start")
@requires(Permission.START)
def begin(organisation: models.Organisation) -> ResponseReturnValue:
    """Start this year's assessment."""
    page = organisation_page(db(), organisation, today=clock.today())
    if not TokenForm().validate() or page.cycle is None:
        return redirect(url_for(".organisation", reference=organisation.reference))
    short = page.has_core and request.form.get("selection") == Selection.CORE.value
    selection = Selection.CORE if short else Selection.FULL
    assessment = commands.start(db(), organisation, page.cycle, selection=selection, at=clock.now())
    db().commit()
    return redirect(url_for("questionnaire.tasks", assessment_id=assessment.id))


@bp.get("/status")
@requires(Permission.SEE_STATUS)
def status() -> ResponseReturnValue:
    """Show how far every organisation has come this year."""
    return render_template("home/status.html", page=status_page(db()))
