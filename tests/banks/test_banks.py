"""Banks: everything that is wrong is said at once, with its line, and never by a traceback."""

from __future__ import annotations

import functools
import re
from copy import deepcopy
from operator import getitem
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from assessment import banks
from assessment.domain.bank.question_bank import Axis
from assessment.domain.bank.rules import ConditionKind, NotApplicable

DATA = Path(__file__).parent / "data"
SMALL = (DATA / "smallest.yaml").read_text(encoding="utf-8")
STAGES = "stages:\n  - {id: one, name: One, conditions: [{kind: overall, needs: 10}]}\n"


def problems(text: str | bytes) -> list[str]:
    return [str(one) for one in banks.check(text if isinstance(text, bytes) else text.encode(), name="smallest")]


@pytest.mark.parametrize("bank_id", banks.available())
def test_every_installed_bank_is_in_order(bank_id):
    assert banks.load(bank_id).id == bank_id


@pytest.mark.parametrize("path", sorted(DATA.glob("*.yaml")), ids=lambda path: path.stem)
def test_banks_of_other_shapes_load(path):
    assert banks.read(path).items


def test_the_first_bank_holds_the_core_and_all_domains():
    bank = banks.load("trauma-informed-2026")
    core = [item for item in bank.items if item.core]
    assert len(core) == 24
    assert sum(item.gate for item in bank.items) == 18
    assert all(item.core for item in bank.items if item.gate)
    assert {item.domain for item in core} == {domain.id for domain in bank.domains}
    assert len(bank.domains) == 10
    assert [sum(item.dimension == one.id for item in core) for one in bank.dimensions] == [6, 6, 6, 6]


def test_every_item_of_the_first_bank_is_written_out():
    bank = banks.load("trauma-informed-2026")
    for item in bank.items:
        assert len(set(item.levels)) == 5, item.id
        assert all(len(level.split()) <= 40 for level in item.levels), item.id
        assert 2 <= len(item.evidence_prompts) <= 4, item.id
        assert item.why, item.id
        assert item.tipping_point, item.id
        assert item.sources, item.id
        assert len(item.title) <= 60, item.id
        assert "Stub" not in item.title


def test_conditions_that_stand_for_several_are_written_out():
    bank = banks.load("trauma-informed-2026")
    informed = bank.stages[-1]
    kinds = [requirement.kind for requirement in informed.requirements]
    assert (kinds.count(ConditionKind.DIMENSION), kinds.count(ConditionKind.DOMAIN)) == (4, 10)
    assert kinds.count(ConditionKind.GATE) == 18


def test_gate_items_apply_to_everybody_unless_the_bank_says_otherwise():
    bank = banks.load("trauma-informed-2026")
    exempt = {item.id for item in bank.items if item.not_applicable is NotApplicable.NO_PUBLIC_CONTACT}
    assert exempt == {"RC-SUP-1", "RR-POL-1"}
    assert all(item.not_applicable is not NotApplicable.ALLOWED for item in bank.items if item.gate)


def test_groups_know_their_items():
    bank = banks.read(DATA / "three-dimensions.yaml")
    assert [item.id for item in bank.items_of(Axis.DIMENSION, "MEET")] == ["MEET-1", "MEET-2"]


@pytest.mark.parametrize(
    ("find", "replace", "expected"),
    [
        ("title: One", "titel: One", "line 3, titel: is an unknown key; did you mean `title`?"),
        ("dimension: PARK\n", "dimension: PARC\n", "line 18, items[0].dimension: names the dimension 'PARC', which the bank does not have; did you mean 'PARK'?"),
        ("levels: [There is none, There", "levels: [There is none, One, There", "line 21, items[0].levels: has 3 descriptions, the scale has 2 levels; write one description for each level"),
        ("cap: 1", "cap: 2", "line 13, evidence.grades[0].cap: is 2, the highest level is 1; write 0 to 1"),
        ("id: smallest", "id: small", "line 2, id: is 'small', the file is 'smallest'; let both be the same"),
        ('version: "1"', "version: 1", "line 4, version: is 1, not text; put it in quotes"),
        ("status: draft", "status: drafted", "line 5, status: is 'drafted'; write one of 'draft' or 'published'; did you mean 'draft'?"),
        ("title: A dry place", "title: A dry place\n    title: B", "line 20, items[0].title: appears twice; keep one of the two; the first is higher up"),
        ("    dimension: PARK\n", "    dimension: PARK\n    gate: no\n", "line 19, items[0].gate: is 'no'; write `true` or `false`"),
        ("title: A dry place", "title:", "line 19, items[0].title: is None, not text; write text"),
        ("id: smallest", "id: Caf-4.0", "line 2, id: is 'Caf-4.0'; use up to 60 small letters, digits and hyphens, with a letter or digit first"),
        ("    dimension: PARK\n", "    dimension: PARK\n    scale: 5\n", "line 19, items[0].scale: is an unknown key; it belongs at the top of the file, beside `format`"),
        ("    - {name: No}\n", "", "line 8, scale.levels: has 1 entry; write at least 2"),
    ],
)  # fmt: skip
def test_a_fault_is_told_with_its_line_and_a_remedy(find, replace, expected):
    assert find in SMALL
    assert expected in problems(SMALL.replace(find, replace, 1))


