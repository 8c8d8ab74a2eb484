"""The navigation: what people come for, in groups, and in which group every page stands."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from assessment.domain.people.permissions import Permission, may

if TYPE_CHECKING:
    from flask import Flask

    from assessment.domain.people.permissions import Role


@dataclass(frozen=True, slots=True)
class Page:
    """A page that the navigation leads to, for whoever has one permission and not the other."""

    label: str
    endpoint: str
    permission: Permission | None = None
    unless: Permission | None = None


@dataclass(frozen=True, slots=True)
class Section:
    """Pages that people come to for one thing.

    `rooms` are the blueprints and single endpoints whose pages stand here. `own` is for people who belong to an
    organisation: it is True where only they see the section, and False where an organisation's pages stand for others.
    """

    label: str
    pages: tuple[Page, ...]
    rooms: frozenset[str]
    own: bool | None = None


@dataclass(frozen=True, slots=True)
class Link:
    """One link as it is shown: `here` is "page" on the page itself, "true" elsewhere in its section, or empty."""

    label: str
    endpoint: str
    here: str


@dataclass(frozen=True, slots=True)
class Navigation:
    """The sections, and the pages of the one that is open where there are several."""

    sections: tuple[Link, ...]
    pages: tuple[Link, ...]


_ORGANISATION = frozenset(
    [
        "organisation",
        "consent",
        "colleagues",
        "record.of_organisation",
        "tasks",
        "items",
        "evidence",
        "evidence_files",
        "staff_survey",
        "check",
        "signing",
    ]
)
_RESULTS = frozenset({"results"})
SECTIONS = (
    Section("Home", (Page("Home", "home.show"),), frozenset({"home.show", "offers"})),
    Section(
        "Our assessment", (Page("Our assessment", "ours.assessment"),), _ORGANISATION | {"ours.assessment"}, own=True
    ),
    Section("Results", (Page("Results", "ours.results"),), _RESULTS | {"ours.results"}, own=True),
    Section(
        "Area",
        (
            Page("Compare", "compare.overview", Permission.COMPARE),
            Page("Status", "home.status", Permission.SEE_STATUS),
            Page("Organisations", "organisations.index", Permission.LIST_ORGANISATIONS, unless=Permission.MANAGE_AREA),
        ),
        frozenset({"compare", "compare_saved", "compare_priorities", "home.status", "home.status_list"})
        | _ORGANISATION
        | _RESULTS,
        own=False,
    ),
    Section(
        "Manage",
        (
            Page("Organisations", "organisations.index", Permission.MANAGE_AREA),
            Page("Partnerships", "partnerships.index", Permission.MANAGE_AREA),
            Page("Years", "years.index", Permission.MANAGE_AREA),
            Page("People", "people.index", Permission.MANAGE_PEOPLE),
            Page("Import lists", "imports.ask", Permission.MANAGE_PEOPLE),
            Page("Activity log", "record.everything", Permission.SEE_RECORD),
        ),
        frozenset({"organisations", "partnerships", "years", "people", "imports", "record", "information_requests"})
        | _ORGANISATION,
        own=False,
    ),
    Section(
        "Questions",
        (
            Page("Questions", "banks.index"),
            Page("Drafts", "drafts.index", Permission.MANAGE_BANKS),
        ),
        frozenset({"banks", "drafts", "catalogues", "quick_check"}),
    ),
    Section(
        "Help",
        (
            Page("How it works", "pages.about"),
            Page("Who sees what", "pages.who_sees_what"),
            Page("Support", "pages.support"),
        ),
        frozenset({"pages"}),
    ),
)


def init_app(app: Flask) -> None:
    """Let the frame ask for the navigation."""
    app.jinja_env.globals["navigation"] = navigation


@lru_cache(maxsize=4096)
def navigation(endpoint: str | None, roles: frozenset[Role], *, own: bool) -> Navigation:
    """The navigation of somebody with these roles, as a page shows it; `own`: they belong to an organisation."""
    shown = [(section, pages) for section in SECTIONS if (pages := _open_to(section, roles, own=own))]
    inside = next((one for one, pages in shown if _holds(one, pages, endpoint or "", own=own)), None)
    pages = next((pages for section, pages in shown if section is inside), ())
    return Navigation(
        tuple(
            Link(section.label, pages[0].endpoint, _here(pages[0], endpoint, inside=section is inside))
            for section, pages in shown
        ),
        tuple(Link(page.label, page.endpoint, _here(page, endpoint, inside=_of_room(page, endpoint))) for page in pages)
        if len(pages) > 1
        else (),
    )


def _open_to(section: Section, roles: frozenset[Role], *, own: bool) -> tuple[Page, ...]:
    if section.own and not own:
        return ()
    return tuple(
        page
        for page in section.pages
        if (page.permission is None or may(page.permission, roles)) and not (page.unless and may(page.unless, roles))
    )


def _holds(section: Section, pages: tuple[Page, ...], endpoint: str, *, own: bool) -> bool:
    shared = _ORGANISATION | _RESULTS
    rooms = section.rooms - shared if section.own is False and own else section.rooms
    linked = any(page.endpoint == endpoint for page in pages)
    return linked or endpoint in rooms or endpoint.partition(".")[0] in rooms


def _of_room(page: Page, endpoint: str | None) -> bool:
    """Whether a page belongs to the same blueprint; one that has a link of its own belongs to that link alone."""
    linked = {one.endpoint for section in SECTIONS for one in section.pages}
    return endpoint not in linked and (endpoint or "").partition(".")[0] == page.endpoint.partition(".")[0]


def _here(page: Page, endpoint: str | None, *, inside: bool) -> str:
    if page.endpoint == endpoint:
        return "page"
    return "true" if inside else ""
