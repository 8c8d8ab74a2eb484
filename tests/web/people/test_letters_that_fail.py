"""An invitation that no mail server takes: whoever sent it learns of it where they look for it."""

from __future__ import annotations

from pathlib import Path

import pytest

from assessment.config import MailServer
from assessment.domain.people.permissions import Role
from assessment.mail import Carrier, Outbox
from tests.services import free_port

OURS = "/organisations/lighthouse/people/"
NEW = {"name": "Sam Okafor", "email": "sam@nowhere.example", "role": "contributor"}


@pytest.fixture
def carrier(app, settings) -> Carrier:
    outbox = Outbox(Path(settings.instance) / "outbox", "fourfold@area.example.org")
    app.extensions["post"] = Carrier(MailServer("127.0.0.1", free_port(), plain=True), outbox)
    return app.extensions["post"]


def test_the_inviter_learns_that_a_letter_failed_until_another_is_on_its_way(visitor, carrier):
    lead = visitor.be(Role.ORGANISATION_LEAD)
    assert "Email not delivered" not in lead.get(OURS).text
    lead.post(OURS, NEW)
    carrier.finish()
    assert "Email not delivered" in lead.get(OURS).text
