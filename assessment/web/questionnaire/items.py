"""Answer one item after another."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for

from assessment.commands import answers as commands
from assessment.domain.assessment import life_cycle
from assessment.domain.assessment.answers import not_applicable_allowed
from assessment.domain.errors import AssessmentLocked, ChangedMeanwhile, TooMuchEvidence
from assessment.domain.people.permissions import Permission
from assessment.reports import item_page as items
from assessment.store.answers import answer_texts
from assessment.store.banks import questionnaire_of
from assessment.web.frame import clock, login, once
from assessment.web.frame.access import requires
from assessment.web.frame.database import change, db
from assessment.web.parts.addresses import OfAssessment
from assessment.web.parts.answer_form import AnswerForm

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

    from assessment.domain.assessment.assessment import Assessment
    from assessment.reports.item_page import ItemPage

bp = Blueprint("items", __name__, url_prefix="/assessments/<number:assessment_id>/items/<ref:item_id>")


@bp.get("")
@requires(Permission.SEE_ASSESSMENT)
def show(assessment: Assessment, item_id: str) -> ResponseReturnValue:
    """Show one item with all its levels."""
    page = _item_page(assessment, item_id)
    return _show_item(assessment, page, _answer_form(assessment, item_id, formdata=None, **_as_saved(page)))


@bp.post("")
@requires(Permission.ANSWER)
def save(assessment: Assessment, item_id: str) -> ResponseReturnValue:
    """Save an answer, and a piece of evidence if one was described."""
    form = _answer_form(assessment, item_id)
    try:
        life_cycle.require_open(assessment.state, assessment.term, clock.today())
        if request.form.get("action") == "last-year":
            return _take_over(assessment, item_id, form)
        if not form.validate():
            return _show_item(assessment, _item_page(assessment, item_id), form), 422
        following = once.leads_to(_next_address(assessment, item_id, form))
        saved = _save(assessment, item_id, form)
    except AssessmentLocked as locked:
        return _show_item(assessment, _item_page(assessment, item_id), form, refused=str(locked)), 409
    except TooMuchEvidence as most:
        form.title.errors = [str(most)]
        return _show_item(assessment, _item_page(assessment, item_id), form), 422
    if not saved:
        return _show_conflict(assessment, item_id, form), 409
    _say_saved(assessment, item_id, form)
    return redirect(following)


def _item_page(assessment: Assessment, item_id: str) -> ItemPage:
    page = items.item_page(db(), assessment, item_id, on=clock.today())
    return page or abort(404)


def _answer_form(assessment: Assessment, item_id: str, **given: Any) -> AnswerForm:
    questionnaire = questionnaire_of(db(), assessment)
    item = questionnaire.item(item_id) or abort(404)
    allowed = not_applicable_allowed(item, public_contact=assessment.organisation.public_contact)
    form = AnswerForm(**given).prepare(questionnaire.bank, item, not_applicable_allowed=allowed, today=clock.today())
    names = (assessment.organisation.name, assessment.organisation.area)
    return form.mind(names, saved=lambda: answer_texts(db(), assessment.id, item_id))


def _as_saved(page: ItemPage) -> dict[str, Any]:
    row = page.row
    if row is None:
        return {"version": "0"}
    level = "not-applicable" if row.not_applicable is not None else ("" if row.level is None else str(row.level))
    return {"level": level, "reason": row.not_applicable or "", "note": row.note, "version": str(row.version)}


def _show_item(
    assessment: Assessment, page: ItemPage, form: AnswerForm, *, refused: str = "", conflict: bool = False
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
        open=assessment.takes_answers(clock.today()) and not refused,
    )


def _show_conflict(assessment: Assessment, item_id: str, form: AnswerForm) -> str:
    page = _item_page(assessment, item_id)
    form.version.data = str(page.version)
    return _show_item(assessment, page, form, conflict=True)


def _take_over(assessment: Assessment, item_id: str, form: AnswerForm) -> str:
    """The page again with what was said last year beside what was typed; nothing is saved by it."""
    page = _item_page(assessment, item_id)
    if page.before:
        form.take_over(page.before)
    return _show_item(assessment, page, form)


def _say_saved(assessment: Assessment, item_id: str, form: AnswerForm) -> None:
    """Say when an answer was saved; with evidence but without a level, that the level is still missing."""
    item = questionnaire_of(db(), assessment).item(item_id) or abort(404)
    saved = f"Saved at {clock.now().astimezone(clock.zone()):%H:%M}: {item.title}."
    if form.lacks_level:
        flash(f"{saved} Your evidence is saved too, but this question still needs a level.", "unfinished")
    else:
        flash(saved, "saved")


def _save(assessment: Assessment, item_id: str, form: AnswerForm) -> bool:
    """Whether the answer was saved; where somebody else was faster, it is kept beside theirs."""
    by, at = login.me().id, clock.now()
    with change() as session:
        try:
            commands.save(session, assessment, item_id, form.said, seen=form.seen, by=by, at=at)
        except ChangedMeanwhile:
            return False
        if form.has_evidence:
            commands.add_evidence(session, assessment, item_id, form.shown, by=by, at=at)
    return True


def _next_address(assessment: Assessment, item_id: str, form: AnswerForm) -> str:
    action = request.form.get("action", "next")
    removed = action.removeprefix("remove-")
    if action.startswith("remove-") and removed.isdecimal() and len(removed) < 10:
        return url_for("evidence.ask_to_remove", assessment_id=assessment.id, item_id=item_id, evidence_id=int(removed))
    if action == "evidence":
        return url_for(".show", assessment_id=assessment.id, item_id=item_id, _anchor="evidence")
    if action == "next" and form.lacks_level:
        return url_for(".show", assessment_id=assessment.id, item_id=item_id)
    following = items.item_after(db(), assessment, item_id) if action == "next" else None
    if following:
        return url_for(".show", assessment_id=assessment.id, item_id=following)
    return url_for("tasks.show", assessment_id=assessment.id, _anchor=item_id)
