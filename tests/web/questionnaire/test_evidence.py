"""Evidence beside an answer."""

from __future__ import annotations

from tests.web.questionnaire.answering import EVIDENCE, ITEM, address, save


def test_evidence_is_saved_with_the_answer_and_its_weight_is_shown(lead):
    answer = save(lead, level="4", action="evidence", **EVIDENCE)
    assert answer.location.endswith(f"{ITEM}#evidence")
    page = lead.get(address(lead)).text
    assert "Minutes of March" in page
    assert "carries it up to <strong>level 3</strong>" in page


def test_evidence_is_removed_only_after_asking(lead, lite):
    save(lead, level="2", action="evidence", **EVIDENCE)
    asked = lead.post(address(lead), {"version": "1", "level": "2", "action": "remove-1"})
    assert asked.location.endswith("/evidence/1/remove")
    assert "Remove this evidence?" in lead.get(asked.location).text
    lead.post(asked.location)
    assert "Nothing is listed yet" in lead.get(address(lead)).text


def test_a_fourth_piece_is_refused_with_everything_typed_still_there(lead):
    for version in range(3):
        piece = EVIDENCE | {"title": f"Minutes of meeting {version}"}
        save(lead, level="2", version=str(min(version, 1)), action="evidence", **piece)
    assert "Add a piece of evidence" not in lead.get(address(lead)).text
    answer = save(lead, level="3", version="1", note="typed", action="evidence", **EVIDENCE)
    assert answer.status_code == 422
    assert "An item can have 3 pieces of evidence" in answer.text
    assert "typed" in answer.text
