"""What people can ask for: everything that is held about them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from flask import Blueprint, current_app, redirect, url_for

from assessment.commands.audit import record
from assessment.domain.audit import Kind
from assessment.domain.permissions import Permission
from assessment.reports.personal_data import personal_data
from assessment.web import clock
from assessment.web.access import requires
from assessment.web.account import me
from assessment.web.database import db
from assessment.web.forms import TokenForm

if TYPE_CHECKING:
    from flask import Response
    from flask.typing import ResponseReturnValue

    from assessment.store import models

bp = Blueprint("privacy", __name__)


@bp.post("/account/data")
@requires(Permission.KEEP_ACCOUNT)
def own_data() -> ResponseReturnValue:
    """Everything that is held about whoever asks, as a file."""
    return as_file(me()) if TokenForm().validate() else redirect(url_for("account.show"))


def as_file(person: models.Person) -> Response:
    """Everything that is held about somebody, as a file to download; that it was given is recorded."""
    text = json.dumps(personal_data(db(), person), indent=2, ensure_ascii=False)
    record(db(), Kind.EXPORT, f"person {person.id}", at=clock.now(), done="personal data exported")
    db().commit()
    answer: Response = current_app.response_class(text, mimetype="application/json")
    answer.headers["Content-Disposition"] = f'attachment; filename="fourfold-person-{person.id}.json"'
    answer.headers["Cache-Control"] = "no-store"
    return answer
