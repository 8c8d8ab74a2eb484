"""Files of organisations and people: read as spreadsheets write them, with every problem named at once."""

from __future__ import annotations

import csv
import io
import unicodedata
from dataclasses import astuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessment.commands.imports import read_organisations, read_people
from assessment.domain.area.lists import MOST_ROWS
from assessment.domain.area.organisation_list import OrganisationRow
from assessment.domain.area.people_list import PersonRow
from assessment.domain.area.sectors import SECTOR_NAMES, SIZE_NAMES, Sector, SizeBand
from assessment.domain.people.permissions import AREA_ROLES, ORGANISATION_ROLES, Role
from assessment.reading.cells import neutral

ORGANISATIONS = "reference,name,sector,size,area,public contact,partnerships"
PEOPLE = "email,name,role,organisation"
READERS = (read_organisations, read_people)
FORMULA = ("=", "+", "-", "@", "\t", "\r")


def organisations(*lines, heading=ORGANISATIONS):
    return read_organisations("\r\n".join((heading, *lines)).encode())


def people(*lines, heading=PEOPLE):
    return read_people("\r\n".join((heading, *lines)).encode())


def told(reading):
    return [f"{one.row} {one.column}: {one.problem}" for one in reading.problems]


def the_organisation(line, heading=ORGANISATIONS):
    reading = organisations(line, heading=heading)
    assert told(reading) == []
    return reading.rows[0]


def the_problem(line, reader=organisations):
    (problem,) = reader(line).problems
    return f"{problem.column}: {problem.problem}"


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
    rule = "Write lower-case letters, digits and hyphens, at most 80, beginning with a letter or a digit"
    assert [row.reference for row in reading.rows] == ["hill"]
    assert told(reading) == [
        "1 colour: “colour” is not a heading that is known here. The headings are: reference, name, sector, size, area, public contact, partnerships.",
        f"2 reference: “River Trust” is not a reference. {rule}.",
        "2 name: This cell is empty. Write a name of at most 120 characters.",
        "2 sector: “navy” is not known here. Write one of these: police; social-care; council; education; health; justice; charity; other.",
        "2 size: “huge” is not known here. Write one of these: Under 10 people; 10 to 49 people; 50 to 249 people; 250 to 999 people; 1,000 people or more.",
        "2 public contact: “perhaps” is not known here. Write one of these: yes; no.",
        f"2 partnerships: “East” cannot be read as references. {rule}; put semicolons between references.",
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
        "2 email: “anna” is not an e-mail address. Write one address such as name@example.org, of at most 200 characters.",
        "2 name: This cell is empty. Write a name of at most 120 characters.",
        "2 role: “boss” is not known here. Write one of these: contributor; organisation lead; sponsor; adviser; leadership member; project lead; administrator.",
        "2 organisation: “River” is not a reference. Write lower-case letters, digits and hyphens, at most 80, beginning with a letter or a digit; or leave the cell empty for a role of the whole area.",
        "3 organisation: The role “sponsor” is held in one organisation. Write its reference.",
        "4 name: Row 3 has “Anna” at this address. Correct the name or the address.",
        "4 organisation: The role “adviser” is for the whole area. Leave the organisation empty.",
        "6 : Row 5 gives this person the same role in the same place. Remove one of the two rows.",
    ]
    assert [row.row for row in reading.rows] == [5]


@pytest.mark.parametrize("role", sorted(ORGANISATION_ROLES))
def test_a_role_in_an_organisation_names_it(role):
    assert people(f"a@example.org,A,{role},river").problems == ()
    assert "held in one organisation" in the_problem(f"a@example.org,A,{role},", people)


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


def test_columns_that_may_be_missing_have_their_usual_values():
    row = the_organisation("river,River,health,under-10", heading="reference,name,sector,size")
    assert (row.area, row.public_contact, row.partnerships) == ("", True, ())


def test_an_unknown_heading_is_answered_with_the_nearest_known_one():
    reading = organisations("river,River,health,under-10", heading="refrence,name,sector,size")
    assert reading.rows == ()
    assert told(reading) == [
        "1 refrence: “refrence” is not a heading that is known here. Did you mean “reference”?",
        "1 reference: This column is missing. Add it with its heading.",
    ]


