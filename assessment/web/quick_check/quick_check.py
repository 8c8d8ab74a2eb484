"""The quick check: twelve questions without an account, and nothing kept unless somebody asks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, flash, make_response, redirect, render_template, request, url_for

from assessment import banks
from assessment.commands import ratings
from assessment.domain.instruments.quick_check import quick_result
from assessment.domain.people.permissions import Permission
from assessment.reports.home import home_page
from assessment.store.banks import bank as bank_by_id
from assessment.web.frame import clock, login
from assessment.web.frame.access import public, requires
from assessment.web.frame.database import change, db
from assessment.web.frame.forms import TokenForm

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

    from assessment.domain.assessment.assessment import Assessment
    from assessment.domain.instruments.quick_check import QuickCheck

bp = Blueprint("quick_check", __name__)

SOURCE = "Quick check"


@bp.get("/quick-check/")
@public
def ask() -> ResponseReturnValue:
    """Ask the twelve questions."""
    return _show({}, problem=None)


@bp.post("/quick-check/")
@public
def answer() -> ResponseReturnValue:
    """Show what the answers say. Nothing is kept, so there is nothing that a token would have to protect."""
    check = banks.quick_check()
    given = _given(check)
    if not given:
        return _show(given, problem="Choose a level for at least one question."), 422
    return _result("quick_check/result.html", check, given)


@bp.post("/quick-check/save")
@public
def save() -> ResponseReturnValue:
    """Give the result as a file for somebody to keep on their own device."""
    check = banks.quick_check()
    given = _given(check)
    if not given:
        return redirect(url_for(".ask"))
    response = make_response(_result("quick_check/saved.html", check, given))
    response.headers["Content-Disposition"] = 'attachment; filename="quick-check.html"'
    return response


@bp.post("/quick-check/carry")
@requires(Permission.SEE_HOME)
def carry() -> ResponseReturnValue:
    """Ask into which assessment the answers are to be carried."""
    check = banks.quick_check()
    today = clock.today()
    page = home_page(db(), login.me(), today=today)
    within = [one.assessment for one in page.tasks if one.assessment and one.assessment.takes_answers(today)]
    return render_template("quick_check/carry.html", given=_given(check), assessments=within)


@bp.post("/assessments/<number:assessment_id>/quick-check")
@requires(Permission.ANSWER)
def keep(assessment: Assessment) -> ResponseReturnValue:
    """Keep the answers as one person's own view of the items that the questions stand for."""
    tasks = redirect(url_for("tasks.show", assessment_id=assessment.id))
    if not TokenForm().validate():
        flash("This page was open for a long time. Press the button again.")
        return tasks
    check = banks.quick_check()
    levels = {item.parent: level for item in check.items if (level := _given(check).get(item.id)) is not None}
    with change() as session:
        kept = ratings.rate(session, assessment, levels, by=login.me().id, source=SOURCE, at=clock.now())
    flash(f"We added your quick check: {kept} of your levels now show next to the questions, as your own view.")
    return tasks


def _given(check: QuickCheck) -> dict[str, int]:
    levels = {str(n): n for n in range(len(check.items[0].levels))}
    return {item.id: levels[value] for item in check.items if (value := request.form.get(item.id, "")) in levels}


def _show(given: dict[str, int], *, problem: str | None) -> str:
    check = banks.quick_check()
    bank = bank_by_id(db(), check.bank)
    return render_template("quick_check/ask.html", check=check, bank=bank, given=given, problem=problem)


def _result(template: str, check: QuickCheck, given: dict[str, int]) -> str:
    bank = bank_by_id(db(), check.bank)
    result = quick_result(check, bank, given)
    return render_template(template, check=check, bank=bank, result=result, today=clock.today())
