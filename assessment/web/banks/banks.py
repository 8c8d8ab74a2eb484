"""Read the banks: every question with its levels, what became of each between versions, and files to take away."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flask import Blueprint, abort, make_response, render_template, request
from markupsafe import Markup

from assessment import banks
from assessment.banks import exchange
from assessment.documents import questionnaire as documents
from assessment.documents import xlsform
from assessment.domain.area.sectors import SECTOR_NAMES, Sector
from assessment.domain.bank.differences import Fate, compare
from assessment.domain.bank.rules import Selection
from assessment.domain.bank.search import FLAGS, find
from assessment.domain.people.permissions import Permission
from assessment.store.banks import bank as bank_by_id
from assessment.store.banks import bank_files, published_ids
from assessment.web.banks.choices import as_query, items_wanted, sector_chosen
from assessment.web.frame.access import allowed, public
from assessment.web.frame.database import db
from assessment.web.frame.fragments import fragment
from assessment.web.frame.query import page_number

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable

    from flask import Response
    from flask.typing import ResponseReturnValue

    from assessment.domain.bank.question_bank import QuestionBank
    from assessment.domain.bank.search import Wanted
    from assessment.domain.bank.variant import Questionnaire

bp = Blueprint("banks", __name__, url_prefix="/banks")

PER_PAGE = 10
EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@bp.get("/")
@public
def index() -> ResponseReturnValue:
    """Show every bank and what goes with them, and the drafts to who may publish them."""
    found = [bank_by_id(db(), bank_id) for bank_id in published_ids(db())]
    drafts = [one for one in bank_files(db()) if not one.published_at] if allowed(Permission.MANAGE_BANKS) else None
    return render_template("banks/index.html", banks=found, surveys=banks.surveys(), drafts=drafts)


@bp.get("/<ref:bank_id>/")
@public
def show(bank_id: str) -> ResponseReturnValue:
    """Show a bank's items with all their levels, narrowed down to what a reader looks for."""
    bank, sector = _bank(bank_id), sector_chosen()
    wanted = items_wanted()
    everything = "all" in request.args
    key = (bank.id, sector, everything, min(page_number(), len(bank.items)))
    content = _content(key, lambda: _items(bank, sector, wanted, everything=everything), keep=not wanted.any)
    return render_template(
        "banks/show.html",
        bank=bank,
        wanted=wanted,
        sector=sector,
        flags=FLAGS,
        sectors=_sectors(bank),
        content=content,
    )


def _content(key: tuple[Hashable, ...], make: Callable[[], dict[str, Any]], *, keep: bool) -> Markup:
    """The items; only what many ask for is kept, so that nobody's search pushes out what others need."""
    if keep:
        return fragment("banks/items.html", key, make)
    return Markup(render_template("banks/items.html", **make()))  # noqa: S704 - ours


def _items(bank: QuestionBank, sector: str, wanted: Wanted, *, everything: bool) -> dict[str, Any]:
    questionnaire = _questionnaire(bank, sector)
    found = find(questionnaire, wanted)
    pages = 1 if everything else max(1, -(-len(found) // PER_PAGE))
    page = min(page_number(), pages)
    shown = found if everything else found[(page - 1) * PER_PAGE : page * PER_PAGE]
    return {
        "questionnaire": questionnaire,
        "found": found,
        "shown": shown,
        "page": page,
        "pages": pages,
        "query": as_query(sector, wanted),
        "everything": everything,
    }


@bp.get("/<ref:bank_id>/words")
@public
def words(bank_id: str) -> ResponseReturnValue:
    """Show the words of the field as this bank uses them."""
    return render_template("banks/words.html", bank=_bank(bank_id))


@bp.get("/<ref:earlier_id>/to/<ref:later_id>")
@public
def difference(earlier_id: str, later_id: str) -> ResponseReturnValue:
    """Show what became of every question from one bank to another, and which rules moved."""
    earlier, later = _bank(earlier_id), _bank(later_id)
    content = fragment(
        "banks/difference_content.html",
        (earlier.id, later.id),
        lambda: {"earlier": earlier, "later": later, "found": compare(earlier, later), "fates": tuple(Fate)},
    )
    return render_template("banks/difference.html", earlier=earlier, later=later, content=content)


@bp.get("/<ref:bank_id>/questionnaire.pdf")
@public
def pdf(bank_id: str) -> ResponseReturnValue:
    """Give a blank questionnaire to print."""
    return _file(bank_id, "pdf", "application/pdf", _as_pdf)


@bp.get("/<ref:bank_id>/questionnaire.xlsx")
@public
def workbook(bank_id: str) -> ResponseReturnValue:
    """Give a blank questionnaire to fill in as a workbook."""
    return _file(bank_id, "xlsx", EXCEL, lambda questionnaire, _subtitle: documents.workbook(questionnaire))


@bp.get("/<ref:bank_id>/xlsform.xlsx")
@public
def as_xlsform(bank_id: str) -> ResponseReturnValue:
    """Give a bank as an XLSForm."""
    bank = _bank(bank_id)
    return _attachment(xlsform.export(bank), f"{bank.id}-xlsform.xlsx", EXCEL)


@bp.get("/<ref:bank_id>/bank.json")
@public
def as_json(bank_id: str) -> ResponseReturnValue:
    """Give a bank as JSON."""
    bank = _bank(bank_id)
    return _attachment(exchange.as_json(bank), f"{bank.id}.json", "application/json")


def _as_pdf(questionnaire: Questionnaire, subtitle: str) -> bytes:
    return documents.pdf(questionnaire, subtitle=subtitle)


def _file(bank_id: str, ending: str, kind: str, make: Callable[[Questionnaire, str], bytes]) -> Response:
    bank, sector = _bank(bank_id), sector_chosen()
    short = request.args.get("items") == Selection.CORE.value
    questionnaire = _questionnaire(bank, sector, Selection.CORE if short else Selection.FULL)
    parts = ["Blank questionnaire", f"version {bank.version}"]
    parts += [SECTOR_NAMES[Sector(sector)]] if sector else []
    parts += [f"{len(questionnaire.bank.items)} core questions"] if not questionnaire.bank.full else []
    name = "-".join(part for part in (bank.id, sector, "" if questionnaire.bank.full else "core") if part)
    return _attachment(make(questionnaire, ", ".join(parts)), f"{name}.{ending}", kind)


def _attachment(data: bytes, name: str, kind: str) -> Response:
    response = make_response(data)
    response.headers["Content-Type"] = kind
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _bank(bank_id: str) -> QuestionBank:
    try:
        return bank_by_id(db(), bank_id)
    except banks.UnknownBank:
        abort(404)


def _questionnaire(bank: QuestionBank, sector: str, selection: Selection = Selection.FULL) -> Questionnaire:
    return banks.questionnaire(bank, selection, sector)


def _sectors(bank: QuestionBank) -> list[tuple[str, str]]:
    return [(one.value, SECTOR_NAMES[one]) for one in Sector if banks.variant_for(bank.id, one)]
