"""Whoever writes what may be somebody's details is asked, and not blocked."""

from __future__ import annotations

import pytest


def save(lead, **data):
    path = f"/assessments/{lead.world.open}/items/RL-GOV-1"
    return lead.post(path, {"level": "2", "version": "0", **data}, seen=path)


@pytest.mark.parametrize(
    "note",
    [
        "Agreed with Sarah Jones",
        "ring 07700 900123",
        "see a.person@example.org",
        "NHS number 943 476 5919",
        "case 12345/26",
    ],
)
def test_a_note_with_likely_details_is_asked_about_and_kept_on_the_page(lead, note):
    asked = save(lead, note=note)
    assert asked.status_code == 422
    assert "looks like" in asked.text
    assert note in asked.text
    assert "nobody can be identified" in asked.text


def test_the_writer_decides(lead):
    assert save(lead, note="Agreed with Sarah Jones", looked="y").status_code == 302


def test_what_was_looked_at_once_is_not_asked_about_again(lead):
    save(lead, note="Agreed with Sarah Jones", looked="y")
    assert save(lead, note="Agreed with Sarah Jones", level="3", version="1").status_code == 302
    assert save(lead, note="Agreed with Sarah Jones and Tom Hill", level="3", version="2").status_code == 422


@pytest.mark.parametrize("note", ["Agreed at the board in March", "Lighthouse told us", ""])
def test_ordinary_notes_are_not_asked_about(lead, note):
    assert save(lead, note=note).status_code == 302
