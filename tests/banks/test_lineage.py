"""Versions of a bank file: what it may say of the one before, and that a published one never changes."""

from __future__ import annotations

import pytest

from assessment import banks
from assessment.banks.published import as_published, changes_since, digest, record, recorded_for, require_unchanged
from tests.banks.test_banks import DATA

FIRST = (DATA / "smallest.yaml").read_text(encoding="utf-8")


def second(more="", old="", new=""):
    text = FIRST.replace("id: smallest\n", f"id: second\nreplaces: {{bank: smallest}}\n{more}")
    assert not old or old in text
    return text.replace(old, new) if old else text


def said(text, name="second"):
    first = banks.parse(FIRST.encode(), name="smallest")
    return [str(one) for one in banks.check(text.encode(), name=name, lookup={"smallest": first}.get)]


def test_a_version_with_the_same_words_needs_to_say_nothing():
    assert said(second()) == []


def test_other_words_have_to_say_whether_they_mean_the_same():
    question = next(line.strip() for line in FIRST.splitlines() if "question:" in line)
    changed = second("", question, f"{question} Anew?")
    (problem,) = said(changed)
    assert "does not say whether its meaning is the same" in problem
    item_id = next(
        line.split("id:")[1].split(",")[0].strip() for line in FIRST.split("items:")[1].splitlines() if "id:" in line
    )
    declared = changed.replace(
        question + " Anew?", f"{question} Anew?\n    replaces: [{{item: {item_id}, meaning: same}}]"
    )
    assert said(declared) == []
    (problem,) = said(declared.replace(f"item: {item_id}, meaning", "item: NOTHING, meaning"))
    assert "no item of smallest" in problem


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ("retired: [{id: NOTHING}]\n", "is no item of smallest"),
        ("retired: [{id: A-1}]\n", "is still asked or replaced"),
    ],
)
def test_retired_items_are_those_that_are_gone(more, words):
    more = more.replace("A-1", banks.parse(FIRST.encode(), name="smallest").items[0].id)
    assert any(words in line for line in said(second(more)))


def test_an_item_cannot_vanish_silently():
    first = banks.parse(FIRST.encode(), name="smallest").items[0].id
    assert any(f"leaves out {first}" in line for line in said(second("", f"id: {first}", "id: OTHER")))


def test_a_bank_that_is_not_to_be_found_cannot_be_followed():
    assert any("is not to be found" in line for line in said(second().replace("bank: smallest", "bank: elsewhere")))


def test_levels_of_the_scale_before_have_to_fit():
    top = banks.parse(FIRST.encode(), name="smallest").top_level
    right = ", ".join(str(n) for n in range(top + 1))
    for levels, words in ((f"{right}, {top}", "entries"), (right.replace("0", "9"), "the highest level is")):
        assert any(words in line for line in said(second().replace("smallest}", f"smallest, levels: [{levels}]}}")))
    assert said(second().replace("smallest}", f"smallest, levels: [{right}]}}")) == []


def test_replacing_needs_a_version_to_replace():
    assert any(
        "replaces" in line for line in said(FIRST.replace("items:", "retired: [{id: A}]\nitems:"), name="smallest")
    )


def test_what_was_published_is_recorded_place_by_place():
    data = FIRST.encode()
    recorded = record(data)
    assert changes_since(data, recorded) == ()
    assert changes_since(FIRST.replace("\n", "\r\n").encode() + b"\n# a comment\n", recorded) == ()
    question = next(line for line in FIRST.splitlines() if "question:" in line)
    (problem,) = changes_since(FIRST.replace(question, question + " Now?").encode(), recorded)
    assert problem.line == FIRST.splitlines().index(question) + 1
    assert problem.place.endswith(".question")
    assert problem.problem == "was changed"
    assert any(one.problem == "was added" for one in changes_since(second().encode(), recorded))


def test_publishing_changes_the_status_and_nothing_else():
    draft = FIRST.replace("status: published", "status: draft")
    published = as_published(draft.encode()).decode()
    assert banks.parse(published.encode(), name="smallest").published
    assert [a for a, b in zip(draft.splitlines(), published.splitlines(), strict=True) if a != b] == [
        line for line in draft.splitlines() if line.startswith("status:")
    ]
    assert digest(published.encode()) == digest(FIRST.encode()) or "status: draft" in FIRST


def test_every_published_bank_is_recorded_and_unchanged():
    require_unchanged()
    for bank_id in banks.available():
        assert banks.load(bank_id).published == (recorded_for(bank_id) is not None)


def test_a_changed_published_bank_is_refused_with_the_place(monkeypatch):
    bank_id = next(one for one in banks.available() if recorded_for(one))
    data = banks.source(bank_id).replace(b"title:", b"title: Not", 1)
    monkeypatch.setattr("assessment.banks.published.source", lambda one: data if one == bank_id else banks.source(one))
    with pytest.raises(banks.BankFaulty, match=rf"{bank_id}.yaml, title: was changed"):
        require_unchanged()


def test_a_status_that_cannot_be_changed_is_said():
    flow = b"{format: 1, status: draft}"
    with pytest.raises(banks.BankFaulty, match="on a line of its own"):
        as_published(flow)
