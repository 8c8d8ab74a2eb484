"""How this installation protects small groups, and the group that a year's results are shown against."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import current_app

from assessment.reports import area
from assessment.reports.members import Disclosure
from assessment.web.frame import clock
from assessment.web.frame.database import db

if TYPE_CHECKING:
    from assessment.domain.area.cycles import Cycle
    from assessment.reports.area import Group


def group_of_year(cycle: Cycle) -> Group | None:
    """Everybody in a released year, to show one organisation's result against."""
    return area.group(db(), cycle, disclosure()) if cycle.released_at else None


def disclosure() -> Disclosure:
    """How this installation protects small groups."""
    settings = current_app.config["SETTINGS"]
    return Disclosure(settings.suppression_threshold, settings.secret_key, clock.today())
