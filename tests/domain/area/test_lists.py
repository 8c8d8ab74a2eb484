"""Files of organisations and people: read as spreadsheets write them, with every problem named at once."""

from __future__ import annotations

import pytest

from assessment.commands.imports import read_people
from assessment.domain.area.lists import MOST_ROWS
from assessment.domain.area.organisation_list import OrganisationRow
from assessment.domain.area.people_list import PersonRow
from assessment.domain.area.sectors import Sector, SizeBand
from assessment.domain.people.permissions import AREA_ROLES, ORGANISATION_ROLES, Role
from tests.domain.area.reading import (
    ORGANISATIONS,
    PEOPLE,
    READERS,
    organisations,
    people,
    the_organisation,
    the_problem,
    told,
)


def test_an_organisation_is_read_whole():
    assert organisations("river,River Trust,charity,10-49,North,no,east;west").rows == (
        OrganisationRow(2, "river", "River Trust", Sector.CHARITY, SizeBand.FROM_10, "North", False, ("east", "west")),
    )


def test_a_person_is_read_whole():
    reading = people("Anna@Example.ORG,Anna Ash,organisation lead,river", "ben@example.org,Ben,adviser,")
    assert reading.problems == ()
    assert reading.rows == (
        PersonRow(2, "anna@example.org", "Anna Ash", Role.ORGANISATION_LEAD, "river"),
        PersonRow(3, "ben@example.org", "Ben", Role.ADVISER, ""),
    )


def test_every_problem_of_every_row_is_named_at_once_and_in_order():
    reading = organisations(
        "River Trust,,navy,huge,,perhaps,East",
        "hill,Hill,health,under-10,,,",
        "hill,HILL,health,under-10,,,",
        heading=f"{ORGANISATIONS},colour",
    )
    rule = "Use up to 80 lower-case letters, digits and hyphens, starting with a letter or digit"
    assert [row.reference for row in reading.rows] == ["hill"]
    assert told(reading) == [
        "1 colour: “colour” isn’t a heading we recognise. The headings are: reference, name, sector, size, area, public contact, partnerships.",
        f"2 reference: “River Trust” is not a reference. {rule}.",
        "2 name: This cell is empty. Write a name of at most 120 characters.",
        "2 sector: “navy” isn’t on our list. Write one of these: police; social-care; council; education; health; justice; charity; other.",
        "2 size: “huge” isn’t on our list. Write one of these: Under 10 people; 10 to 49 people; 50 to 249 people; 250 to 999 people; 1,000 people or more.",
        "2 public contact: “perhaps” isn’t on our list. Write one of these: yes; no.",
        f"2 partnerships: “East” can’t be read as references. {rule}; put semicolons between references.",
        "4 reference: Row 3 has the same reference. Remove one of the two rows, or correct the reference.",
        "4 name: Row 3 has the same name. Remove one of the two rows, or correct the name.",
    ]


def test_every_problem_of_people_is_named_at_once_and_in_order():
    reading = people(
        "anna,,boss,River",
        "anna@example.org,Anna,sponsor,",
        "anna@example.org,Anna Ash,adviser,river",
        "ben@example.org,Ben,sponsor,river",
        "BEN@example.org,Ben,Sponsor,river",
    )
    assert told(reading) == [
        "2 email: “anna” is not an email address. Write one address such as name@example.org, in 200 characters or fewer.",
        "2 name: This cell is empty. Write a name of at most 120 characters.",
        "2 role: “boss” isn’t on our list. Write one of these: contributor; organisation lead; sponsor; adviser; leadership member; project lead; administrator.",
        "2 organisation: “River” is not a reference. Use up to 80 lower-case letters, digits and hyphens, starting with a letter or digit; or leave the cell empty for a role in the whole area.",
        "3 organisation: The role “sponsor” is in one organisation. Write its reference.",
        "4 name: Row 3 has “Anna” at this address. Correct the name or the address.",
        "4 organisation: The role “adviser” is for the whole area. Leave the organisation empty.",
        "6 : Row 5 already gives this person the same role there. Remove one of the two rows.",
    ]
    assert [row.row for row in reading.rows] == [5]


@pytest.mark.parametrize("role", sorted(ORGANISATION_ROLES))
def test_a_role_in_an_organisation_names_it(role):
    assert people(f"a@example.org,A,{role},river").problems == ()
    assert "in one organisation" in the_problem(f"a@example.org,A,{role},", people)


@pytest.mark.parametrize("role", sorted(AREA_ROLES))
def test_a_role_of_the_whole_area_names_no_organisation(role):
    assert people(f"a@example.org,A,{role},").problems == ()
    assert "for the whole area" in the_problem(f"a@example.org,A,{role},river", people)


def test_one_person_may_hold_several_roles_in_several_places():
    reading = people("a@example.org,A,sponsor,hill", "a@example.org,A,sponsor,river", "a@example.org,A,adviser,")
    assert (len(reading.rows), reading.problems) == (3, ())


def test_headings_come_in_any_order_case_and_spelling():
    row = the_organisation("no;River;river;health;under-10", heading="Public_Contact; NAME ;Reference;sector;\tSize")
    assert (row.reference, row.name, row.public_contact) == ("river", "River", False)
    assert people("a@example.org,A,adviser,", heading="E-Mail,name,role,organisation").problems == ()


