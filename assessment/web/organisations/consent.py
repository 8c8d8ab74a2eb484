"""How an organisation is shown to others: what was decided, and a form to decide anew."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, flash, redirect, render_template, url_for

from assessment.commands import consent as commands
from assessment.domain.area.consent import Standing, choices_of, standing
from assessment.domain.people.permissions import Permission
from assessment.store.consent import decisions_of, requests_to
from assessment.store.partnerships import partnerships_of
from assessment.web.frame import clock, login
from assessment.web.frame.access import requires
from assessment.web.frame.database import change, db
from assessment.web.organisations.forms import ConsentForm
from assessment.web.parts.published import disclosure

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

    from assessment.domain.area.organisations import Organisation, Partnership

bp = Blueprint("consent", __name__, url_prefix="/organisations/<ref:reference>/consent")


@bp.get("/")
@requires(Permission.DECIDE_CONSENT)
def show(organisation: Organisation) -> ResponseReturnValue:
    """Show how an organisation appears today, and what it decided."""
    return _show(organisation)


@bp.post("/")
@requires(Permission.DECIDE_CONSENT)
def decide(organisation: Organisation) -> ResponseReturnValue:
    """Record a decision; a name that is taken back goes on the day on which it holds."""
    form = ConsentForm().offer([place for place, _, _ in _places(organisation)])
    if not form.validate():
        return _show(organisation, form), 422
    wanted = commands.Consent(
        Standing(form.standing.data),
        form.starts_on.data,
        form.decided_by.data,
        form.ends_on.data,
        int(form.partnership.data) if form.partnership.data else None,
    )
    with change() as session:
        commands.decide(session, organisation, wanted, by=login.me().id, at=clock.now())
    flash("Your decision is recorded.")
    return redirect(url_for(".show", reference=organisation.reference))


def _places(organisation: Organisation) -> list[tuple[Partnership, bool, str]]:
    outside = [(one.partnership, False, one.reason) for one in requests_to(db(), organisation.id)]
    return [*((one, True, "") for one in partnerships_of(db(), organisation.id)), *outside]


def _show(organisation: Organisation, form: ConsentForm | None = None) -> str:
    decisions, places, today = decisions_of(db(), organisation.id), _places(organisation), clock.today()
    choices = choices_of(decisions)
    in_area = standing(choices, None, on=today)
    rows = [("The whole area", "", in_area)]
    for place, belongs, reason in places:
        rows.append((place.name, reason, standing(choices, place.id, on=today, belongs=belongs)))
    form = form or ConsentForm(formdata=None, standing=in_area.value, starts_on=today)
    return render_template(
        "organisations/consent.html",
        organisation=organisation,
        form=form.offer([place for place, _, _ in places]),
        rows=rows,
        decisions=decisions,
        threshold=disclosure().threshold,
    )
