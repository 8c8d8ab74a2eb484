"""Compare: a few organisations over one another, all of them side by side, as a heat map, and the area's stages."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from flask import Blueprint, redirect, render_template, request, url_for
from markupsafe import Markup

from assessment import figures
from assessment.domain.bank.question_bank import Axis
from assessment.domain.people.permissions import Permission
from assessment.reports import area
from assessment.reports.moves import moves
from assessment.reports.origins import said_in_comparisons
from assessment.reports.stage_flow import stage_flow
from assessment.store.cycles import released_cycles
from assessment.store.partnerships import partnerships
from assessment.web.frame import clock
from assessment.web.frame.access import requires
from assessment.web.frame.database import db
from assessment.web.frame.fragments import fragment
from assessment.web.frame.query import page_number
from assessment.web.parts.disclosure import disclosure

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Sequence

    from flask.typing import ResponseReturnValue

    from assessment.domain.area.cycles import Cycle
    from assessment.reports.area import Filters, Group, Narrowed
    from assessment.reports.members import Member

bp = Blueprint("compare", __name__, url_prefix="/compare")

MOST_CHOSEN = 3
PER_PAGE = 24


@dataclass(frozen=True, slots=True)
class Choice:
    """What a reader has chosen to look at, and what there is to choose from."""

    cycle: Cycle
    cycles: Sequence[Cycle]
    filters: Filters
    narrowed: Narrowed
    group: Group | None
    axis: Axis

    @property
    def shown(self) -> Group:
        """The group, where there is one to show."""
        if self.group is None:
            raise LookupError("this group may not be shown")
        return self.group

    @property
    def query(self) -> dict[str, str | int]:
        """The choice as it stands in an address."""
        chosen: dict[str, str | int] = {
            "year": self.cycle.year,
            "sector": self.narrowed.sector,
            "partnership": self.narrowed.partnership,
            "items": "all" if self.narrowed.every_item else "",
        }
        return {name: value for name, value in chosen.items() if value} | {"by": self.axis.value}

    def content(self, name: str, key: tuple[Hashable, ...], make: Callable[[], dict[str, Any]]) -> Markup:
        """What a page shows of this choice; nothing where the group may not be shown."""
        if self.group is None:
            return Markup()
        return fragment(f"compare/{name}_content.html", (*self.query.items(), *key), make)


@bp.get("/")
@requires(Permission.COMPARE)
def overlay() -> ResponseReturnValue:
    """Lay up to three organisations over one another."""
    choice = _choice()
    if choice is None:
        return render_template("compare/nothing.html")
    wanted = choice.group.named(request.args.getlist("organisation")) if choice.group else ()
    chosen = wanted[:MOST_CHOSEN]
    return render_template(
        "compare/overlay.html",
        choice=choice,
        pick=choice.content("pick", _references(wanted), lambda: _offered_to_pick(choice, wanted)),
        content=choice.content("overlay", _references(chosen), lambda: _overlaid(choice, chosen)),
    )


@bp.get("/everyone")
@requires(Permission.COMPARE)
def everyone() -> ResponseReturnValue:
    """Show a small radar for every organisation, with the group's median behind it."""
    choice = _choice()
    if choice is None:
        return redirect(url_for(".overlay"))
    content = choice.content("everyone", (page_number(),), lambda: _side_by_side(choice))
    return render_template("compare/everyone.html", choice=choice, content=content)


@bp.get("/heat-map")
@requires(Permission.COMPARE)
def heat_map() -> ResponseReturnValue:
    """Show every organisation's figures in one table."""
    choice = _choice()
    if choice is None:
        return redirect(url_for(".overlay"))
    content = choice.content("heat_map", (page_number(),), lambda: _shaded(choice))
    return render_template("compare/heat_map.html", choice=choice, content=content)


@bp.get("/stages")
@requires(Permission.COMPARE)
def stages() -> ResponseReturnValue:
    """Show how many organisations stood at each stage, year by year."""
    choice = _choice()
    if choice is None:
        return redirect(url_for(".overlay"))
    flow = stage_flow(db(), choice.cycles, disclosure())
    return render_template("compare/stages.html", choice=choice, flow=flow, chart=flow and figures.of_stages(flow))


def _choice() -> Choice | None:
    cycles = released_cycles(db())
    if not cycles:
        return None
    cycle = next((one for one in cycles if str(one.year) == request.args.get("year")), cycles[0])
    offered = area.filters(db(), cycle, partnerships(db()), disclosure())
    sector = _offered(request.args.get("sector", ""), offered.sectors)
    partnership = _offered(request.args.get("partnership", ""), offered.partnerships)
    every_item = request.args.get("items") == "all" and offered.every_item
    narrowed = area.Narrowed(sector, partnership, every_item)
    group = area.group(db(), cycle, disclosure(), narrowed)
    axis = Axis.DOMAIN if request.args.get("by") == Axis.DOMAIN and group and group.bank.domains else Axis.DIMENSION
    return Choice(cycle, cycles, offered, narrowed, group, axis)


def _offered(wanted: str, views: Sequence[area.View]) -> str:
    return wanted if any(view.key == wanted for view in views) else ""


def _references(members: Sequence[Member]) -> tuple[str, ...]:
    return tuple(member.reference for member in members if member.reference)


def _offered_to_pick(choice: Choice, wanted: Sequence[Member]) -> dict[str, Any]:
    return {"choice": choice, "wanted": _references(wanted), "too_many": len(wanted) > MOST_CHOSEN}


def _overlaid(choice: Choice, chosen: Sequence[Member]) -> dict[str, Any]:
    group = choice.shown
    moved = moves(db(), choice.cycle, chosen)
    return {
        "choice": choice,
        "chosen": chosen,
        "charts": figures.of_overlay(group, chosen),
        "moves": moved,
        "origins": said_in_comparisons(db(), chosen, on=clock.today()) if chosen else (),
    }


def _side_by_side(choice: Choice) -> dict[str, Any]:
    page, pages, members = _page(choice.shown)
    drawn = [(member, figures.small_radar(choice.shown, member, choice.axis)) for member in members]
    marks = figures.marks(choice.shown, choice.axis)
    return {"choice": choice, "page": page, "pages": pages, "members": drawn, "marks": marks}


def _shaded(choice: Choice) -> dict[str, Any]:
    page, pages, members = _page(choice.shown)
    chart = figures.of_heat_map(choice.shown, members, choice.axis)
    return {"choice": choice, "page": page, "pages": pages, "chart": chart}


def _page(group: Group) -> tuple[int, int, Sequence[Member]]:
    pages = max(1, -(-len(group.members) // PER_PAGE))
    page = min(page_number(), pages)
    return page, pages, group.members[(page - 1) * PER_PAGE : page * PER_PAGE]
