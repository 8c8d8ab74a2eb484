"""Download everything we hold about you."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, redirect, url_for

from assessment.domain.people.permissions import Permission
from assessment.web.account.account import me
from assessment.web.frame.access import requires
from assessment.web.frame.forms import TokenForm
from assessment.web.parts.personal_data_file import personal_data_file

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue


bp = Blueprint("own_data", __name__)


@bp.post("/account/data")
@requires(Permission.KEEP_ACCOUNT)
def download() -> ResponseReturnValue:
    """Everything we hold about the person who asks, as a file."""
    return personal_data_file(me()) if TokenForm().validate() else redirect(url_for("account.show"))
