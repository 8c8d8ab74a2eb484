"""How an organisation is shown to others: what was decided, and a form to decide anew."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, flash, redirect, render_template, url_for

from assessment.commands import consent as commands
from assessment.domain.area.consent import Standing, standing
from assessment.domain.people.permissions import Permission
from assessment.store.consent import choices_of, decisions_of, requests_to, standing_in_area
from assessment.web.frame import clock, login
from assessment.web.frame.access import requires
from assessment.web.frame.database import db
from assessment.web.organisations.forms import ConsentForm

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

    from assessment.domain.area.organisations import Organisation, Partnership

bp = Blueprint("consent", __name__, url_prefix="/organisations/<ref:reference>/consent")


@bp.get("/")
@requires(Permission.DECIDE_CONSENT)
def show(organisation: Organisation) -> ResponseReturnValue:
    """Show how an organisation appears today, and what it decided."""
    return _show(organisation, ConsentForm(formdata=None, standing=_today(organisation).value, starts_on=clock.today()))


@bp.post("/")
@requires(Permission.DECIDE_CONSENT)
def decide(organisation: Organisation) -> ResponseReturnValue:
    """Record a decision; comparisons follow it at once."""
    form = _offered(organisation, ConsentForm())
    if not form.validate():
        return _show(organisation, form), 422
    wanted = commands.Consent(
        Standing(form.standing.data),
        form.starts_on.data,
        form.decided_by.data,
        form.ends_on.data,
        int(form.partnership.data) if form.partnership.data else None,
    )
    commands.decide(db(), organisation, wanted, by=login.me().id, at=clock.now())
    db().commit()
    flash("Your decision is recorded, and comparisons follow it at once.")
    return redirect(url_for(".show", reference=organisation.reference))


def _today(organisation: Organisation) -> Standing:
    return standing_in_area(db(), organisation.id, on=clock.today())


def _places(organisation: Organisation) -> list[tuple[Partnership, bool, str]]:
    asked = [(one.partnership, False, one.reason) for one in requests_to(db(), organisation.id)]
    return [*((one, True, "") for one in organisation.partnerships), *asked]


def _offered(organisation: Organisation, form: ConsentForm) -> ConsentForm:
    return form.offer([place for place, _, _ in _places(organisation)])


def _show(organisation: Organisation, form: ConsentForm) -> str:
    decisions, today = decisions_of(db(), organisation.id), clock.today()
    choices = choices_of(decisions)
    rows = [("The whole area", "", standing(choices, None, on=today))]
    for place, belongs, reason in _places(organisation):
        rows.append((place.name, reason, standing(choices, place.id, on=today, belongs=belongs)))
    return render_template(
        "organisations/consent.html",
        organisation=organisation,
        form=_offered(organisation, form),
        rows=rows,
        decisions=decisions,
    )