def test_each_missing_heading_is_a_problem_and_the_other_columns_are_still_checked():
    assert told(people("anna,Anna", heading="email,name")) == [
        "1 role: This column is missing. Add it with its heading.",
        "1 organisation: This column is missing. Add it with its heading.",
        "2 email: “anna” is not an e-mail address. Write one address such as name@example.org, of at most 200 characters.",
    ]


def test_a_heading_that_is_there_twice_is_a_problem_and_the_first_counts():
    reading = people("a@example.org,A,adviser,,B", heading=f"{PEOPLE},Name")
    assert told(reading) == ["1 Name: This heading is there twice. Keep one of the two columns."]
    assert reading.rows[0].name == "A"


def test_a_cell_without_a_heading_is_a_problem_and_empty_ones_are_none():
    assert people("a@example.org,A,adviser,,,", heading=f"{PEOPLE},").problems == ()
    assert the_problem("a@example.org,A,adviser,,Ash", people).startswith(": “Ash” stands under no heading.")


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
    assert reading.problems[1].problem.startswith("Nothing can be read from here on.")


def test_an_open_quotation_mark_in_the_headings_is_one_problem():
    assert told(people("a@example.org,A,adviser,", heading='"email,name'))[0].startswith("1 : Nothing can be read")


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "is empty"),
        (b"\xef\xbb\xbf", "is empty"),
        (b" \r\n,,,\n;;\n", "is empty"),
        (PEOPLE.encode(), "has only one row"),
        (f"{ORGANISATIONS}\n,,\n".encode(), "has only one row"),
        (b"PK\x03\x04\x14\x00\x06\x00", "save as CSV"),
        (b'"\x00', "save as CSV"),
        (b"\xff\xfea", "save as CSV"),
        (PEOPLE.encode("utf-32"), "save as CSV"),
        (PEOPLE.encode("utf-16-le"), "save as CSV"),
        (b"email,name\n\x81,\x8d", "save as CSV"),
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
        "1 : This file has more than 2,000 rows. Split it, and upload the parts one after the other."
    ]


@pytest.mark.parametrize("sector", Sector)
def test_a_sector_is_written_as_its_value_or_by_its_name(sector):
    for written in (sector.value, SECTOR_NAMES[sector], SECTOR_NAMES[sector].upper(), sector.title()):
        assert the_organisation(f'river,River,"{written}",under-10').sector is sector


@pytest.mark.parametrize("size", SizeBand)
def test_a_size_is_written_as_its_value_or_by_its_name(size):
    for written in (size.value, SIZE_NAMES[size], SIZE_NAMES[size].upper(), size.value.replace("-", "–")):
        assert the_organisation(f'river,River,health,"{written}"').size_band is size


@pytest.mark.parametrize("written", ["Oct-49", "1049", "10", "", "-", "10--49"])
def test_no_number_and_no_date_is_taken_for_a_size(written):
    assert the_problem(f"river,River,health,{written}").startswith("size: ")


@pytest.mark.parametrize("role", Role)
def test_a_role_is_written_in_any_case_and_with_hyphens(role):
    place = "river" if role in ORGANISATION_ROLES else ""
    for written in (role.value, role.title(), role.upper().replace(" ", "-"), role.replace(" ", "_")):
        assert people(f"a@example.org,A,{written},{place}").rows[0].role is role


@pytest.mark.parametrize("written", ["Yes", "y", "TRUE", "1", ""])
def test_words_for_yes(written):
    assert the_organisation(f"river,River,health,under-10,,{written}").public_contact is True


@pytest.mark.parametrize("written", ["No", "n", "FALSE", "0"])
def test_words_for_no(written):
    assert the_organisation(f"river,River,health,under-10,,{written}").public_contact is False


@pytest.mark.parametrize("written", ["-", "maybe", "2"])
def test_other_words_are_neither(written):
    assert the_problem(f"river,River,health,under-10,,{written}").startswith("public contact: ")


