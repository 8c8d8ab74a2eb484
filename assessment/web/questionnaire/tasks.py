"""The task list: what there is to answer, and how much of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, flash, redirect, render_template, request, url_for

from assessment.commands import assessments
from assessment.domain.bank.rules import Selection
from assessment.domain.people.permissions import Permission
from assessment.reports.task_list import task_list
from assessment.web.frame import clock, login
from assessment.web.frame.access import requires
from assessment.web.frame.database import change, db
from assessment.web.frame.forms import TokenForm

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

    from assessment.domain.assessment.assessment import Assessment

bp = Blueprint("tasks", __name__, url_prefix="/assessments/<number:assessment_id>")


@bp.get("/")
@requires(Permission.SEE_ASSESSMENT)
def show(assessment: Assessment) -> ResponseReturnValue:
    """Show what there is to answer and how much is left."""
    page = task_list(db(), assessment, login.me().id)
    return render_template("questionnaire/tasks.html", assessment=assessment, page=page)


@bp.post("/selection")
@requires(Permission.START)
def select(assessment: Assessment) -> ResponseReturnValue:
    """Ask all questions of an organisation, or the core ones only."""
    if TokenForm().validate():
        short = request.form.get("selection") == Selection.CORE.value
        wanted = Selection.CORE if short else Selection.FULL
        with change() as session:
            assessments.select_items(session, assessment, wanted, at=clock.now())
        flash(f"You’re now answering {'the core questions only' if short else 'all questions'}.", "saved")
    return redirect(url_for(".show", assessment_id=assessment.id))
