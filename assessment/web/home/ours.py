"""Straight to one's own assessment or result; who has several organisations chooses one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, redirect, render_template, url_for

from assessment.domain.people.permissions import Permission
from assessment.reports.home import home_page
from assessment.web.frame import clock, login
from assessment.web.frame.access import requires
from assessment.web.frame.database import db

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

bp = Blueprint("ours", __name__)


@bp.get("/our-assessment")
@requires(Permission.SEE_HOME)
def assessment() -> ResponseReturnValue:
    """Lead to this year's assessment, or to the organisation while it has not been started."""
    page = home_page(db(), login.me(), today=clock.today())
    if len(page.tasks) != 1:
        return render_template("home/assessments.html", page=page)
    (task,) = page.tasks
    if task.assessment is None:
        return redirect(url_for("organisation.show", reference=task.organisation.reference))
    return redirect(url_for("tasks.show", assessment_id=task.assessment.id))


@bp.get("/our-results")
@requires(Permission.SEE_HOME)
def results() -> ResponseReturnValue:
    """Lead to the latest result that was signed off, or say that there is none yet."""
    page = home_page(db(), login.me(), today=clock.today())
    if len(page.tasks) == 1 and (last := page.tasks[0].last):
        return redirect(url_for("results.show", assessment_id=last.assessment_id))
    return render_template("home/results.html", page=page)
