"""Sign off: one page to read, and then the signature or a word to the lead."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, flash, redirect, render_template, url_for
from wtforms import BooleanField, TextAreaField
from wtforms.validators import InputRequired

from assessment import figures
from assessment.commands import assessments
from assessment.domain.assessment.life_cycle import TRANSITIONS, Step
from assessment.domain.people.permissions import Permission
from assessment.reports import check as reports
from assessment.reports.results import result_page
from assessment.store.assessments import submitter_of
from assessment.web.frame import clock, login
from assessment.web.frame.access import requires
from assessment.web.frame.database import change, db
from assessment.web.frame.forms import NOTE_LENGTH, TokenForm, at_most, clean

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

    from assessment.domain.assessment.assessment import Assessment

bp = Blueprint("signing", __name__, url_prefix="/assessments/<number:assessment_id>")


class ReturnForm(TokenForm):
    """A sponsor's word to the lead."""

    note = TextAreaField(
        "What needs to change?",
        [InputRequired("Say what needs to change"), at_most(NOTE_LENGTH, "Note")],
        [clean],
    )


class SignOffForm(TokenForm):
    """A sponsor's confirmation."""

    confirmed = BooleanField(
        "I have read this page and it is a fair account of our organisation",
        [InputRequired("Tick the box to sign off")],
    )


@bp.get("/sign-off")
@requires(Permission.SIGN_OFF)
def ask(assessment: Assessment) -> ResponseReturnValue:
    """Show the sponsor one page to read before signing."""
    return _show_sign_off(assessment, SignOffForm(), ReturnForm())


@bp.post("/sign-off")
@requires(TRANSITIONS[Step.SIGN_OFF].permission)
def sign_off(assessment: Assessment) -> ResponseReturnValue:
    """Sign an assessment off; from then on it is locked and its result is kept."""
    form = SignOffForm()
    if not form.validate():
        return _show_sign_off(assessment, form, ReturnForm(formdata=None)), 422
    with change() as session:
        assessments.sign_off(session, assessment, by=login.me().id, at=clock.now())
    flash("Signed off. The answers are locked and the result is saved as it is today.")
    return redirect(url_for("results.show", assessment_id=assessment.id))


@bp.post("/return")
@requires(TRANSITIONS[Step.RETURN].permission)
def return_to_lead(assessment: Assessment) -> ResponseReturnValue:
    """Return an assessment to its lead with a note on what to change."""
    form = ReturnForm()
    if not form.validate():
        return _show_sign_off(assessment, SignOffForm(formdata=None), form), 422
    with change() as session:
        assessments.return_to_lead(session, assessment, note=form.note.data, at=clock.now())
    flash("Returned for changes. Your organisation lead can see your note.")
    return redirect(url_for("home.show"))


def _show_sign_off(assessment: Assessment, form: SignOffForm, back: ReturnForm) -> str:
    page = result_page(db(), assessment, on=clock.today())
    return render_template(
        "questionnaire/sign_off.html",
        assessment=assessment,
        submitted_by=submitter_of(db(), assessment.id),
        page=page,
        said=figures.words_of_result(page),
        check=reports.check(db(), assessment, on=clock.today()),
        form=form,
        back=back,
    )
