"""Everything that is held about somebody, as a file."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from flask import current_app

from assessment.commands.audit import record
from assessment.domain.trust.audit import Kind
from assessment.reports.personal_data import personal_data
from assessment.web.frame import clock
from assessment.web.frame.database import change, db

if TYPE_CHECKING:
    from flask import Response

    from assessment.domain.people.person import Person


def personal_data_file(person: Person) -> Response:
    """Everything that is held about somebody, as a file to download; that it was given is recorded."""
    text = json.dumps(personal_data(db(), person), indent=2, ensure_ascii=False)
    with change() as session:
        record(session, Kind.EXPORT, f"person {person.id}", at=clock.now(), done="personal data exported")
    answer: Response = current_app.response_class(text, mimetype="application/json")
    answer.headers["Content-Disposition"] = f'attachment; filename="fourfold-person-{person.id}.json"'
    answer.headers["Cache-Control"] = "no-store"
    return answer
