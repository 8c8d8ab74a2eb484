"""Attach a file to a piece of evidence, and hand it out again: checked on its way in, a download on its way out."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

from flask import Blueprint, abort, current_app, flash, redirect, render_template, request, url_for
from flask_wtf.file import FileField
from werkzeug.exceptions import RequestEntityTooLarge
from wtforms import BooleanField
from wtforms.validators import InputRequired

from assessment.commands import answers as commands
from assessment.commands.answers import KeptFile
from assessment.domain.people.permissions import Permission
from assessment.store.answers import evidence_piece
from assessment.uploads.checking import accept
from assessment.uploads.folder import Folder
from assessment.uploads.limits import LARGEST
from assessment.uploads.refusals import UploadRefused
from assessment.web.frame import clock
from assessment.web.frame.access import requires
from assessment.web.frame.database import change, db
from assessment.web.frame.forms import TokenForm

if TYPE_CHECKING:
    from flask import Flask
    from flask.typing import ResponseReturnValue

    from assessment.domain.assessment.assessment import Assessment
    from assessment.domain.assessment.saved import Evidence

bp = Blueprint(
    "evidence_files", __name__, url_prefix="/assessments/<number:assessment_id>/evidence/<number:evidence_id>"
)

TOO_LARGE = "The file is larger than 5 MB. Attach a smaller one, or add a link instead"
_ROOM_FOR_THE_FORM = 64 * 1024


class FileForm(TokenForm):
    """A file, and the word that nobody can be recognised in it."""

    file = FileField("File")
    no_personal_details = BooleanField(
        "The file has no names, case numbers or faces that could identify anyone",
        [InputRequired("Check the file first, then tick the box")],
    )


def init_app(app: Flask) -> None:
    """Let this one form be larger than others."""
    app.before_request(_make_room)


def _make_room() -> None:
    if request.endpoint == "evidence_files.attach":
        request.max_content_length = LARGEST + _ROOM_FOR_THE_FORM


@bp.get("/file")
@requires(Permission.ANSWER)
def ask(assessment: Assessment, evidence_id: int) -> ResponseReturnValue:
    """Ask for a file to go with a piece of evidence."""
    return _show(assessment, _piece(assessment, evidence_id), FileForm(formdata=None))


@bp.post("/file")
@requires(Permission.ANSWER)
def attach(assessment: Assessment, evidence_id: int) -> ResponseReturnValue:
    """Check a file and attach it, in the place of one that was there before."""
    piece = _piece(assessment, evidence_id)
    try:
        form = FileForm()
        form.validate()
        given = form.file.data
        content = given.read(LARGEST + 1) if given else b""
        if not given:
            form.file.errors = ["Choose a file"]
        accepted = None if form.errors else accept(given.filename or "", content)
    except UploadRefused as refused:
        form.file.errors, accepted = [str(refused)], None
    except RequestEntityTooLarge:
        form, accepted = FileForm(formdata=None), None
        form.file.errors = [TOO_LARGE]
    if accepted is None:
        return _show(assessment, piece, form), 422
    kept = KeptFile(folder().keep(accepted.content), accepted.name, len(accepted.content))
    with change() as session:
        before = commands.attach_file(session, assessment, piece, kept, at=clock.now())
    if before:
        folder().remove(before)
    flash("File attached.", "saved")
    return redirect(_back(assessment, piece))


@bp.post("/file/remove")
@requires(Permission.ANSWER)
def detach(assessment: Assessment, evidence_id: int) -> ResponseReturnValue:
    """Take a file away; the piece of evidence stays."""
    piece = _piece(assessment, evidence_id)
    if TokenForm().validate() and piece.file_token:
        with change() as session:
            before = commands.attach_file(session, assessment, piece, None, at=clock.now())
        if before:
            folder().remove(before)
        flash("File removed.", "saved")
    return redirect(_back(assessment, piece))


@bp.get("/download")
@requires(Permission.SEE_ASSESSMENT)
def download(assessment: Assessment, evidence_id: int) -> ResponseReturnValue:
    """Hand out a file as a download, which no browser opens as a page of this site."""
    piece = _piece(assessment, evidence_id)
    content = folder().read(piece.file_token) if piece.file_token else None
    if content is None:
        abort(404)
    answer = current_app.response_class(content, mimetype="application/octet-stream")
    answer.headers["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(piece.file_name, safe='')}"
    answer.headers["Content-Security-Policy"] = "sandbox; default-src 'none'"
    answer.headers["Cache-Control"] = "no-store"
    return answer


def folder() -> Folder:
    """Where the files of this installation are, outside everything that is served."""
    return Folder(Path(current_app.config["SETTINGS"].instance) / "evidence")


def _piece(assessment: Assessment, evidence_id: int) -> Evidence:
    return evidence_piece(db(), assessment.id, evidence_id) or abort(404)


def _back(assessment: Assessment, piece: Evidence) -> str:
    return url_for("items.show", assessment_id=assessment.id, item_id=piece.item_id, _anchor="evidence")


def _show(assessment: Assessment, piece: Evidence, form: FileForm) -> str:
    back = _back(assessment, piece)
    return render_template("questionnaire/evidence_file.html", assessment=assessment, piece=piece, form=form, back=back)
