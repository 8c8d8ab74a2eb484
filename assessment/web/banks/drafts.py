"""Bring a new bank in: upload it, see its problems, look at it as organisations will, publish it for a year."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for

from assessment import banks
from assessment.banks import exchange, xlsform
from assessment.commands import banks as commands
from assessment.domain.area.sectors import SECTOR_NAMES, Sector
from assessment.domain.bank.differences import compare
from assessment.domain.bank.rules import Selection
from assessment.domain.errors import NotAllowedHere
from assessment.domain.people.permissions import Permission
from assessment.reports.item_page import blank_page
from assessment.store import banks as stored
from assessment.store import models
from assessment.web.banks.forms import PublishForm, UploadForm
from assessment.web.frame import clock, login
from assessment.web.frame.access import requires
from assessment.web.frame.database import db
from assessment.web.frame.forms import TokenForm
from assessment.web.parts.addresses import OfPreview
from assessment.web.parts.answer_form import AnswerForm

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

    from assessment.domain.bank.question_bank import QuestionBank
    from assessment.domain.bank.variant import Questionnaire

bp = Blueprint("drafts", __name__, url_prefix="/drafts")

LARGEST = 2 * 1024 * 1024
SHOWN = models.Assessment(
    organisation=models.Organisation(name="Your organisation", public_contact=True), cycle=models.Cycle(name="preview")
)


@bp.get("/")
@requires(Permission.MANAGE_BANKS)
def index() -> ResponseReturnValue:
    """Show the uploaded banks, and take another."""
    return _show_index(UploadForm(formdata=None))


@bp.post("/")
@requires(Permission.MANAGE_BANKS)
def upload() -> ResponseReturnValue:
    """Take an uploaded bank, or say everything that is wrong with it."""
    request.max_content_length = LARGEST + 64 * 1024
    form = UploadForm()
    if not form.validate():
        return _show_index(form), 422
    data, name = form.file.data.read(LARGEST + 1), form.bank_id
    try:
        left_behind = []
        if form.is_workbook:
            imported = xlsform.from_xlsform(data, bank_id=name, kind=form.ending)
            data, left_behind = exchange.as_yaml(imported.value), imported.left_behind
        row = commands.keep_draft(db(), data, name=name, by=login.me().id, at=clock.now())
    except banks.BankFaulty as faulty:
        db().rollback()
        return render_template(
            "banks/drafts/problems.html", name=form.file.data.filename, problems=faulty.problems
        ), 422
    except NotAllowedHere as refused:
        form.file.errors = [str(refused)]
        return _show_index(form), 409
    db().commit()
    if left_behind:
        return render_template("banks/drafts/left_behind.html", row=row, left_behind=left_behind)
    flash("The draft is kept. Look at it as organisations would before you publish it.")
    return redirect(url_for(".preview", bank_id=row.bank_id))


@bp.get("/<ref:bank_id>/")
@requires(Permission.MANAGE_BANKS)
def preview(bank_id: str) -> ResponseReturnValue:
    """Show everything that a draft would ask, and offer to publish it."""
    return _show_preview(_draft(bank_id), PublishForm(formdata=None))


@bp.get("/<ref:bank_id>/items/<ref:item_id>")
@requires(Permission.MANAGE_BANKS)
def item(bank_id: str, item_id: str) -> ResponseReturnValue:
    """Show one item of a draft exactly as organisations would see it."""
    questionnaire = _questionnaire(_bank(_draft(bank_id)))
    return _show_item(questionnaire, item_id, None)


@bp.post("/<ref:bank_id>/items/<ref:item_id>")
@requires(Permission.MANAGE_BANKS)
def try_item(bank_id: str, item_id: str) -> ResponseReturnValue:
    """Check what was typed as it would be checked, and keep nothing of it."""
    questionnaire = _questionnaire(_bank(_draft(bank_id)))
    form = _form(questionnaire, item_id)
    if not form.validate():
        return _show_item(questionnaire, item_id, form), 422
    flash("This would have been saved. It is a preview, so nothing was.")
    page = blank_page(questionnaire, item_id) or abort(404)
    address = OfPreview(bank_id, _sector())
    return redirect(address.item(page.next.id) if page.next else address.tasks())


@bp.post("/<ref:bank_id>/publish")
@requires(Permission.MANAGE_BANKS)
def publish(bank_id: str) -> ResponseReturnValue:
    """Publish a draft for a year."""
    row, form = _draft(bank_id), PublishForm()
    if not form.validate():
        return _show_preview(row, form), 422
    try:
        commands.publish(db(), row, by=login.me().id, at=clock.now())
        commands.ask_in_year(
            db(),
            row.bank_id,
            year=form.year.data,
            opens_on=form.opens_on.data,
            closes_on=form.closes_on.data,
            at=clock.now(),
        )
    except banks.BankFaulty as faulty:
        db().rollback()
        return render_template("banks/drafts/problems.html", name=bank_id, problems=faulty.problems), 422
    except NotAllowedHere as refused:
        db().rollback()
        form.year.errors = [str(refused)]
        return _show_preview(_draft(bank_id), form), 409
    db().commit()
    flash("The bank is published, and that year will ask from it.")
    return redirect(url_for("banks.show", bank_id=bank_id))


@bp.post("/<ref:bank_id>/remove")
@requires(Permission.MANAGE_BANKS)
def remove(bank_id: str) -> ResponseReturnValue:
    """Remove a draft."""
    row = _draft(bank_id)
    if TokenForm().validate():
        commands.drop_draft(db(), row, at=clock.now())
        db().commit()
        flash("The draft was removed.")
        return redirect(url_for(".index"))
    return redirect(url_for(".preview", bank_id=bank_id))


def _show_index(form: UploadForm) -> str:
    return render_template("banks/drafts/index.html", form=form, rows=stored.bank_files(db()))


def _show_preview(row: models.BankFile, form: PublishForm) -> str:
    bank = _bank(row)
    before = stored.lookup(db())(bank.replaces.bank) if bank.replaces else None
    sectors = [(one.value, SECTOR_NAMES[one]) for one in Sector]
    return render_template(
        "banks/drafts/preview.html",
        row=row,
        bank=bank,
        difference=compare(before, bank) if before else None,
        before=before,
        form=form,
        sector=_sector(),
        sectors=sectors,
        address=OfPreview(bank.id, _sector()),
    )


def _show_item(questionnaire: Questionnaire, item_id: str, form: AnswerForm | None) -> str:
    page = blank_page(questionnaire, item_id) or abort(404)
    return render_template(
        "questionnaire/item.html",
        assessment=SHOWN,
        page=page,
        form=form or _form(questionnaire, item_id, formdata=None, version="0"),
        refused="",
        conflict=False,
        me=login.me().id,
        address=OfPreview(questionnaire.bank.id, _sector()),
        preview=True,
        open=True,
    )


def _form(questionnaire: Questionnaire, item_id: str, **given: object) -> AnswerForm:
    item = questionnaire.item(item_id) or abort(404)
    return AnswerForm(**given).prepare(questionnaire.bank, item, not_applicable_allowed=True, today=clock.today())


def _draft(bank_id: str) -> models.BankFile:
    row = stored.bank_file(db(), bank_id)
    return row if row and row.published_at is None else abort(404)


def _bank(row: models.BankFile) -> QuestionBank:
    return banks.parse(row.content.encode(), name=row.bank_id)


def _questionnaire(bank: QuestionBank) -> Questionnaire:
    return banks.questionnaire(bank, Selection.FULL, _sector())


def _sector() -> str:
    wanted = request.args.get("sector", "")
    return wanted if wanted in set(Sector) else ""
