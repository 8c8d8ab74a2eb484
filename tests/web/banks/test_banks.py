"""Reading banks: everything that is asked can be found, compared between versions, printed and taken away."""

from __future__ import annotations

from io import BytesIO

import openpyxl
import pytest

from assessment import banks
from tests.factories import BANK

FIRST = banks.load(BANK)
LATER = "trauma-informed-2027"


def ids(page):
    return [one["id"] for one in page.select(".ff-bank-item")]


def test_every_bank_and_what_stands_beside_it_is_listed_for_everybody(visitor):
    page = visitor.soup("/banks/")
    links = {link["href"] for link in page.select("main a")}
    assert {f"/banks/{bank_id}/" for bank_id in banks.available()} <= links
    assert {"/quick-check/", "/vignettes", "/training", "/indicators"} <= links


def test_a_page_shows_items_with_all_their_levels(visitor):
    page = visitor.soup(f"/banks/{BANK}/")
    first = page.select_one("#RL-GOV-1")
    assert [item.text.split(maxsplit=2)[0] for item in first.select("ol li")] == [
        "Not",
        "Starting",
        "Developing",
        "Established",
        "Embedded",
    ]
    assert len(first.select("ol li")) == 5
    assert FIRST.items[0].levels[3] in first.text
    assert f"{len(FIRST.items)} questions" in page.select_one("[role=status]").text


def test_pages_add_up_to_the_whole_bank_and_one_page_prints_all(visitor):
    pages = [ids(visitor.soup(f"/banks/{BANK}/?page={n}")) for n in range(1, 7)]
    everything = ids(visitor.soup(f"/banks/{BANK}/?all=1"))
    assert [one for page in pages for one in page] == everything == [one.id for one in FIRST.items]


@pytest.mark.parametrize(
    ("query", "fits"),
    [
        ("dimension=RC", lambda item: item.dimension == "RC"),
        ("domain=FIN", lambda item: item.domain == "FIN"),
        ("lens=PEE", lambda item: "PEE" in item.lenses),
        ("flag=gate", lambda item: item.gate),
        ("dimension=RP&flag=core", lambda item: item.dimension == "RP" and item.core),
        ("q=RL-GOV-2", lambda item: item.id == "RL-GOV-2"),
    ],
)
def test_items_are_found_by_group_flag_and_words(visitor, query, fits):
    assert ids(visitor.soup(f"/banks/{BANK}/?all=1&{query}")) == [item.id for item in FIRST.items if fits(item)]


@pytest.mark.parametrize(
    "query",
    ["q=%00<script>", "dimension=NONE", "flag=__class__", "page=99999999", "page=-1", "sector=none", "q=" + "x" * 5000],
)
def test_whatever_is_looked_for_the_page_stands(visitor, query):
    answer = visitor.get(f"/banks/{BANK}/?{query}")
    assert answer.status_code == 200
    assert "<script>" not in answer.text


def test_a_sector_reads_its_own_words_and_no_other_sectors(visitor):
    police, schools = (banks.variant_for(BANK, sector) for sector in ("police", "education"))
    page = visitor.soup(f"/banks/{BANK}/?all=1&sector=police").text
    shared = {one.id: one for one in schools.items}
    for own in police.items:
        assert own.example in " ".join(page.split()) or own.example in page
        if own.id in shared:
            assert shared[own.id].example not in page
    assert [one.id for one in police.extension_items] == [
        one for one in ids(visitor.soup(f"/banks/{BANK}/?all=1&sector=police")) if one not in FIRST.items_by_id
    ]


def test_what_changed_between_versions_is_told_item_by_item(visitor):
    page = visitor.soup(f"/banks/{BANK}/to/{LATER}")
    counts = [int(one.text) for one in page.select(".ff-figures dd")]
    assert counts == [46, 4, 3, 2, 3]
    listed = {
        section["aria-labelledby"]: len(section.select("details"))
        for section in page.select("section[aria-labelledby^=fate]")
    }
    assert listed == {"fate-changed": 3, "fate-reworded": 4, "fate-new": 3, "fate-retired": 2}
    changed = page.select_one("#fate-changed").find_parent("section").select_one("table")
    assert [head.text for head in changed.select("thead th")] == ["Part", "2026", "2027"]
    assert len(page.select("#rules ~ .ff-scroll tbody tr")) >= 1


def test_files_to_take_away_are_what_they_say(visitor):
    pdf = visitor.get(f"/banks/{BANK}/questionnaire.pdf?sector=charity&items=core")
    assert pdf.data.startswith(b"%PDF")
    assert pdf.headers["Content-Disposition"] == f'attachment; filename="{BANK}-charity-core.pdf"'
    for path in ("questionnaire.xlsx", "xlsform.xlsx"):
        openpyxl.load_workbook(BytesIO(visitor.get(f"/banks/{BANK}/{path}").data))
    assert len(visitor.get(f"/banks/{BANK}/bank.json").json["items"]) == len(FIRST.items)


def test_unknown_banks_are_not_found(visitor):
    for path in (
        "/banks/nothing/",
        "/banks/nothing/words",
        f"/banks/{BANK}/to/nothing",
        "/banks/nothing/questionnaire.pdf",
        "/surveys/nothing",
    ):
        assert visitor.get(path).status_code == 404


def test_words_of_the_field_have_a_page(visitor):
    assert len(visitor.soup(f"/banks/{BANK}/words").select("dt")) == len(FIRST.glossary)


@pytest.mark.parametrize(
    "path",
    [
        "/vignettes",
        "/training",
        "/indicators",
        "/indicators?sector=police",
        "/surveys/staff-pulse-2026",
        "/surveys/people-card-2026",
    ],
)
def test_what_stands_beside_the_banks_can_be_read(visitor, path):
    assert visitor.soup(path).select_one("h1").text


def test_the_reference_level_of_a_case_is_there_for_who_wants_to_see_it(visitor):
    page = visitor.soup("/vignettes")
    assert [one.select_one("details strong").text for one in page.select("article")] == [
        f"Level {case.reference} – {FIRST.levels[case.reference].name}" for case in banks.vignettes().vignettes
    ]


def test_a_sector_sees_its_indicators_only(visitor):
    shown = [one["id"] for one in visitor.soup("/indicators?sector=police").select("article")]
    assert shown == [one.id for one in banks.indicators().indicators if "police" in one.sectors]
    assert len(visitor.soup("/indicators").select("article")) == 26
