"""Cells of lists: how sectors, sizes, roles, references, names and addresses are written."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessment.domain.area.sectors import SECTOR_NAMES, SIZE_NAMES, Sector, SizeBand
from assessment.domain.people.permissions import ORGANISATION_ROLES, Role
from assessment.reading.cells import neutral
from tests.domain.area.reading import people, the_organisation, the_problem

FORMULA = ("=", "+", "-", "@", "\t", "\r")


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


@pytest.mark.parametrize("written", ["Yes", "y", "TRUE", "1"])
def test_words_for_yes(written):
    assert the_organisation(f"river,River,health,under-10,,{written}").public_contact is True


def test_an_empty_cell_says_neither():
    assert the_organisation("river,River,health,under-10,,").public_contact is None


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
    assert "“East; We st” can’t be read" in the_problem("river,River,health,under-10,,,East;ok;We st")


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
