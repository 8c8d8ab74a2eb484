"""The check before an assessment goes to its sponsor."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, flash, redirect, render_template, url_for

from assessment.commands import assessments
from assessment.domain.assessment.life_cycle import TRANSITIONS, Step
from assessment.domain.people.permissions import Permission
from assessment.reports import check as checks
from assessment.store.people import sponsors_of
from assessment.web.frame import clock, login
from assessment.web.frame.access import requires
from assessment.web.frame.database import change, db
from assessment.web.frame.forms import TokenForm

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

    from assessment.domain.assessment.assessment import Assessment

bp = Blueprint("check", __name__, url_prefix="/assessments/<number:assessment_id>/check")


@bp.get("")
@requires(Permission.SEE_ASSESSMENT)
def show(assessment: Assessment) -> ResponseReturnValue:
    """Show what deserves a look before the assessment is sent on."""
    return _show_check(assessment)


@bp.post("")
@requires(TRANSITIONS[Step.SUBMIT].permission)
def submit(assessment: Assessment) -> ResponseReturnValue:
    """Send a complete assessment to the sponsor."""
    if not TokenForm().validate():
        return redirect(url_for(".show", assessment_id=assessment.id))
    with change() as session:
        assessments.submit(session, assessment, by=login.me().id, at=clock.now())
    flash("The assessment is with your sponsor now. Thank you for the care you’ve put into it.")
    return redirect(url_for("tasks.show", assessment_id=assessment.id))


@bp.post("/take-back")
@requires(TRANSITIONS[Step.TAKE_BACK].permission)
def take_back(assessment: Assessment) -> ResponseReturnValue:
    """Take an assessment back from the sponsor until it is signed."""
    if TokenForm().validate():
        with change() as session:
            assessments.take_back(session, assessment, at=clock.now())
        flash("The assessment is back with you, so you can change the answers again.")
    return redirect(url_for("tasks.show", assessment_id=assessment.id))


def _show_check(assessment: Assessment) -> str:
    page = checks.check(db(), assessment, on=clock.today())
    sponsors = sponsors_of(db(), assessment.organisation_id)
    return render_template("questionnaire/check.html", assessment=assessment, page=page, sponsors=sponsors)
