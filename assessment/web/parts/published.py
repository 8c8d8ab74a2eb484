"""What has been published, and the group that a year's results are shown against."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import current_app

from assessment.domain.area.publication import Disclosure
from assessment.reports import area
from assessment.store.publications import latest_publications
from assessment.store.revision import remembered
from assessment.web.frame.database import db

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assessment.domain.area.cycles import Cycle
    from assessment.domain.area.published import Publication
    from assessment.reports.area import Group


def disclosure() -> Disclosure:
    """How this installation protects small groups."""
    settings = current_app.config["SETTINGS"]
    return Disclosure(settings.suppression_threshold, settings.secret_key)


def published_years() -> Sequence[Publication]:
    """The latest publication of each published year, the latest year first."""
    return remembered(db(), "published years", lambda: latest_publications(db()))


def group_of_year(cycle: Cycle) -> Group | None:
    """The whole area in a year, to show one organisation's result against; None before it is published."""
    found = next((one for one in published_years() if one.cycle.id == cycle.id), None)
    return area.whole_area(db(), found) if found else None
