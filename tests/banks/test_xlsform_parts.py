"""A corpus of small XLSForms, each with something optional missing, empty or of an odd type: words, never a traceback."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from itertools import product

import openpyxl
import pytest

from assessment import banks
from assessment.banks.exchange import as_yaml
from assessment.banks.xlsform import from_form, from_xlsform
from assessment.banks.xlsform_workbook import as_form
from assessment.reading import xlsforms

ABSENT = None
HEAD = ("type", "name", "label", "hint")
ASKED = [HEAD, ("select_one agree", "q1", "Do you know?", "Why"), ("select_one agree", "q2", "Do you act?", "")]
LISTED = [("list_name", "name", "label"), ("agree", "0", "Not yet"), ("agree", "1", "In part"), ("agree", "2", "All")]
SURVEYS = {
    "no survey": ABSENT,
    "an empty survey": [],
    "headings only": [HEAD],
    "a survey": ASKED,
    "no names": [("type", "label"), ("select_one agree", "Do you know?")],
    "no labels": [("type", "name"), ("select_one agree", "q1")],
    "no types": [("name", "label"), ("q1", "Do you know?")],
    "no list": [HEAD, ("select_one", "q1", "Do you know?", "")],
    "a group that never ends": [*ASKED[:1], ("begin group", None, None, None), *ASKED[1:]],
    "an end without a group": [*ASKED, ("end group", None, None, None)],
    "odd types": [HEAD, ("select_one agree", 7, 8.5, date(2026, 1, 1)), (True, False, 0, None)],
    "errors in cells": [HEAD, ("select_one agree", "q1", "#N/A", "=1/0")],
    "blank rows": [HEAD, (None,) * 4, *ASKED[1:], (None,) * 4],
    "odd headings": [(1, None, True, "label"), ("select_one agree", "q", "x", "y")],
}
CHOICES = {
    "no choices": ABSENT,
    "empty choices": [],
    "headings only": [LISTED[0]],
    "choices": LISTED,
    "choices without labels": [("list_name", "name"), ("agree", "0"), ("agree", "1")],
    "choices without list": [("name", "label"), ("0", "Not yet"), ("1", "In part")],
    "numbers and dates": [LISTED[0], ("agree", 0, 1), ("agree", 1, date(2026, 1, 1)), ("agree", True, 2.5)],
}
SETTINGS = {
    "no settings": ABSENT,
    "empty settings": [],
    "headings only": [("form_title", "version")],
    "odd settings": [("form_title", "version", "default_language"), (7, date(2026, 1, 1), True)],
}
CORPUS = list(product(SURVEYS, CHOICES, SETTINGS))


def form(survey, choices, settings):
    book, target = openpyxl.Workbook(), BytesIO()
    book.active.title = "notes"
    parts = {"survey": SURVEYS[survey], "choices": CHOICES[choices], "settings": SETTINGS[settings]}
    for name, rows in parts.items():
        if rows is not ABSENT:
            sheet = book.create_sheet(name)
            for row in rows:
                sheet.append(row)
    book.save(target)
    return target.getvalue()


def require_bank_or_words(make):
    imported, problems = None, ()
    try:
        imported = make()
        problems = banks.check(as_yaml(imported.value), name="any")
    except banks.BankFaulty as faulty:
        problems = faulty.problems
    assert imported or problems
    assert all(one.problem and one.remedy and "Error" not in one.problem for one in problems)
    return imported


def test_the_corpus_is_large():
    assert len(CORPUS) >= 60


@pytest.mark.parametrize("survey", SURVEYS)
def test_every_form_of_the_corpus_gives_a_bank_or_words(survey):
    for _, choices, settings in (one for one in CORPUS if one[0] == survey):
        data = form(survey, choices, settings)
        made = require_bank_or_words(
            lambda data=data: from_form(as_form(xlsforms.answer(data, ".xlsx")), bank_id="any")
        )
        if (survey, choices) == ("a survey", "choices"):
            assert made
            assert len(made.value["items"]) == 2


@pytest.mark.parametrize("choices", ["no choices", "empty choices", "choices"])
def test_the_process_of_its_own_says_the_same(choices):
    data = form("a survey", choices, "no settings")
    assert xlsforms.read(data, ".xlsx") == xlsforms.answer(data, ".xlsx")
    require_bank_or_words(lambda: from_xlsform(data, bank_id="any"))


def test_a_form_that_takes_too_long_is_given_up():
    found = xlsforms.read(form("a survey", "choices", "no settings"), ".xlsx", seconds=0.01)
    with pytest.raises(banks.BankFaulty, match="takes too long to read"):
        as_form(found)


def test_the_process_knows_no_secrets(monkeypatch):
    monkeypatch.setenv("FOURFOLD_SECRET_KEY", "not for readers of foreign files")
    assert not any(name.startswith("FOURFOLD") for name in xlsforms._bare_environment("/"))
