"""What the Project Lead sees of the area."""

from __future__ import annotations

from assessment.domain.people.permissions import Role


def test_the_project_lead_sees_states_and_no_answers(visitor):
    page = visitor.be(Role.PROJECT_LEAD).soup("/status")
    assert "In progress" in page.text
    assert visitor.get(f"/assessments/{visitor.world.open}/").status_code == 404
