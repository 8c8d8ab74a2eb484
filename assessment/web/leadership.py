"""Compare: a few organisations over one another, all of them side by side, as a heat map, and the area's stages."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from flask import Blueprint, current_app, redirect, render_template, request, url_for

from assessment.domain.bank import Axis
from assessment.domain.permissions import Permission
from assessment.reports import area
from assessment.reports.area import Disclosure, Filters, Group
from assessment.store.area import partnerships, released_cycles
from assessment.web import figures
from assessment.web.access import requires
from assessment.web.database import db

if TYPE_CHECKING:
    from collections.abc import Sequence

    from flask.typing import ResponseReturnValue

    from assessment.store import models

bp = Blueprint("leadership", __name__, url_prefix="/compare")

MOST_CHOSEN = 3
PER_PAGE = 24


@dataclass(frozen=True, slots=True)
class Choice:
    """What a reader has chosen to look at, and what there is to choose from."""

    cycle: models.Cycle
    cycles: Sequence[models.Cycle]
    filters: Filters
    sector: str
    partnership: str
    group: Group | None
    axis: Axis

    @property
    def query(self) -> dict[str, str | int]:
        """The choice as it stands in an address."""
        chosen = {"year": self.cycle.year, "sector": self.sector, "partnership": self.partnership}
        return {name: value for name, value in chosen.items() if value} | {"by": self.axis.value}


@bp.get("/")
@requires(Permission.COMPARE)
def overlay() -> ResponseReturnValue:
    """Lay up to three organisations over one another."""
    choice = _choice()
    if choice is None:
        return render_template("leadership/nothing.html")
    wanted = request.args.getlist("organisation")
    chosen = choice.group.named(wanted)[:MOST_CHOSEN] if choice.group else ()
    return render_template(
        "leadership/overlay.html",
        choice=choice,
        wanted=wanted,
        chosen=chosen,
        too_many=len(set(wanted)) > MOST_CHOSEN,
        charts=figures.of_overlay(choice.group, chosen) if choice.group else None,
    )


@bp.get("/everyone")
@requires(Permission.COMPARE)
def everyone() -> ResponseReturnValue:
    """Show a small radar for every organisation, with the group's median behind it."""
    choice = _choice()
    if choice is None:
        return redirect(url_for(".overlay"))
    page, pages, members = _page(choice.group)
    return render_template(
        "leadership/everyone.html",
        choice=choice,
        page=page,
        pages=pages,
        members=[(member, figures.small_radar(choice.group, member, choice.axis)) for member in members],
    )


@bp.get("/heat-map")
@requires(Permission.COMPARE)
def heat_map() -> ResponseReturnValue:
    """Show every organisation's figures in one table."""
    choice = _choice()
    if choice is None:
        return redirect(url_for(".overlay"))
    page, pages, members = _page(choice.group)
    chart = figures.of_heat_map(choice.group, members, choice.axis) if choice.group else None
    return render_template("leadership/heat_map.html", choice=choice, page=page, pages=pages, chart=chart)


@bp.get("/stages")
@requires(Permission.COMPARE)
def stages() -> ResponseReturnValue:
    """Show how many organisations stood at each stage, year by year."""
    choice = _choice()
    if choice is None:
        return redirect(url_for(".overlay"))
    flow = area.stage_flow(db(), choice.cycles, disclosure().threshold)
    return render_template("leadership/stages.html", choice=choice, flow=flow, chart=flow and figures.of_stages(flow))


def group_of_year(cycle: models.Cycle) -> Group | None:
    """Everybody in a released year, to show one organisation's result against."""
    return area.group(db(), cycle, disclosure()) if cycle.released_at else None


def disclosure() -> Disclosure:
    """How this installation protects small groups."""
    settings = current_app.config["SETTINGS"]
    return Disclosure(settings.suppression_threshold, settings.secret_key)


def _choice() -> Choice | None:
    cycles = released_cycles(db())
    if not cycles:
        return None
    cycle = next((one for one in cycles if str(one.year) == request.args.get("year")), cycles[0])
    offered = area.filters(db(), cycle, partnerships(db()), disclosure())
    sector = _offered(request.args.get("sector", ""), offered.sectors)
    partnership = _offered(request.args.get("partnership", ""), offered.partnerships)
    group = area.group(db(), cycle, disclosure(), sector=sector, partnership=partnership)
    axis = Axis.DOMAIN if request.args.get("by") == Axis.DOMAIN and group and group.bank.domains else Axis.DIMENSION
    return Choice(cycle, cycles, offered, sector, partnership, group, axis)


def _offered(wanted: str, views: Sequence[area.View]) -> str:
    return wanted if any(view.key == wanted for view in views) else ""


def _page(group: Group | None) -> tuple[int, int, Sequence[area.Member]]:
    members = group.members if group else ()
    pages = max(1, -(-len(members) // PER_PAGE))
    asked = request.args.get("page", "1")
    page = min(int(asked), pages) if asked.isdecimal() and 0 < len(asked) < 6 and int(asked) else 1
    return page, pages, members[(page - 1) * PER_PAGE : page * PER_PAGE]