def test_columns_that_may_be_missing_say_nothing():
    row = the_organisation("river,River,health,under-10", heading="reference,name,sector,size")
    assert (row.area, row.public_contact, row.partnerships) == ("", None, ())


def test_an_unknown_heading_is_answered_with_the_nearest_known_one():
    reading = organisations("river,River,health,under-10", heading="refrence,name,sector,size")
    assert reading.rows == ()
    assert told(reading) == [
        "1 refrence: “refrence” isn’t a heading we recognise. Did you mean “reference”?",
        "1 reference: This column is missing. Add it with its heading.",
    ]


def test_each_missing_heading_is_a_problem_and_the_other_columns_are_still_checked():
    assert told(people("anna,Anna", heading="email,name")) == [
        "1 role: This column is missing. Add it with its heading.",
        "1 organisation: This column is missing. Add it with its heading.",
        "2 email: “anna” is not an email address. Write one address such as name@example.org, in 200 characters or fewer.",
    ]


def test_a_heading_that_is_there_twice_is_a_problem_and_the_first_counts():
    reading = people("a@example.org,A,adviser,,B", heading=f"{PEOPLE},Name")
    assert told(reading) == ["1 Name: This heading appears twice. Keep one of the two columns."]
    assert reading.rows[0].name == "A"


def test_a_cell_without_a_heading_is_a_problem_and_empty_ones_are_none():
    assert people("a@example.org,A,adviser,,,", heading=f"{PEOPLE},").problems == ()
    assert the_problem("a@example.org,A,adviser,,Ash", people).startswith(": “Ash” has no heading above it.")


def test_a_row_may_end_early():
    assert len(people("a@example.org,A,adviser").rows) == 1


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_files_are_read_as_spreadsheets_write_them(encoding, delimiter, end):
    lines = (PEOPLE, "a@example.org,Zoë – Ash,adviser,", "")
    content = end.join(lines).replace(",", delimiter).encode(encoding)
    assert read_people(content).rows == (PersonRow(2, "a@example.org", "Zoë – Ash", Role.ADVISER, ""),)


def test_utf_16_is_read_in_either_order_of_bytes():
    content = f"\ufeff{PEOPLE}\na@example.org,Zoë,adviser,\n"
    assert read_people(content.encode("utf-16-be")).rows == read_people(content.encode("utf-16-le")).rows != ()


def test_rows_are_counted_as_a_spreadsheet_counts_them():
    reading = organisations(
        "", 'river,River,health,under-10,,,"east;\r\nwest"', ",,,,,,", "hill,Hill,navy,under-10", '" ",,'
    )
    assert [(row.row, row.partnerships) for row in reading.rows] == [(3, ("east", "west"))]
    assert [one.row for one in reading.problems] == [5]


def test_quotation_marks_hold_a_cell_together():
    row = the_organisation('river, "River, ""Sea"" and Lake",health,"1,000 people or more"')
    assert (row.name, row.size_band) == ('River, "Sea" and Lake', SizeBand.FROM_1000)


@pytest.mark.parametrize(
    "line", ['"a@example.org,A,adviser,', '"a"@example.org,A,adviser,', f"{'x' * 140_000},A,adviser,"]
)
def test_what_is_no_csv_is_a_problem_of_its_row_and_the_rows_before_are_still_checked(line):
    reading = people("b@example.org,B,boss,", "", line, "c@example.org,C,boss,")
    assert [(one.row, one.column) for one in reading.problems] == [(2, "role"), (4, "")]
    assert reading.problems[1].problem.startswith("We can’t read anything from here on.")


def test_an_open_quotation_mark_in_the_headings_is_one_problem():
    assert told(people("a@example.org,A,adviser,", heading='"email,name'))[0].startswith("1 : We can’t read anything")


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "is empty"),
        (b"\xef\xbb\xbf", "is empty"),
        (b" \r\n,,,\n;;\n", "is empty"),
        (PEOPLE.encode(), "has only one row"),
        (f"{ORGANISATIONS}\n,,\n".encode(), "has only one row"),
        (b"PK\x03\x04\x14\x00\x06\x00", "save it as CSV"),
        (b'"\x00', "save it as CSV"),
        (b"\xff\xfea", "save it as CSV"),
        (PEOPLE.encode("utf-32"), "save it as CSV"),
        (PEOPLE.encode("utf-16-le"), "save it as CSV"),
        (b"email,name\n\x81,\x8d", "save it as CSV"),
        (b"a," * 60 + b"\na", "more than 50 cells"),
    ],
)
def test_a_file_that_cannot_be_used_is_one_clear_problem(reader, content, words):
    reading = reader(content)
    (problem,) = reading.problems
    assert (reading.rows, problem.row, problem.column) == ((), 1, "")
    assert words in problem.problem


def test_a_file_may_have_so_many_rows_and_not_one_more():
    lines = [f"p{number}@example.org,P,adviser," for number in range(MOST_ROWS + 1)]
    assert len(people(*lines[:-1]).rows) == MOST_ROWS
    assert people(*lines).rows == ()
    assert told(people(*lines)) == [
        "1 : This file has more than 2,000 rows. Split it, and upload the parts one at a time."
    ]
