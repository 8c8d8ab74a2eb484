"""Levels that two readers read alike: lacks, absolutes and too much in one level are found; how often and who not are none."""

from __future__ import annotations

from dataclasses import replace

import pytest

from assessment import banks
from assessment.domain.bank.level_style import level_faults, things_in
from assessment.domain.bank.style import remarks
from tests.domain.bank.test_style import GOOD


def said(level):
    return [what for _, what in level_faults(("Has at most talked about it.", level))]


@pytest.mark.parametrize(
    ("level", "word"),
    [
        ("Sends results to managers, with no reply to those who answered.", "no"),
        ("Counts who attended, but not by role.", "not"),
        ("Lists actions that nobody follows up.", "nobody"),
        ("Writes a plan. None of it is dated.", "none"),
        ("Mentions it in one plan, without saying what to do.", "without"),
        ("Uses it in joint cases, unchecked.", "unchecked"),
        ("Has guidance. It depends on the manager.", "depends on"),
        ("Agrees wording. Leaves it to each manager whether to follow it.", "leaves it to"),
        ("Follows up by chance.", "by chance"),
        ("Names a lead who doesn't report.", "doesn't"),
        ("Lacks a date.", "lacks"),
    ],
)
def test_a_lack_above_the_lowest_level_is_found(level, word):
    assert f"says “{word}”, which describes what is missing; say what is there, or “at most”" in said(level)


@pytest.mark.parametrize(
    "level",
    [
        "Tells the results to managers, and at most to one of the two groups.",
        "Uses it in at most a quarter of teams.",
        "Somebody who did not write it has looked at a sample.",
        "Asks a manager who does not report to them.",
        "Someone not involved has checked within 12 months.",
        "Names a notable lead, nobly.",
    ],
)
def test_a_limit_and_who_somebody_is_not_are_no_lack(level):
    assert said(level) == []


def test_the_lowest_level_takes_nothing_and_may_say_what_is_not_there():
    assert list(level_faults(("Has not asked, and nobody will.", "Asks once."))) == []


@pytest.mark.parametrize(
    ("level", "word"),
    [
        ("Staff never press.", "never"),
        ("Always asks first.", "always"),
        ("Asks each person.", "each"),
        ("Asks in every review.", "every"),
        ("Supports everyone.", "everyone"),
        ("Has trained all teams.", "all"),
        ("Reviews each use within a year.", "each"),
    ],
)
def test_an_absolute_is_found(level, word):
    assert f"says “{word}”, which a single exception would break; say how many, such as “at least 80%”" in said(level)
    assert f"level 0: says “{word}”" in " ".join(f"{part}: {what}" for part, what in level_faults((level,)))


@pytest.mark.parametrize(
    "level",
    [
        "Meets every three months.",
        "Checks in every eight weeks.",
        "Repeats it each year, and every 8-week period.",
        "Does all three in at least half of visits.",
        "Lists what is there, if at all.",
    ],
)
def test_how_often_and_a_number_are_no_absolute(level):
    assert said(level) == []


@pytest.mark.parametrize(
    ("level", "count"),
    [
        ("Has a plan.", 1),
        ("Reaches at least half of new people within three months, agency and contracted ones included.", 1),
        ("Brings evidence, or gives or receives a peer review, at least once in 12 months.", 1),
        ("Has forms and records, and steps and reasons for staff and volunteers.", 1),
        ("Discusses progress with the sponsor, and takes a decision. Somebody has checked.", 3),
        ("Keeps a log and records it; somebody outside reads it.", 3),
        ("Asks for letters, records and reports, and names somebody.", 2),
        ("Drafts a plan, names a lead, lists the roles, and has begun.", 4),
        ("They explain why, press gently, and know where support is. Someone else checks.", 4),
        ("Has a list. Has a count. Names a lead, and somebody has checked.", 4),
    ],
)
def test_things_are_counted_by_sentence_and_by_further_verb(level, count):
    assert things_in(level) == count
    assert (f"asks for {count} things; keep to 3" in said(level)) == (count > 3)


@pytest.mark.parametrize(
    ("level", "words"),
    [
        ("Talks about it. Nobody has acted.", "what is missing"),
        ("Tells everyone twice.", "single exception"),
        ("Drafts it, names a lead, lists roles, and has begun. Counts them.", "asks for 5 things"),
    ],
)
def test_a_banks_item_a_sectors_own_question_and_a_quick_check_are_all_looked_at(level, words):
    item = replace(GOOD, levels=(GOOD.levels[0], level, *GOOD.levels[2:]))
    bank = replace(banks.load("trauma-informed-2026"), items=(item,))
    assert any(one.part == "level 1" and words in one.what for one in remarks(bank))
    check = banks.quick_check()
    faulty = replace(check, items=(replace(check.items[0], levels=item.levels), *check.items[1:]))
    assert any(one.item == check.items[0].id and words in one.what for one in remarks(faulty))
    variant = banks.variants()[0]
    own = replace(variant.extension_items[0], levels=item.levels)
    assert any(words in one.what for one in remarks(replace(variant, extension_items=(own,))) if one.item == own.id)


@pytest.mark.parametrize("bank_id", banks.available())
def test_our_levels_set_limits_and_leave_no_hole(bank_id):
    bank = banks.load(bank_id)
    assert "doing better never lowers a level" in bank.about
    for item in bank.items:
        assert "at most" in item.levels[0], item.id
        for text in item.levels:
            assert "quarter to a half" not in text, item.id
            assert "nder a quarter" not in text, item.id
