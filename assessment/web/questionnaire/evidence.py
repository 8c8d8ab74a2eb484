"""Remove a piece of evidence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, abort, flash, redirect, render_template, url_for

from assessment.commands import answers as commands
from assessment.domain.people.permissions import Permission
from assessment.store.answers import evidence_piece
from assessment.web.frame import clock
from assessment.web.frame.access import requires
from assessment.web.frame.database import change, db
from assessment.web.frame.forms import TokenForm
from assessment.web.questionnaire import evidence_files

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

    from assessment.domain.assessment.assessment import Assessment

bp = Blueprint(
    "evidence",
    __name__,
    url_prefix="/assessments/<number:assessment_id>/items/<ref:item_id>/evidence/<number:evidence_id>",
)


@bp.get("/remove")
@requires(Permission.ANSWER)
def ask_to_remove(assessment: Assessment, item_id: str, evidence_id: int) -> ResponseReturnValue:
    """Ask once more before a piece of evidence is removed."""
    piece = evidence_piece(db(), assessment.id, evidence_id)
    if piece is None or piece.item_id != item_id:
        abort(404)
    return render_template("questionnaire/remove_evidence.html", assessment=assessment, piece=piece)


@bp.post("/remove")
@requires(Permission.ANSWER)
def remove(assessment: Assessment, item_id: str, evidence_id: int) -> ResponseReturnValue:
    """Remove a piece of evidence."""
    back = url_for("items.show", assessment_id=assessment.id, item_id=item_id, _anchor="evidence")
    if not TokenForm().validate():
        return redirect(
            url_for(".ask_to_remove", assessment_id=assessment.id, item_id=item_id, evidence_id=evidence_id)
        )
    with change() as session:
        removed = commands.remove_evidence(session, assessment, evidence_id, at=clock.now())
    if removed is None:
        abort(404)
    if removed.file_token:
        evidence_files.folder().remove(removed.file_token)
    flash("Evidence removed.", "saved")
    return redirect(back)
