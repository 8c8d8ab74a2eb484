"""Answer: the task list, one item after another, the check, and on to the sponsor."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for

from assessment.commands import answers as commands
from assessment.commands import assessments
from assessment.commands.assessments import Pulse
from assessment.domain.answers import may_not_apply
from assessment.domain.errors import AssessmentLocked, ChangedMeanwhile, TooMuchEvidence
from assessment.domain.permissions import Permission
from assessment.domain.rules import Selection
from assessment.reports import check as checks
from assessment.reports import item_page as items
from assessment.reports.task_list import task_list
from assessment.store.answers import answer_texts, evidence_piece
from assessment.store.banks import asked as asked_of
from assessment.store.banks import bank as bank_by_id
from assessment.store.models import AssessmentState
from assessment.web import clock, evidence_files, login
from assessment.web.access import requires
from assessment.web.addresses import OfAssessment
from assessment.web.answer_form import AnswerForm
from assessment.web.database import db
from assessment.web.forms import TokenForm
from assessment.web.pulse_form import SHARE, PulseForm, pulse_form

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

    from assessment.reports.item_page import ItemPage
    from assessment.store import models

bp = Blueprint("questionnaire", __name__, url_prefix="/assessments/<number:assessment_id>")


@bp.get("/")
@requires(Permission.SEE_ASSESSMENT)
def tasks(assessment: models.Assessment) -> ResponseReturnValue:
    """Show what there is to answer and how much is left."""
    page = task_list(db(), assessment, login.me().id)
    return render_template("questionnaire/tasks.html", assessment=assessment, page=page)


@bp.post("/selection")
@requires(Permission.START)
def select(assessment: models.Assessment) -> ResponseReturnValue:
    """Ask all questions of an organisation, or the core ones only."""
    if TokenForm().validate():
        short = request.form.get("selection") == Selection.CORE.value
        wanted = Selection.CORE if short else Selection.FULL
        assessments.select_items(db(), assessment, wanted, at=clock.now())
        db().commit()
    return redirect(url_for(".tasks", assessment_id=assessment.id))


@bp.get("/items/<ref:item_id>")
@requires(Permission.SEE_ASSESSMENT)
def item(assessment: models.Assessment, item_id: str) -> ResponseReturnValue:
    """Show one item with all its levels."""
    page = _item_page(assessment, item_id)
    return _show_item(assessment, page, _answer_form(assessment, item_id, formdata=None, **_as_saved(page)))


@bp.post("/items/<ref:item_id>")
@requires(Permission.ANSWER)
def save(assessment: models.Assessment, item_id: str) -> ResponseReturnValue:
    """Save an answer, and a piece of evidence if one was described."""
    form = _answer_form(assessment, item_id)
    try:
        assessments.require_open(assessment)
        if not form.validate():
            return _show_item(assessment, _item_page(assessment, item_id), form), 422
        _save(assessment, item_id, form)
    except AssessmentLocked as locked:
        return _show_item(assessment, _item_page(assessment, item_id), form, refused=str(locked)), 409
    except TooMuchEvidence as most:
        form.title.errors = [str(most)]
        return _show_item(assessment, _item_page(assessment, item_id), form), 422
    except ChangedMeanwhile:
        db().commit()
        return _show_conflict(assessment, item_id, form), 409
    db().commit()
    return redirect(_next_address(assessment, item_id))


@bp.get("/items/<ref:item_id>/evidence/<number:evidence_id>/remove")
@requires(Permission.ANSWER)
def ask_to_remove(assessment: models.Assessment, item_id: str, evidence_id: int) -> ResponseReturnValue:
    """Ask once more before a piece of evidence is removed."""
    piece = evidence_piece(db(), assessment.id, evidence_id)
    if piece is None or piece.item_id != item_id:
        abort(404)
    return render_template("questionnaire/remove.html", assessment=assessment, piece=piece)


@bp.post("/items/<ref:item_id>/evidence/<number:evidence_id>/remove")
@requires(Permission.ANSWER)
def remove(assessment: models.Assessment, item_id: str, evidence_id: int) -> ResponseReturnValue:
    """Remove a piece of evidence."""
    back = url_for(".item", assessment_id=assessment.id, item_id=item_id, _anchor="evidence")
    if not TokenForm().validate():
        return redirect(
            url_for(".ask_to_remove", assessment_id=assessment.id, item_id=item_id, evidence_id=evidence_id)
        )
    removed = commands.remove_evidence(db(), assessment, evidence_id, at=clock.now()) or abort(404)
    db().commit()
    if removed.file_token:
        evidence_files.folder().remove(removed.file_token)
    flash("The evidence was removed.")
    return redirect(back)


@bp.route("/staff-survey", methods=["GET"])
@requires(Permission.SEE_ASSESSMENT)
def pulse(assessment: models.Assessment) -> ResponseReturnValue:
    """Show what the organisation's staff survey found."""
    form = _pulse_form(assessment, formdata=None, **_pulse_as_saved(assessment))
    return render_template("questionnaire/pulse.html", assessment=assessment, form=form, shares=_shares(form))