@pytest.mark.parametrize("reference", ["a", "0", "river-trust", "a" * 80])
def test_references_are_words_of_lower_case_letters_digits_and_hyphens(reference):
    assert the_organisation(f"{reference},River,health,under-10").reference == reference


@pytest.mark.parametrize("reference", ["", "River", "-river", "river_trust", "a" * 81, "rivière", "٣"])
def test_other_words_are_no_references(reference):
    assert the_problem(f"{reference},River,health,under-10").startswith("reference: ")


def test_partnerships_are_named_once_each_and_all_that_are_wrong_are_shown():
    assert the_organisation("river,River,health,under-10,,, east ;west;;east;").partnerships == ("east", "west")
    assert "“East; We st” cannot be read" in the_problem("river,River,health,under-10,,,East;ok;We st")


def test_names_are_composed_and_kept_as_they_are():
    for name in ("Zoë’s Café", "é" * 120):
        apart = unicodedata.normalize("NFD", name)
        assert the_organisation(f"river,{apart},health,under-10").name == name != apart


@pytest.mark.parametrize("name", ["", "x" * 121, "a\x07b", '"a\nb"', "a\u202eb", "a\u2028b", "a\u200bb"])
def test_names_are_short_and_without_anything_invisible(name):
    assert the_problem(f"river,{name},health,under-10").startswith("name: ")
    assert not name or the_problem(f"river,River,health,under-10,{name}").startswith("area: ")


def test_scripts_that_need_joiners_may_use_them():
    assert the_organisation("river,می\u200cخواهم,health,under-10").name == "می\u200cخواهم"


@pytest.mark.parametrize(
    "email", ["a@b.uk", "o'neil+work@mail.example.co.uk", "A.B-C_d@xn--bcher-kva.example", f"{'a' * 64}@example.org"]
)
def test_usual_addresses_are_read_in_lower_case(email):
    assert people(f"{email},A,adviser,").rows[0].email == email.lower()


@pytest.mark.parametrize(
    "email",
    ["", "a", "a@b", "@b.org", "a@", "a b@c.org", "a@b..org", ".a@b.org", "a..b@c.org", "a@-b.org", "a@b.org;c@d.org",
     "Anna <a@b.org>", "a@b@c.org", "\u212aate@b.org", "a@b.1", f"{'a' * 65}@b.org", f"a@{'b' * 64}.org",
     f"a@{'.'.join(['b' * 50] * 4)}.org", f"{'a.' * 60_000}@"],
)  # fmt: skip
def test_other_words_are_no_addresses(email):
    assert the_problem(f'"{email}",A,adviser,', people).startswith("email: ")


def test_what_was_neutral_in_an_export_is_read_as_it_was():
    row = the_organisation("river,'=River,health,under-10,'@North")
    assert (row.name, row.area) == ("=River", "@North")
    assert the_organisation("river,'t Hof,health,under-10").name == "'t Hof"


@pytest.mark.parametrize("cell", ["=1+1", "+44", "-1", "@a", "\tx", "\rx", "  =1", "\n=1", "\u00a0@a", " \t", "\0"])
def test_a_cell_that_looks_like_a_formula_gets_an_apostrophe(cell):
    assert neutral(cell) == f"'{cell}"


@pytest.mark.parametrize("cell", ["", "River", "a=b", "10-49", "'=1", " River"])
def test_other_cells_stay_as_they_are(cell):
    assert neutral(cell) == cell


cells = st.text() | st.builds(
    "".join, st.lists(st.sampled_from([*FORMULA, " ", "\n", "\0", "\u00a0", "'", "a"]), max_size=5)
)


@given(cells)
def test_no_neutral_cell_starts_with_what_starts_a_formula(cell):
    assert not neutral(cell).startswith((*FORMULA, "\0"))
    assert not neutral(cell).lstrip().startswith(FORMULA)
    assert neutral(cell).endswith(cell)
    assert neutral(neutral(cell)) == neutral(cell)


