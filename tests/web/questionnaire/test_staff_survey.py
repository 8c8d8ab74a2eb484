"""The staff survey."""

from __future__ import annotations


def test_the_staff_survey_is_recorded(lead):
    path = f"/assessments/{lead.world.open}/staff-survey"
    wrong = lead.post(path, {"share_RL": "101", "day": "1", "month": "1", "year": "2026"})
    assert "Realises must be a number from 0 to 100" in wrong.text
    assert "Enter the date of the survey" in lead.post(path, {"share_RL": "64"}).text
    lead.post(path, {"share_RL": "64%", "day": "1", "month": "1", "year": "2026"})
    assert 'value="64"' in lead.get(path).text
    assert "Held on 1 January 2026" in lead.get(f"/assessments/{lead.world.open}/").text
