"""What the organisation's own staff survey found."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flask import Blueprint, flash, redirect, render_template, url_for

from assessment.commands import assessments
from assessment.commands.assessments import Pulse
from assessment.domain.people.permissions import Permission
from assessment.store.banks import bank as bank_by_id
from assessment.web.frame import clock
from assessment.web.frame.access import requires
from assessment.web.frame.database import change, db
from assessment.web.questionnaire.pulse_form import SHARE, PulseForm, pulse_form

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

    from assessment.domain.assessment.assessment import Assessment

bp = Blueprint("staff_survey", __name__, url_prefix="/assessments/<number:assessment_id>/staff-survey")


@bp.get("")
@requires(Permission.SEE_ASSESSMENT)
def show(assessment: Assessment) -> ResponseReturnValue:
    """Show what the organisation's staff survey found."""
    form = _pulse_form(assessment, formdata=None, **_pulse_as_saved(assessment))
    return render_template("questionnaire/staff_survey.html", assessment=assessment, form=form, shares=_shares(form))


@bp.post("")
@requires(Permission.ANSWER)
def save(assessment: Assessment) -> ResponseReturnValue:
    """Save what the organisation's staff survey found."""
    form = _pulse_form(assessment)
    if not form.validate():
        page = render_template(
            "questionnaire/staff_survey.html", assessment=assessment, form=form, shares=_shares(form)
        )
        return page, 422
    with change() as session:
        assessments.record_pulse(session, assessment, Pulse(form.held_on, form.favourable), at=clock.now())
    flash("Staff survey saved.", "saved")
    return redirect(url_for("tasks.show", assessment_id=assessment.id))


def _pulse_form(assessment: Assessment, **given: Any) -> PulseForm:
    return pulse_form(bank_by_id(db(), assessment.bank_id))(**given).prepare(today=clock.today())


def _pulse_as_saved(assessment: Assessment) -> dict[str, Any]:
    shares = {f"{SHARE}{name}": f"{share:g}" for name, share in assessment.pulse_favourable.items()}
    held_on = assessment.pulse_held_on
    return shares | (
        {"day": str(held_on.day), "month": str(held_on.month), "year": str(held_on.year)} if held_on else {}
    )


def _shares(form: PulseForm) -> list[Any]:
    return [field for field in form if field.name.startswith(SHARE)]
