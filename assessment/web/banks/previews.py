"""The pages of a draft as organisations will see them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from flask import abort, render_template

from assessment import banks
from assessment.banks.problems import BankProblem
from assessment.documents import questionnaire as documents
from assessment.documents.printing import CannotBePrinted
from assessment.domain.area.sectors import SECTOR_NAMES, Sector
from assessment.domain.bank.differences import compare
from assessment.domain.bank.rules import Selection
from assessment.reports.item_page import blank_page
from assessment.store.banks import lookup
from assessment.web.banks.choices import sector_chosen
from assessment.web.frame import clock, login
from assessment.web.frame.database import db
from assessment.web.parts.addresses import OfPreview
from assessment.web.parts.answer_form import AnswerForm

if TYPE_CHECKING:
    from assessment.domain.bank.question_bank import QuestionBank
    from assessment.domain.bank.variant import Questionnaire
    from assessment.store.banks import BankFile
    from assessment.web.banks.forms import PublishForm


@dataclass(frozen=True, slots=True)
class _PreviewYear:
    name: str = "preview"


@dataclass(frozen=True, slots=True)
class _PreviewAssessment:
    """What the page of an item says of an assessment, where there is none."""

    cycle: _PreviewYear = _PreviewYear()


def show(draft: BankFile, form: PublishForm) -> str:
    """Everything that a draft would ask, with what became of the bank that it replaces, and a form to publish it."""
    bank = _bank(draft)
    before = lookup(db())(bank.replaces.bank) if bank.replaces else None
    return render_template(
        "banks/drafts/preview.html",
        row=draft,
        bank=bank,
        asked=_questionnaire(bank),
        difference=compare(before, bank) if before else None,
        before=before,
        form=form,
        unprintable=documents.unprintable_signs(_questionnaire(bank)),
        sector=sector_chosen(),
        sectors=[(one.value, SECTOR_NAMES[one]) for one in Sector],
        address=address_of(bank.id),
    )


def show_item(questionnaire: Questionnaire, item_id: str, form: AnswerForm | None = None) -> str:
    """One item as organisations would see it, with what was typed into it or nothing."""
    page = blank_page(questionnaire, item_id) or abort(404)
    return render_template(
        "questionnaire/item.html",
        assessment=_PreviewAssessment(),
        page=page,
        form=form or item_form(questionnaire, item_id, formdata=None, version="0"),
        refused="",
        conflict=False,
        me=login.me().id,
        address=address_of(questionnaire.bank.id),
        preview=True,
        open=True,
    )


def item_form(questionnaire: Questionnaire, item_id: str, **given: object) -> AnswerForm:
    """The form of one item, or 404 where nothing of that id would be asked."""
    item = questionnaire.item(item_id) or abort(404)
    return AnswerForm(**given).prepare(questionnaire.bank, item, not_applicable_allowed=True, today=clock.today())


def questionnaire_in(draft: BankFile) -> Questionnaire:
    """What a draft would ask, in the words of the sector that a reader has chosen."""
    return _questionnaire(_bank(draft))


def prove(bank_id: str, content: str) -> None:
    """Print a draft in the words of every sector; raises BankFaulty where that does not work."""
    bank = banks.parse(content.encode(), name=bank_id)
    try:
        documents.prove(banks.questionnaire(bank, Selection.FULL, sector) for sector in ("", *Sector))
    except CannotBePrinted as error:
        problem = BankProblem(None, "file", "cannot be printed as a PDF", "tell whoever runs this site")
        raise banks.BankFaulty((problem,)) from error


def address_of(bank_id: str) -> OfPreview:
    """Where the pages of a draft are, for the sector that a reader has chosen."""
    return OfPreview(bank_id, sector_chosen())


def _bank(draft: BankFile) -> QuestionBank:
    return banks.parse(draft.content.encode(), name=draft.bank_id)


def _questionnaire(bank: QuestionBank) -> Questionnaire:
    return banks.questionnaire(bank, Selection.FULL, sector_chosen())
