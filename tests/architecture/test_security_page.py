"""The page on security: whole, and every test and file that it calls as a witness is there."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "security.md").read_text(encoding="utf-8")
HEADINGS = "| requirement | level | how it is met | shown by |"
ANSWERS = ("Partly", "Not met", "Not applicable", "For the operator")

# The requirements of OWASP ASVS 5.0.0 by level, sections with the numbers in them.
LEVELS = {
    "1": """
        1.2.1-5 1.3.1-2 1.5.1 2.1.1 2.2.1-2 2.3.1 3.2.1-2 3.3.1 3.4.1-2 3.5.1-3 4.1.1 4.4.1 5.2.1-2 5.3.1-2 6.1.1
        6.2.1-8 6.3.1-2 6.4.1-2 7.2.1-4 7.4.1-2 8.1.1 8.2.1-2 8.3.1 9.1.1-3 9.2.1 11.3.1-2 11.4.1 12.1.1 12.2.1-2
        13.4.1 14.2.1 14.3.1 15.1.1 15.2.1 15.3.1
    """,
    "2": """
        1.1.1-2 1.2.6-9 1.3.3-11 1.4.1-3 1.5.2 2.1.2-3 2.2.3 2.3.2-4 2.4.1 3.3.2-4 3.4.3-6 3.5.4-5 3.7.1-2 4.1.2-3
        4.2.1 4.3.1-2 4.4.2-4 5.1.1 5.2.3 5.4.1-3 6.1.2-3 6.2.9-12 6.3.3-4 6.4.3-4 6.5.1-5 6.6.1-3 6.8.1-4 7.1.1-3
        7.3.1-2 7.4.3-5 7.5.1-2 7.6.1-2 8.1.2 8.2.3 8.4.1 9.2.2-4 10.1.1-2 10.2.1-2 10.5.1-5 11.1.1-2 11.2.1-3 11.3.3
        11.4.2-4 11.5.1 11.6.1 12.1.2-3 12.3.1-4 13.1.1 13.2.1-5 13.3.1-2 13.4.2-5 14.1.1-2 14.2.2-4 14.3.2-3 15.1.2-3
        15.2.2-3 15.3.2-7 16.1.1 16.2.1-5 16.3.1-4 16.4.1-3 16.5.1-3
    """,
}


def numbers(words: str) -> list[str]:
    """Every requirement that is named in words such as “1.2.6-8”."""
    ranges = re.findall(r"(\d+\.\d+)\.(\d+)(?:[-–](\d+))?", words)
    return [f"{section}.{number}" for section, a, b in ranges for number in range(int(a), int(b or a) + 1)]


def rows() -> list[list[str]]:
    """The cells of every row under the headings of the table, chapter by chapter."""
    tables = re.findall(rf"^{re.escape(HEADINGS)}\n\|[-|]+\|\n((?:\|.*\n)+)", PAGE, re.MULTILINE)
    return [[cell.strip() for cell in line.strip("|").split("|")] for table in tables for line in table.splitlines()]


def first(row: list[str]) -> list[str]:
    return numbers(row[0].partition(" ")[0])


def test_every_requirement_stands_there_once_with_its_level():
    levels = {number: level for level, words in LEVELS.items() for number in numbers(words)}
    assert len(levels) == 226
    named = [number for row in rows() for number in first(row)]
    assert Counter(named) == Counter(levels.keys())
    for row in rows():
        assert "–".join(sorted({levels[number] for number in first(row)})) == row[1], row


def test_every_row_has_words_in_every_column():
    for row in rows():
        assert len(row) == 4, row
        assert all(row), row
        assert re.search(r" \S", row[0]), row
        assert row[2].endswith((".", ")")), row


def test_every_test_and_file_that_is_named_exists():
    witnesses = {name for row in rows() if row[3] != "–" for name in row[3].split(", ")}
    assert len(witnesses) > 100
    for witness in witnesses:
        path, _, test = witness.strip("`").partition("::")
        assert witness == f"`{path}::{test}`" if test else f"`{path}`", witness
        assert (ROOT / path).is_file(), witness
        if test:
            assert f"def {test}(" in (ROOT / path).read_text(encoding="utf-8"), witness


def test_every_link_leads_somewhere():
    headings = {
        re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-")
        for heading in re.findall(r"^#+ (.+)$", PAGE, re.MULTILINE)
    }
    for link in re.findall(r"\]\(([^)]+)\)", PAGE):
        path, _, anchor = link.partition("#")
        assert (ROOT / "docs" / path).exists() if path else anchor in headings, link


def test_the_counts_are_those_of_the_table():
    counts = Counter(
        next((answer for answer in ANSWERS if row[2].startswith(answer)), "met") for row in rows() for _ in first(row)
    )
    said = (
        f"Of 226 requirements, {counts['met']} are met, {counts['Partly']} partly and {counts['Not met']} not; "
        f"{counts['For the operator']} are for the operator, and {counts['Not applicable']} do not apply."
    )
    assert said in " ".join(PAGE.split())


def test_there_is_room_for_the_figures_of_the_hostile_run():
    assert len(re.findall(r"^<!-- figures -->\n[\s\S]+?\n<!-- /figures -->$", PAGE, re.MULTILINE)) == 1
