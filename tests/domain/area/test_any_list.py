"""Any bytes are read or explained, and what is written is read back."""

from __future__ import annotations

import csv
import io
import unicodedata
from dataclasses import astuple

from hypothesis import given
from hypothesis import strategies as st

from assessment.commands.imports import read_organisations, read_people
from assessment.domain.area.sectors import Sector, SizeBand
from assessment.domain.people.permissions import AREA_ROLES, ORGANISATION_ROLES
from assessment.domain.texts.names import name_problem, sameness_key
from assessment.reading.cells import neutral
from tests.domain.area.reading import ORGANISATIONS, PEOPLE, READERS

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
names = notes.filter(lambda text: not name_problem(text))
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
    return sameness_key(name)


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
