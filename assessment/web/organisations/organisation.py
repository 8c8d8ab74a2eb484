"""One organisation: its years, and the start of this year's assessment."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, redirect, render_template, request, url_for

from assessment.commands import assessments as commands
from assessment.domain.bank.rules import Selection
from assessment.domain.people.permissions import Permission
from assessment.figures.this_year import this_year
from assessment.reports.home import organisation_page
from assessment.web.frame import clock
from assessment.web.frame.access import may_here, requires
from assessment.web.frame.database import change, db
from assessment.web.frame.forms import TokenForm

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

    from assessment.domain.area.organisations import Organisation

bp = Blueprint("organisation", __name__, url_prefix="/organisations/<ref:reference>")


@bp.get("")
@requires(Permission.SEE_ORGANISATION)
def show(organisation: Organisation) -> ResponseReturnValue:
    """Show an organisation: what waits this year, its years, and where to go from here."""
    page = organisation_page(db(), organisation, today=clock.today())
    now = this_year(page, may_here, on=clock.today(), zone=clock.zone())
    return render_template("organisations/show.html", page=page, now=now)


@bp.post("/start")
@requires(Permission.START)
def start(organisation: Organisation) -> ResponseReturnValue:
    """Start this year's assessment."""
    page = organisation_page(db(), organisation, today=clock.today())
    if not TokenForm().validate() or page.cycle is None:
        return redirect(url_for(".show", reference=organisation.reference))
    short = page.has_core and request.form.get("selection") == Selection.CORE.value
    selection = Selection.CORE if short else Selection.FULL
    with change() as session:
        assessment = commands.start(session, organisation, page.cycle, selection=selection, at=clock.now())
    return redirect(url_for("tasks.show", assessment_id=assessment.id))
