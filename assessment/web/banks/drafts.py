"""Bring a new bank in: upload it, see its problems, look at it as organisations will, publish it for a year."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for

from assessment import banks
from assessment.banks import exchange, xlsform
from assessment.commands import banks as commands
from assessment.domain.errors import NotAllowedHere
from assessment.domain.people.permissions import Permission
from assessment.reports.item_page import blank_page
from assessment.store.banks import bank_file, bank_files
from assessment.web.banks import previews
from assessment.web.banks.forms import PublishForm, UploadForm
from assessment.web.frame import clock, login
from assessment.web.frame.access import requires
from assessment.web.frame.database import change, db
from assessment.web.frame.forms import TokenForm

if TYPE_CHECKING:
    from collections.abc import Sequence

    from flask.typing import ResponseReturnValue

    from assessment.banks.xlsform_questions import LeftBehind
    from assessment.store.banks import BankFile

bp = Blueprint("drafts", __name__, url_prefix="/drafts")

LARGEST = 2 * 1024 * 1024


@bp.before_request
def make_room() -> None:
    """Let a bank be larger than other forms."""
    if request.endpoint == "drafts.upload":
        request.max_content_length = LARGEST + 64 * 1024


@bp.get("/")
@requires(Permission.MANAGE_BANKS)
def index() -> ResponseReturnValue:
    """Show the uploaded banks, and take another."""
    return _show_index(UploadForm(formdata=None))


@bp.post("/")
@requires(Permission.MANAGE_BANKS)
def upload() -> ResponseReturnValue:
    """Take an uploaded bank, or say everything that is wrong with it."""
    form = UploadForm()
    if not form.validate():
        return _show_index(form), 422
    try:
        sound, left_behind = _read(form)
        with change() as session:
            commands.keep_draft(session, sound, by=login.me().id, at=clock.now())
    except banks.BankFaulty as faulty:
        return _show_problems(form.file.data.filename, faulty), 422
    except NotAllowedHere as refused:
        form.file.errors = [str(refused)]
        return _show_index(form), 409
    if left_behind:
        return render_template("banks/drafts/left_behind.html", row=sound, left_behind=left_behind)
    flash("Draft saved. Preview it as organisations will see it before you publish it.")
    return redirect(url_for(".preview", bank_id=sound.bank_id))


def _read(form: UploadForm) -> tuple[commands.CheckedUpload, Sequence[LeftBehind]]:
    """What was uploaded, read and checked, with what a bank has no place for."""
    data = form.file.data.read(LARGEST + 1)
    if not form.is_workbook:
        return commands.check_upload(db(), data, name=form.bank_id), ()
    imported = xlsform.from_xlsform(data, bank_id=form.bank_id, kind=form.ending)
    data = exchange.as_yaml(imported.value)
    return commands.check_upload(db(), data, name=form.bank_id), imported.left_behind


@bp.get("/<ref:bank_id>/")
@requires(Permission.MANAGE_BANKS)
def preview(bank_id: str) -> ResponseReturnValue:
    """Show everything that a draft would ask, and offer to publish it."""
    return previews.show(_draft(bank_id), PublishForm(formdata=None))


@bp.get("/<ref:bank_id>/items/<ref:item_id>")
@requires(Permission.MANAGE_BANKS)
def item(bank_id: str, item_id: str) -> ResponseReturnValue:
    """Show one item of a draft exactly as organisations would see it."""
    return previews.show_item(previews.questionnaire_in(_draft(bank_id)), item_id)


@bp.post("/<ref:bank_id>/items/<ref:item_id>")
@requires(Permission.MANAGE_BANKS)
def try_item(bank_id: str, item_id: str) -> ResponseReturnValue:
    """Check what was typed as it would be checked, and keep nothing of it."""
    questionnaire = previews.questionnaire_in(_draft(bank_id))
    form = previews.item_form(questionnaire, item_id)
    if not form.validate():
        return previews.show_item(questionnaire, item_id, form), 422
    flash("This is only a preview, so nothing was saved.")
    page = blank_page(questionnaire, item_id) or abort(404)
    address = previews.address_of(bank_id)
    return redirect(address.item(page.next.id) if page.next else address.tasks())


@bp.post("/<ref:bank_id>/publish")
@requires(Permission.MANAGE_BANKS)
def publish(bank_id: str) -> ResponseReturnValue:
    """Publish a draft for a year."""
    draft, form = _draft(bank_id), PublishForm()
    if not form.validate():
        return previews.show(draft, form), 422
    try:
        checked = commands.check_draft(db(), draft)
        previews.prove(bank_id, checked.content)
        with change() as session:
            commands.publish(session, checked, by=login.me().id, at=clock.now())
            commands.ask_in_year(
                session,
                bank_id,
                year=form.year.data,
                opens_on=form.opens_on.data,
                closes_on=form.closes_on.data,
                at=clock.now(),
            )
    except banks.BankFaulty as faulty:
        return _show_problems(bank_id, faulty), 422
    except NotAllowedHere as refused:
        form.year.errors = [str(refused)]
        return previews.show(_draft(bank_id), form), 409
    flash("Question bank published. Organisations will answer it in that year.")
    return redirect(url_for("banks.show", bank_id=bank_id))


@bp.post("/<ref:bank_id>/remove")
@requires(Permission.MANAGE_BANKS)
def remove(bank_id: str) -> ResponseReturnValue:
    """Remove a draft."""
    draft = _draft(bank_id)
    if TokenForm().validate():
        with change() as session:
            commands.drop_draft(session, draft, at=clock.now())
        flash("The draft was removed.")
        return redirect(url_for(".index"))
    return redirect(url_for(".preview", bank_id=bank_id))


def _show_index(form: UploadForm) -> str:
    return render_template("banks/drafts/index.html", form=form, rows=bank_files(db()))


def _show_problems(name: str, faulty: banks.BankFaulty) -> str:
    return render_template("banks/drafts/problems.html", name=name, problems=faulty.problems)


def _draft(bank_id: str) -> BankFile:
    file = bank_file(db(), bank_id)
    return file if file and file.published_at is None else abort(404)