# Bytes as they may come, and some that get past the headings.
marks = st.sampled_from(
    [b",", b";", b"\t", b'"', b"\r", b"\n", b"'", b"=", b"\0", b"\xff", b"\xe9", b"a", b"1", b"river"]
)
parts = marks | st.sampled_from([b"a@example.org", b"sponsor", b"adviser", b"health", b"10-49", b"no", b" "])
rubbish = st.builds(b"".join, st.lists(parts, max_size=40)) | st.binary(max_size=60)
starts = st.sampled_from(
    [b"", b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff", f"{PEOPLE}\n".encode(), f"{ORGANISATIONS}\r\n".encode()]
)


@given(starts, rubbish)
def test_no_bytes_raise_and_what_is_not_read_is_explained(start, rest):
    for reader in READERS:
        reading = reader(start + rest)
        assert reading.rows or reading.problems
        assert [one.row for one in reading.problems] == sorted(one.row for one in reading.problems)
        assert all(one.problem.endswith((".", "?")) and len(one.problem) < 400 for one in reading.problems)
        refused = {one.row for one in reading.problems if one.row > 1}
        assert refused.isdisjoint(row.row for row in reading.rows)


@given(st.text(max_size=60), st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]))
def test_no_text_raises(text, encoding):
    for reader in READERS:
        assert reader(text.encode(encoding, "ignore")).problems


# An apostrophe of one's own before a formula cannot be told from ours.
notes = (
    st.text(st.characters(categories=["L", "M", "N", "P", "S", "Zs"]) | st.sampled_from("=+-@\"',;\u200d"), max_size=40)
    .map(lambda text: unicodedata.normalize("NFC", text.strip()).strip())
    .filter(lambda text: not text.startswith("'"))
)
names = notes.filter(bool)
references = st.from_regex(r"[a-z0-9][a-z0-9-]{0,79}", fullmatch=True)
emails = st.from_regex(r"[a-z0-9_+-]{1,20}(\.[a-z0-9]{1,9})?@([a-z0-9]{1,20}\.){1,3}[a-z]{2,9}", fullmatch=True)
described = st.tuples(
    references,
    names,
    st.sampled_from(Sector),
    st.sampled_from(SizeBand),
    notes,
    st.booleans(),
    st.lists(references, unique=True, max_size=3).map(tuple),
)
held = st.tuples(st.sampled_from(sorted(ORGANISATION_ROLES)), references) | st.tuples(
    st.sampled_from(sorted(AREA_ROLES)), st.just("")
)


def alike(name):
    return " ".join(name.casefold().split())


def written(headings, rows, *, delimiter, encoding, end):
    file = io.StringIO(newline="")
    writer = csv.writer(file, delimiter=delimiter, lineterminator=end)
    writer.writerows([headings, *([neutral(cell) for cell in row] for row in rows)])
    return file.getvalue().encode(encoding)


formats = st.fixed_dictionaries(
    {
        "delimiter": st.sampled_from(",;\t"),
        "encoding": st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]),
        "end": st.sampled_from(["\n", "\r\n", "\r"]),
    }
)


@given(
    st.lists(described, min_size=1, max_size=5, unique_by=(lambda one: one[0], lambda one: alike(one[1]))),
    formats,
    st.data(),
)
def test_organisations_that_are_written_are_read_back(rows, form, data):
    order = data.draw(st.permutations(range(7)))
    headings = ORGANISATIONS.split(",")
    lines = [(*row[:5], "yes" if row[5] else "no", ";".join(row[6])) for row in rows]
    content = written([headings[at] for at in order], [[line[at] for at in order] for line in lines], **form)
    reading = read_organisations(content)
    assert reading.problems == ()
    assert [astuple(one) for one in reading.rows] == [(number, *row) for number, row in enumerate(rows, 2)]


@given(
    st.dictionaries(
        emails, st.tuples(names, st.lists(held, min_size=1, max_size=3, unique=True)), min_size=1, max_size=4
    ),
    formats,
)
def test_people_that_are_written_are_read_back(known, form):
    rows = [(email, name, *one) for email, (name, roles) in known.items() for one in roles]
    reading = read_people(written(PEOPLE.split(","), rows, **form))
    assert reading.problems == ()
    assert [astuple(one) for one in reading.rows] == [(number, *row) for number, row in enumerate(rows, 2)]
