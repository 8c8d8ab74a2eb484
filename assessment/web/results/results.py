"""One organisation's result of a year, and its progress over the years."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flask import Blueprint, render_template
from markupsafe import Markup

from assessment import figures
from assessment.domain.people.permissions import Permission
from assessment.reports.origins import origins
from assessment.reports.progress import progress as progress_report
from assessment.reports.results import result_page
from assessment.web.frame import clock
from assessment.web.frame.access import requires
from assessment.web.frame.database import db
from assessment.web.frame.fragments import fragment
from assessment.web.parts.published import group_of_year

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

    from assessment.domain.area.organisations import Organisation
    from assessment.domain.assessment.assessment import Assessment

bp = Blueprint("results", __name__)


@bp.get("/assessments/<number:assessment_id>/results")
@requires(Permission.SEE_RESULTS)
def show(assessment: Assessment) -> ResponseReturnValue:
    """Show a result: the stage and why, strengths and next steps, what changed, how sure it is, charts and tables."""
    if assessment.is_final:
        content = fragment("results/content.html", (assessment.id,), lambda: _content(assessment))
    else:
        content = Markup(render_template("results/content.html", **_content(assessment)))  # noqa: S704 - ours
    return render_template("results/show.html", assessment=assessment, content=content)


@bp.get("/organisations/<ref:reference>/progress")
@requires(Permission.SEE_RESULTS)
def progress(organisation: Organisation) -> ResponseReturnValue:
    """Show an organisation's way over the years."""
    page = progress_report(db(), organisation)
    return render_template(
        "results/progress.html",
        organisation=organisation,
        page=page,
        chart=figures.of_progress(page),
        said=figures.words_of_progress(page),
        origins=origins(db(), organisation),
    )


def _content(assessment: Assessment) -> dict[str, Any]:
    page = result_page(db(), assessment, on=clock.today())
    group = group_of_year(assessment.cycle)
    return {
        "assessment": assessment,
        "page": page,
        "said": figures.words_of_result(page),
        "charts": figures.of_result(page, group),
        "group": group,
    }
