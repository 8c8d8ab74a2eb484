"""Compare: the area at a glance, a few organisations over one another, all of them, as a heat map, and the stages."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flask import Blueprint, redirect, render_template, request, url_for

from assessment import figures
from assessment.domain.area.comparisons import MOST_ORGANISATIONS
from assessment.domain.area.group_figures import AXES
from assessment.domain.bank.question_bank import Axis
from assessment.domain.people.permissions import Permission
from assessment.figures import comparison, findings
from assessment.reports.item_levels import item_levels
from assessment.reports.moves import moves
from assessment.reports.origins import said_in_comparisons
from assessment.reports.overview import overview as overview_of
from assessment.reports.stage_flow import stage_flow
from assessment.web.compare.choice import asked_for
from assessment.web.frame import clock
from assessment.web.frame.access import requires
from assessment.web.frame.database import db
from assessment.web.frame.query import page_number
from assessment.web.parts.csv_file import csv_file

if TYPE_CHECKING:
    from collections.abc import Sequence

    from flask.typing import ResponseReturnValue

    from assessment.reports.area import Group
    from assessment.reports.members import Member
    from assessment.web.compare.choice import Choice

bp = Blueprint("compare", __name__, url_prefix="/compare")

PER_PAGE = 24


@bp.get("/overview")
@requires(Permission.COMPARE)
def overview() -> ResponseReturnValue:
    """Show where a group stands, what moved, and what its organisations share, in a few words and figures."""
    choice = asked_for()
    if choice is None:
        return render_template("compare/nothing.html")
    content = choice.content("overview", (), lambda: _at_a_glance(choice))
    return render_template("compare/overview.html", choice=choice, content=content)


@bp.get("/")
@requires(Permission.COMPARE)
def overlay() -> ResponseReturnValue:
    """Lay up to three organisations over one another."""
    choice = asked_for()
    if choice is None:
        return render_template("compare/nothing.html")
    wanted = choice.group.named(request.args.getlist("organisation")) if choice.group else ()
    chosen = wanted[:MOST_ORGANISATIONS]
    return render_template(
        "compare/overlay.html",
        choice=choice,
        references=_references(wanted),
        chosen=chosen,
        choosing=not chosen or len(wanted) > MOST_ORGANISATIONS,
        pick=choice.content("pick", _references(wanted), lambda: _offered_to_pick(choice, wanted)),
        content=choice.content("overlay", _references(chosen), lambda: _overlaid(choice, chosen)),
    )


@bp.get("/everyone")
@requires(Permission.COMPARE)
def everyone() -> ResponseReturnValue:
    """Show a small radar for every named organisation, with the group's median behind it."""
    choice = asked_for()
    if choice is None:
        return redirect(url_for(".overview"))
    content = choice.content("everyone", (page_number(),), lambda: _side_by_side(choice))
    return render_template("compare/everyone.html", choice=choice, content=content)


@bp.get("/heat-map")
@requires(Permission.COMPARE)
def heat_map() -> ResponseReturnValue:
    """Show the figures of every named organisation in one table, by axis or by the questions of a dimension."""
    choice = asked_for(by_item=True)
    if choice is None:
        return redirect(url_for(".overview"))
    content = choice.content("heat_map", (page_number(),), lambda: _shaded(choice))
    return render_template("compare/heat_map.html", choice=choice, content=content)


@bp.get("/heat-map.csv")
@requires(Permission.COMPARE)
def heat_map_file() -> ResponseReturnValue:
    """Hand out the table that a page of the heat map shows, with the medians of the group."""
    choice = asked_for(by_item=True)
    if choice is None or choice.group is None:
        return redirect(url_for(".overview"))
    shown = _shaded(choice)
    by = choice.dimension or choice.axis
    return csv_file(f"heat-map-{choice.cycle.year}-{by}", figures.as_rows(shown["chart"].picture))


@bp.get("/stages")
@requires(Permission.COMPARE)
def stages() -> ResponseReturnValue:
    """Show how many organisations stood at each stage, year by year."""
    choice = asked_for()
    if choice is None:
        return redirect(url_for(".overview"))
    flow = stage_flow(db(), choice.publications)
    return render_template(
        "compare/stages.html", choice=choice, flow=flow, chart=flow and figures.of_stages(flow), said=comparison
    )


def _at_a_glance(choice: Choice) -> dict[str, Any]:
    group = choice.shown
    page = overview_of(db(), choice.year, group)
    return {
        "choice": choice,
        "page": page,
        "findings": findings,
        "standing": {axis: figures.of_standing(group, axis) for axis in AXES},
        "moved": page.movement and figures.of_points(page.movement.bank, page.movement.spreads),
        "parted": figures.of_points(group.bank, group.figures.drift),
    }


def _references(members: Sequence[Member]) -> tuple[str, ...]:
    return tuple(member.reference for member in members)


def _offered_to_pick(choice: Choice, wanted: Sequence[Member]) -> dict[str, Any]:
    return {
        "choice": choice,
        "wanted": _references(wanted),
        "most": MOST_ORGANISATIONS,
        "too_many": len(wanted) > MOST_ORGANISATIONS,
    }


def _overlaid(choice: Choice, chosen: Sequence[Member]) -> dict[str, Any]:
    group = choice.shown
    return {
        "choice": choice,
        "chosen": chosen,
        "charts": (charts := figures.of_overlay(group, chosen)),
        "said": {axis: comparison.apart(group, chosen, axis) for axis in charts},
        "moves": {one.member.reference: one for one in moves(db(), choice.publication, chosen, on=clock.today())},
        "origins": said_in_comparisons(db(), chosen, on=clock.today()) if chosen else (),
    }


def _side_by_side(choice: Choice) -> dict[str, Any]:
    page, pages, members = _page(choice.shown)
    drawn = [(member, figures.small_radar(choice.shown, member, choice.axis)) for member in members]
    marks = figures.marks(choice.shown, choice.axis)
    return {"choice": choice, "page": page, "pages": pages, "members": drawn, "marks": marks}


def _shaded(choice: Choice) -> dict[str, Any]:
    page, pages, members = _page(choice.shown)
    items = choice.shown.bank.items_of(Axis.DIMENSION, choice.dimension) if choice.dimension else ()
    if choice.dimension:
        levels = item_levels(db(), choice.shown.bank, members, choice.dimension)
        chart = figures.of_item_heat_map(choice.shown, members, items, levels)
    else:
        chart = figures.of_heat_map(choice.shown, members, choice.axis)
    return {"choice": choice, "page": page, "pages": pages, "chart": chart, "items": items}


def _page(group: Group) -> tuple[int, int, Sequence[Member]]:
    pages = max(1, -(-len(group.members) // PER_PAGE))
    page = min(page_number(), pages)
    return page, pages, group.members[(page - 1) * PER_PAGE : page * PER_PAGE]
