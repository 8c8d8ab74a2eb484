"""Compare: a few organisations over one another, all of them side by side, as a heat map, and the area's stages."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from flask import Blueprint, redirect, render_template, request, url_for
from markupsafe import Markup

from assessment import figures
from assessment.domain.area.groups import AREA, GroupKind
from assessment.domain.bank.question_bank import Axis
from assessment.domain.people.permissions import Permission
from assessment.reports import area
from assessment.reports.moves import moves
from assessment.reports.origins import said_in_comparisons
from assessment.reports.stage_flow import stage_flow
from assessment.web.frame import clock
from assessment.web.frame.access import requires
from assessment.web.frame.database import db
from assessment.web.frame.fragments import fragment
from assessment.web.frame.query import page_number
from assessment.web.parts.published import published_years

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Mapping, Sequence

    from flask.typing import ResponseReturnValue

    from assessment.domain.area.cycles import Cycle
    from assessment.domain.area.published import Publication
    from assessment.reports.area import Group, View, Year
    from assessment.reports.members import Member

bp = Blueprint("compare", __name__, url_prefix="/compare")

MOST_CHOSEN = 3
PER_PAGE = 24
_KINDS = {
    GroupKind.AREA: "The area",
    GroupKind.EVERY_QUESTION: "The area",
    GroupKind.PARTNERSHIP: "Partnerships",
    GroupKind.SECTOR: "Sectors",
    GroupKind.SIZE: "Sizes",
    GroupKind.JOINED: "How long they have been answering",
}


@dataclass(frozen=True, slots=True)
class Choice:
    """What a reader has chosen to look at, and what there is to choose from."""

    publications: Sequence[Publication]
    year: Year
    key: str
    group: Group | None
    axis: Axis

    @property
    def publication(self) -> Publication:
        """What was published of the chosen year."""
        return self.year.publication

    @property
    def cycle(self) -> Cycle:
        """The chosen year."""
        return self.publication.cycle

    @property
    def kinds(self) -> Mapping[str, Sequence[View]]:
        """The groups there are to choose from, under what their members have in common."""
        found: dict[str, list[View]] = {}
        for view in self.year.views:
            found.setdefault(_KINDS[view.kind], []).append(view)
        return found

    @property
    def shown(self) -> Group:
        """The group, where there is one to show."""
        if self.group is None:
            raise LookupError("this group may not be shown")
        return self.group

    @property
    def query(self) -> dict[str, str | int]:
        """The choice as it stands in an address."""
        chosen = {"group": self.key} if self.key != AREA else {}
        return {"year": self.cycle.year, **chosen, "by": self.axis.value}

    def content(self, name: str, key: tuple[Hashable, ...], make: Callable[[], dict[str, Any]]) -> Markup:
        """What a page shows of this choice; nothing where the group may not be shown."""
        if self.group is None:
            return Markup()
        return fragment(f"compare/{name}_content.html", (self.publication.id, *self.query.items(), *key), make)


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
    """Show a small radar for every named organisation, with the group's median behind it."""
    choice = _choice()
    if choice is None:
        return redirect(url_for(".overlay"))
    content = choice.content("everyone", (page_number(),), lambda: _side_by_side(choice))
    return render_template("compare/everyone.html", choice=choice, content=content)


@bp.get("/heat-map")
@requires(Permission.COMPARE)
def heat_map() -> ResponseReturnValue:
    """Show the figures of every named organisation in one table."""
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
    flow = stage_flow(db(), choice.publications)
    return render_template("compare/stages.html", choice=choice, flow=flow, chart=flow and figures.of_stages(flow))


def _choice() -> Choice | None:
    found = published_years()
    if not found:
        return None
    wanted = request.args.get("year")
    publication = next((one for one in found if str(one.cycle.year) == wanted), found[0])
    year = area.year(db(), publication, on=clock.today())
    key = request.args.get("group", AREA)
    if all(view.key != key for view in year.views):
        key = AREA
    group = area.group(db(), publication, on=clock.today(), key=key)
    axis = Axis.DOMAIN if request.args.get("by") == Axis.DOMAIN and group and group.bank.domains else Axis.DIMENSION
    return Choice(found, year, key, group, axis)


def _references(members: Sequence[Member]) -> tuple[str, ...]:
    return tuple(member.reference for member in members)


def _offered_to_pick(choice: Choice, wanted: Sequence[Member]) -> dict[str, Any]:
    return {"choice": choice, "wanted": _references(wanted), "too_many": len(wanted) > MOST_CHOSEN}


def _overlaid(choice: Choice, chosen: Sequence[Member]) -> dict[str, Any]:
    group = choice.shown
    return {
        "choice": choice,
        "chosen": chosen,
        "charts": figures.of_overlay(group, chosen),
        "moves": moves(db(), choice.publication, chosen, on=clock.today()),
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
