"""Printing: whatever stands in a bank, its documents come out, with a mark for what the fonts lack."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assessment.documents.printing import MARK, unprintable
from assessment.documents.questionnaire import pdf, unprintable_signs
from assessment.domain.bank.rules import Selection
from assessment.domain.bank.variant import Questionnaire
from tests.factories import bank, item

SCRIPTS = ["🦊", "招待", "ไทย", "नेपाल", "עברית", "العربية", "👩‍👩‍👧", "🇬🇧", "\ue000", "𒀀", "e\u0301\u0302", "\u202eabc"]


def questionnaire(text):
    return Questionnaire.of(replace(bank(item("RL-GOV-1", question=f"{text}?")), title=text), Selection.FULL, None)


@pytest.mark.parametrize("text", SCRIPTS)
def test_every_script_is_printed_or_marked(text):
    with pikepdf.open(BytesIO(pdf(questionnaire(text), subtitle="Blank"))) as document:
        assert document.pages
        assert str(document.docinfo["/Title"]).strip()


def test_what_has_no_letter_is_named_and_nothing_else():
    assert unprintable_signs(questionnaire("Café 🦊 ŵ 招待")) == ("🦊", "招", "待")
    assert unprintable(f"Café – “quoted” {MARK}") == ()


@settings(max_examples=15, deadline=None)
@given(st.text(st.characters(codec="utf-8"), min_size=1, max_size=40).filter(str.strip))
def test_any_text_can_be_printed(text):
    assert pdf(questionnaire(text), subtitle="Blank").startswith(b"%PDF")


def test_more_signs_than_are_looked_at_one_by_one_are_marked_at_once():
    many = "".join(map(chr, range(0x4E00, 0x4E00 + 900)))
    assert len(unprintable(many)) == 900
