"""The texts that we deliver: in order, in style, and all of them there."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

import pytest

from assessment import banks
from assessment.domain.area.sectors import Sector
from assessment.domain.bank.coverage import coverage_table
from assessment.domain.bank.differences import Fate, compare
from assessment.domain.bank.lineage import Meaning
from assessment.domain.bank.question_bank import Axis
from assessment.domain.bank.rules import Selection
from assessment.domain.bank.style import remarks

FOLDER = Path(str(files("assessment.question_banks")))
FILES = sorted(FOLDER.rglob("*.yaml"))
FIRST, SECOND = banks.load("trauma-informed-2026"), banks.load("trauma-informed-2027")
VARIANTS = banks.variants()


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_file_passes_the_check_and_its_style_without_exemption(path):
    assert banks.check_file(path) == ()
    assert remarks(banks.read_any(path)) == ()


@pytest.mark.parametrize("bank", [FIRST, SECOND], ids=lambda bank: bank.id)
def test_every_item_of_our_banks_is_whole(bank):
    assert bank.published
    for item in bank.items:
        assert len(item.levels) == 5
        assert 2 <= len(item.evidence_prompts) <= 4
        assert item.why
        assert item.tipping_point
        assert item.lenses
        assert item.sources
    for dimension in bank.dimensions:
        for domain in bank.domains:
            assert any(i.dimension == dimension.id and i.domain == domain.id for i in bank.items)
    assert bank.glossary


def test_the_core_asks_six_of_every_dimension_in_all_domains_with_every_gate():
    for bank in (FIRST, SECOND):
        core = bank.core()
        assert [len(core.items_of(Axis.DIMENSION, one.id)) for one in core.dimensions] == [6, 6, 6, 6]
        assert all(core.items_of(Axis.DOMAIN, one.id) for one in core.domains)
        assert all(item.core for item in bank.items if item.gate)


def test_the_second_version_differs_as_it_says():
    found = compare(FIRST, SECOND)
    assert [len(found.of(fate)) for fate in Fate] == [46, 4, 3, 2, 3]
    assert len(found.rules) == 1
    assert all(one.why for one in found.items if one.fate in {Fate.REWORDED, Fate.CHANGED, Fate.RETIRED})
    assert {r.meaning for i in SECOND.items for r in i.replaces} == set(Meaning)
    assert not any(one.before.gate for one in found.of(Fate.RETIRED))


def test_every_sector_has_a_variant_that_speaks_to_every_core_item():
    assert {sector for one in VARIANTS for sector in one.sectors} == set(Sector)
    for one in VARIANTS:
        own = {item.id for item in one.items if item.example and item.evidence}
        assert {item.id for item in FIRST.core().items} <= own, one.id
        assert 2 <= len(one.extension_items) <= 3


@pytest.mark.parametrize("variant", VARIANTS, ids=lambda one: one.id)
@pytest.mark.parametrize("bank", [FIRST, SECOND], ids=lambda bank: bank.id)
def test_no_sector_reads_the_neutral_word_or_another_sectors_example(variant, bank):
    questionnaire = banks.questionnaire(bank, Selection.FULL, variant.sectors[0])
    others = {item.example for one in VARIANTS if one is not variant for item in one.items if item.example}
    for item in questionnaire.bank.items:
        text = " ".join((item.question, item.why, *item.levels, *item.evidence_prompts))
        assert "people we serve" not in text.lower() or variant.people_word == "people we serve"
        assert item.example not in others or not item.example
        assert item.levels != ()
        assert len(item.levels) == 5


def test_the_instruments_have_the_size_that_they_were_made_for():
    assert len(banks.quick_check().items) == 12
    assert {item.parent for item in banks.quick_check().items} <= {item.id for item in FIRST.core().items}
    assert sorted(len(one.items) for one in banks.surveys()) == [6, 16]
    assert len(banks.vignettes().vignettes) == 6
    assert all(80 <= len(one.text.split()) <= 120 for one in banks.vignettes().vignettes)
    assert [one.reference for one in banks.vignettes().vignettes] == [1, 0, 2, 4, 3, 2]
    assert len(banks.training().modules) == 3
    assert len(banks.indicators().indicators) == 26


def test_what_our_bank_covers_is_what_the_documents_say():
    text = (Path(__file__).parents[2] / "docs" / "coverage.md").read_text(encoding="utf-8")
    for bank in (FIRST, SECOND):
        assert coverage_table(bank) in text
