"""XLSForm: taken over where a bank has a place for it, reported where not, refused where it is no form."""

from __future__ import annotations

from contextlib import suppress
from io import BytesIO

import pytest
import xlsxwriter
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assessment import banks
from assessment.banks.exchange import as_yaml
from assessment.banks.xlsform import from_form, from_xlsform
from assessment.banks.xlsform_workbook import as_form
from assessment.documents.xlsform import export
from assessment.reading.xlsforms import answer
from tests.factories import BANK

SURVEY = [
    ("type", "name", "label::English (en)", "hint", "relevant", "label::Cymraeg (cy)"),
    ("start", "start", "", "", "", ""),
    ("begin_group", "know", "Knowing", "", "", "Gwybod"),
    ("select_one agree", "q1", "Do you know?", "Why it matters", "", "Wyt ti'n gwybod?"),
    ("select_one agree", "q2", "Do you ask?", "", "${q1} = '1'", ""),
    ("end_group", "", "", "", "", ""),
    ("begin group", "act", "Acting", "", "", ""),
    ("select_one agree", "q3", "Do you act?", "", "", ""),
    ("select_one two", "q4", "Yes or no?", "", "", ""),
    ("select_multiple agree", "q5", "Which?", "", "", ""),
    ("text", "q6", "Tell us", "", "", ""),
    ("select_one missing", "q7", "Nothing to choose?", "", "", ""),
    ("select_one agree", "q1", "Twice?", "", "", ""),
    ("end group", "", "", "", "", ""),
]
CHOICES = [
    ("list_name", "name", "label::English (en)"),
    *(("agree", str(n), text) for n, text in enumerate(("Not yet", "In part", "Throughout"))),
    ("two", "n", "No"),
    ("two", "y", "Yes"),
]


def workbook(
    survey=SURVEY, choices=CHOICES, form=(("form_title", "version", "default_language"), ("Ours", "7", "English (en)"))
):
    target = BytesIO()
    with xlsxwriter.Workbook(target, {"in_memory": True}) as book:
        for name, rows in (("survey", survey), ("choices", choices), ("settings", form)):
            sheet = book.add_worksheet(name)
            for number, row in enumerate(rows):
                for column, text in enumerate(row):
                    sheet.write_string(number, column, text)
    return target.getvalue()


def test_choice_questions_become_items_of_their_group():
    imported = from_xlsform(workbook(), bank_id="ours-2027")
    assert banks.check(as_yaml(imported.value), name="ours-2027") == ()
    bank = banks.parse(as_yaml(imported.value), name="ours-2027")
    assert (bank.title, bank.version, [one.name for one in bank.levels]) == (
        "Ours",
        "7",
        ["Not yet", "In part", "Throughout"],
    )
    assert [(one.id, one.dimension, one.question, one.why) for one in bank.items] == [
        ("q1", "know", "Do you know?", "Why it matters"),
        ("q2", "know", "Do you ask?", ""),
        ("q3", "act", "Do you act?", ""),
    ]
    assert [one.name for one in bank.dimensions] == ["Knowing", "Acting"]


def test_everything_left_behind_is_said_with_its_row():
    left = {(one.place, one.what) for one in from_xlsform(workbook(), bank_id="ours").left_behind}
    told = "\n".join(f"{place}: {what}" for place, what in sorted(left))
    for words in (
        "survey, row 5: “q2” is shown only under a condition",
        "survey, row 9: “q4” has 2 choices; the other questions have 3",
        "survey, row 10: “q5” is of type select_multiple agree",
        "survey, row 11: “q6” is of type text",
        "survey, row 12: “q7” has 0 choices",
        "survey, row 13: “q1” appears twice",
        "survey, row 4: “q1” has texts in 2 languages",
    ):
        assert words in told


def test_a_bank_that_goes_out_and_comes_back_asks_the_same():
    bank = banks.load(BANK)
    imported = from_xlsform(export(bank), bank_id="back")
    back = banks.parse(as_yaml(imported.value), name="back")
    assert [one.question for one in back.items] == [one.question for one in bank.items]
    assert [len(one.levels) for one in back.items] == [5] * len(bank.items)
    assert [one.name for one in back.dimensions] == [one.name for one in bank.dimensions]
    assert {one.what.split("; ")[1] for one in imported.left_behind} == {"a bank takes select_one"}


@pytest.mark.parametrize(
    "damaged",
    [
        b"",
        b"no workbook",
        b"PK\x03\x04 hardly one",
        workbook()[:2000],
        workbook(survey=[("a", "b")]),
        workbook(survey=SURVEY[:2]),
        workbook(choices=[("x",)]),
        workbook(survey=[SURVEY[0], ("select_one", "q", "Q?", "", "", "")]),
        workbook(survey=[SURVEY[0], ("begin_group", "", "", "", "", ""), ("end_group", "", "", "", "", "")] * 3),
        b"x" * (2 * 1024 * 1024 + 1),
    ],
)
def test_what_is_no_form_gets_a_message(damaged):
    with pytest.raises(banks.BankFaulty) as refused:
        from_xlsform(damaged, bank_id="x")
    assert all(one.problem and one.remedy for one in refused.value.problems)


def test_a_workbook_that_unpacks_to_far_too_much_is_refused_unopened():
    bomb = BytesIO()
    with xlsxwriter.Workbook(bomb, {"in_memory": True}) as book:
        sheet = book.add_worksheet("survey")
        for row in range(1500):
            sheet.write_string(row, 0, f"{row}" + "x" * 30000)
    with pytest.raises(banks.BankFaulty, match="unpacks to far more"):
        from_xlsform(bomb.getvalue(), bank_id="x")


def in_this_process(data):
    """A bank from a form without a process for each, so that many can be tried."""
    return from_form(as_form(answer(data, ".xlsx")), bank_id="any")


words = st.text(st.characters(blacklist_categories=("Cs",), min_codepoint=32), max_size=20)
kinds = st.sampled_from(
    ["select_one agree", "select_one two", "begin_group", "end_group", "begin repeat", "text", "note", "", "select_one"]
)


@given(st.lists(st.tuples(kinds, words, words, words, words, words), max_size=12))
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_whatever_stands_in_the_rows_gives_a_sound_bank_or_a_message(rows):
    try:
        imported = in_this_process(workbook(survey=[SURVEY[0], *rows]))
    except banks.BankFaulty:
        return
    assert banks.check(as_yaml(imported.value), name="any") == ()


@given(st.integers(0, 3000), st.integers(0, 255))
@settings(max_examples=60, deadline=None)
def test_a_damaged_byte_gives_a_bank_or_a_message(place, value):
    data = bytearray(workbook())
    data[place % len(data)] = value
    with suppress(banks.BankFaulty):
        assert in_this_process(bytes(data)).value["items"]