@bp.post("/staff-survey")
@requires(Permission.ANSWER)
def save_pulse(assessment: models.Assessment) -> ResponseReturnValue:
    """Save what the organisation's staff survey found."""
    form = _pulse_form(assessment)
    if not form.validate():
        page = render_template("questionnaire/pulse.html", assessment=assessment, form=form, shares=_shares(form))
        return page, 422
    assessments.record_pulse(db(), assessment, Pulse(form.held_on, form.favourable), at=clock.now())
    db().commit()
    return redirect(url_for(".tasks", assessment_id=assessment.id))


@bp.get("/check")
@requires(Permission.SEE_ASSESSMENT)
def check(assessment: models.Assessment) -> ResponseReturnValue:
    """Show what deserves a look before the assessment is sent on."""
    return _show_check(assessment)


@bp.post("/check")
@requires(Permission.SUBMIT)
def submit(assessment: models.Assessment) -> ResponseReturnValue:
    """Send a complete assessment to the sponsor."""
    if not TokenForm().validate():
        return redirect(url_for(".check", assessment_id=assessment.id))
    assessments.submit(db(), assessment, by=login.me().id, at=clock.now())
    db().commit()
    flash("The assessment is with your sponsor now. Thank you for the care you have put into it.")
    return redirect(url_for(".tasks", assessment_id=assessment.id))


def _item_page(assessment: models.Assessment, item_id: str) -> ItemPage:
    page = items.item_page(db(), assessment, item_id, on=clock.today())
    return page or abort(404)


def _answer_form(assessment: models.Assessment, item_id: str, **given: Any) -> AnswerForm:
    asked = asked_of(db(), assessment)
    item = asked.item(item_id) or abort(404)
    allowed = may_not_apply(item, public_contact=assessment.organisation.public_contact)
    form = AnswerForm(**given).prepare(asked.bank, item, may_not_apply=allowed, today=clock.today())
    names = (assessment.organisation.name, assessment.organisation.area)
    return form.mind(names, saved=lambda: answer_texts(db(), assessment.id, item_id))


def _as_saved(page: ItemPage) -> dict[str, Any]:
    row = page.row
    if row is None:
        return {"version": "0"}
    level = "not-applicable" if row.not_applicable is not None else ("" if row.level is None else str(row.level))
    return {"level": level, "reason": row.not_applicable or "", "note": row.note, "version": str(row.version)}


def _show_item(
    assessment: models.Assessment, page: ItemPage, form: AnswerForm, *, refused: str = "", conflict: bool = False
) -> str:
    return render_template(
        "questionnaire/item.html",
        assessment=assessment,
        page=page,
        form=form,
        refused=refused,
        conflict=conflict,
        me=login.me().id,
        address=OfAssessment(assessment.id),
        preview=False,
        open=assessment.state is AssessmentState.OPEN and not refused,
    )


def _show_conflict(assessment: models.Assessment, item_id: str, form: AnswerForm) -> str:
    db().expire_all()
    page = _item_page(assessment, item_id)
    form.version.data = str(page.version)
    return _show_item(assessment, page, form, conflict=True)


def _save(assessment: models.Assessment, item_id: str, form: AnswerForm) -> None:
    at = clock.now()
    commands.save(db(), assessment, item_id, form.said, seen=form.seen, by=login.me().id, at=at)
    if form.has_evidence:
        commands.add_evidence(db(), assessment, item_id, form.shown, by=login.me().id, at=at)


def _next_address(assessment: models.Assessment, item_id: str) -> str:
    action = request.form.get("action", "next")
    removed = action.removeprefix("remove-")
    if action.startswith("remove-") and removed.isdecimal() and len(removed) < 10:
        return url_for(".ask_to_remove", assessment_id=assessment.id, item_id=item_id, evidence_id=int(removed))
    if action == "evidence":
        return url_for(".item", assessment_id=assessment.id, item_id=item_id, _anchor="evidence")
    following = items.item_after(db(), assessment, item_id) if action == "next" else None
    if following:
        return url_for(".item", assessment_id=assessment.id, item_id=following)
    return url_for(".tasks", assessment_id=assessment.id, _anchor=item_id)


def _show_check(assessment: models.Assessment) -> str:
    page = checks.check(db(), assessment, on=clock.today())
    return render_template("questionnaire/check.html", assessment=assessment, page=page)


def _pulse_form(assessment: models.Assessment, **given: Any) -> PulseForm:
    return pulse_form(bank_by_id(db(), assessment.bank_id))(**given).prepare(today=clock.today())


def _pulse_as_saved(assessment: models.Assessment) -> dict[str, Any]:
    shares = {f"{SHARE}{name}": f"{share:g}" for name, share in assessment.pulse_favourable.items()}
    held_on = assessment.pulse_held_on
    return shares | (
        {"day": str(held_on.day), "month": str(held_on.month), "year": str(held_on.year)} if held_on else {}
    )


def _shares(form: PulseForm) -> list[Any]:
    return [field for field in form if field.name.startswith(SHARE)]