def test_what_no_answer_can_reach_or_tell_apart_is_told():
    alike = SMALL.replace("[There is none, There is one that everybody may use]", "[There is one, there is  one]")
    assert "items[0].levels[1]: says the same as level 0" in " ".join(problems(alike))
    weak = SMALL.replace("cap: 1", "cap: 0")
    assert "support level 0 at most, so nobody can reach level 1" in " ".join(problems(weak))


def places(value, path=()):
    """Every place of a file, by the keys and numbers that lead to it."""
    yield path
    for key, one in value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ():
        yield from places(one, (*path, key))


@pytest.mark.parametrize("odd", [[], {}, 5, -1, 1.5, True, "x !", None, [1], {"a": 1}], ids=repr)
def test_no_message_speaks_the_language_of_a_library(odd):
    """Something odd in every place of a file in turn gets words that its author knows."""
    whole = yaml.safe_load(SMALL + STAGES)
    for *way, last in filter(None, places(whole)):
        spoilt = deepcopy(whole)
        functools.reduce(getitem, way, spoilt)[last] = odd
        for told in problems(yaml.safe_dump(spoilt, sort_keys=False)):
            assert not re.search(r"Schema|instance|valid |[Ii]nput|pydantic|should|validation", told), told


@pytest.mark.parametrize(
    ("condition", "expected"),
    [
        ("{kind: gate, subject: PARK-1, needs: 1}", "has the subject 'PARK-1', which is no item flagged `gate: true`"),
        ("{kind: gates, subjects: [X], needs: 1}", "names 'X', which is no item flagged `gate: true`"),
        ("{kind: gates, needs: 1}", "has no subjects"),
        ("{kind: overall, needs: 101}", "needs 101; write a number from 0 to 100"),
        ("{kind: overall, needs: many}", "needs 'many'; write a number"),
        ("{kind: overall, subject: PARK, needs: 10}", "has a subject, which 'overall' does not take"),
        ("{kind: domain, subject: X, needs: 10}", "has the subject 'X', which is no domain"),
        ("{kind: moderated, needs: 1}", "needs 1; write `needs: true`"),
        ("{kind: earlier_stage, needs: far}", "needs the stage 'far', which the bank does not have"),
        ("{kind: earlier_stage, needs: one}", "asks the first stage for an earlier one"),
        ("{kind: every_domain, needs: 10}", "asks for every domain, and the bank has none"),
        ("{kind: overal, needs: 10}", "did you mean 'overall'?"),
    ],
)
def test_a_condition_that_cannot_be_met_is_told(condition, expected):
    text = SMALL + f"stages:\n  - id: one\n    name: One\n    conditions:\n      - {condition}\n"
    assert any(expected in one and one.startswith("line 26") for one in problems(text)), problems(text)


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"", "is empty"),
        (b"\n  \n", "is empty"),
        (b"\xff\xfe", "line 1, file: is not UTF-8 text"),
        (b"a: &x [1]\nb: *x", "line 1, file: uses an anchor or alias"),
        (b"a: *x", "uses an anchor or alias"),
        (b"a: !!python/object/apply:os.system [ls]", "uses a tag"),
        (b"a: [", "is not YAML"),
        (b"a:\n\t- b", "line 2, file: is not YAML"),
        (b"- 1", "is not a bank"),
        (b"just words", "is not a bank"),
        (b"---\na: 1\n---\nb: 2", "line 3, file: contains several documents"),
        (b"a: \x00", "is not YAML"),
        (b"{[a]: b}", "has a key that is not a word"),
        (b"[" * 3000, "is nested too deeply"),
        (b"a: " + b"x" * (2 * 1024 * 1024), "is larger than 2 MB"),
    ],
)
def test_what_is_no_bank_at_all_gets_a_message(data, expected):
    assert expected in problems(data)[0]


def test_a_file_that_is_not_there_gets_a_message(tmp_path):
    assert "cannot be read" in str(banks.check_file(tmp_path / "none.yaml")[0])


def test_an_unknown_bank_is_told_with_those_that_are_known():
    with pytest.raises(banks.UnknownBank, match="trauma-informed-2026"):
        banks.load("nothing")


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=200) | st.text(max_size=200).map(str.encode))
def test_whatever_bytes_are_given_there_is_a_message(data):
    assert problems(data)


@settings(max_examples=150, deadline=None)
@given(st.integers(0, len(SMALL) - 1), st.integers(0, 40), st.text(max_size=12))
def test_a_damaged_bank_is_refused_or_read_but_never_breaks(start, length, put):
    damaged = (SMALL[:start] + put + SMALL[start + length :]).encode()
    assert isinstance(banks.check(damaged, name="smallest"), tuple)
