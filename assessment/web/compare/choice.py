"""What a reader has chosen to compare, as it stands in the address."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from flask import request
from markupsafe import Markup

from assessment.domain.area.comparisons import BY_ITEM
from assessment.domain.area.groups import AREA, GroupKind
from assessment.domain.bank.question_bank import Axis
from assessment.reports import area
from assessment.web.frame import clock
from assessment.web.frame.database import db
from assessment.web.frame.fragments import fragment
from assessment.web.parts.published import published_years

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Mapping, Sequence

    from assessment.domain.area.cycles import Cycle
    from assessment.domain.area.published import Publication
    from assessment.reports.area import Group, View, Year

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
    """What a reader has chosen to look at, and what there is to choose from.

    `dimension` is the one whose questions stand one by one; None where whole axes stand beside each other.
    """

    publications: Sequence[Publication]
    year: Year
    key: str
    group: Group | None
    axis: Axis
    dimension: str | None = None

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
        by = {"by": BY_ITEM, "dimension": self.dimension} if self.dimension else {"by": self.axis.value}
        return {"year": self.cycle.year, **chosen, **by}

    def content(self, name: str, key: tuple[Hashable, ...], make: Callable[[], dict[str, Any]]) -> Markup:
        """What a page shows of this choice; nothing where the group may not be shown."""
        if self.group is None:
            return Markup()
        return fragment(f"compare/{name}_content.html", (self.publication.id, *self.query.items(), *key), make)


def asked_for(*, by_item: bool = False) -> Choice | None:
    """What the address asks for, as far as it may be shown; None where nothing has been published.

    A page that can show question by question says so.
    """
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
    dimension = _dimension(group) if by_item and request.args.get("by") == BY_ITEM and group else None
    return Choice(found, year, key, group, axis, dimension)


def _dimension(group: Group) -> str:
    """The dimension that is asked for, the first where none or nonsense is."""
    ids = [one.id for one in group.bank.dimensions]
    return ids[ids.index(wanted)] if (wanted := request.args.get("dimension")) in ids else ids[0]
