"""The first bank gives the worked example as it was worked out by hand."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from assessment import banks
from assessment.domain.assessment.answers import Answer
from assessment.domain.assessment.conditions import Context
from assessment.domain.assessment.journey import journey
from assessment.domain.assessment.records import answer_from, scorecard_record
from assessment.domain.assessment.scorecard import State
from assessment.domain.assessment.scoring import score
from tests.domain.assessment.worked_example import ANSWERS

BANK = banks.load("trauma-informed-2026")


def test_the_first_bank_gives_the_worked_example():
    card = score(BANK, ANSWERS)
    assert [card.state(state).overall for state in State] == [60.1, 56.3, 55.4]
    assert list(card.moderated.dimensions.values()) == [67.3, 48.1, 58.3, 48.1]
    found = journey(BANK, card, ANSWERS, Context(pulse_age_months=5, moderated=True))
    assert (found.stage.id, found.basis) == ("sensitive", State.MODERATED)
    open_until_next = [c for c in found.conditions if not c.holds and c.stage == "responsive"]
    assert [c.subject or c.kind.value for c in open_until_next] == ["RP-GOV-1", "RP-POL-1", "evidence_confidence"]


def test_landmarks_of_the_thresholds_stand_where_the_scale_puts_them():
    for level, stage in ((0, "getting-ready"), (1, "aware"), (2, "sensitive"), (3, "responsive")):
        answers = {item.id: answer(level) for item in BANK.items}
        found = journey(BANK, score(BANK, answers), answers, Context(pulse_age_months=1, moderated=True))
        assert found.stage.id == stage


def answer(level: int):
    return Answer(level, "E3", lived_experience=True)


@pytest.mark.parametrize("path", sorted((Path(__file__).parent / "golden").glob("*.json")), ids=lambda path: path.stem)
def test_every_published_bank_gives_what_was_worked_out_apart(path):
    golden = json.loads(path.read_text(encoding="utf-8"))
    bank = banks.load(path.stem)
    found = scorecard_record(score(bank, {key: answer_from(one) for key, one in golden["answers"].items()}))
    expected = golden["expected"]
    for name in ("asked", "answered", "not_applicable"):
        assert found[name] == expected[name]
    for state, figures in expected["states"].items():
        for name, figure in figures.items():
            assert found["states"][state][name] == figure, (state, name)


def test_every_published_bank_has_its_golden_file():
    assert {path.stem for path in (Path(__file__).parent / "golden").glob("*.json")} == set(banks.available())
