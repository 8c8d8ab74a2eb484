"""Walk through the pages of every person, and gather their links, their forms and what can be taken away."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, urljoin, urlsplit

from bs4 import BeautifulSoup

if TYPE_CHECKING:
    from bs4 import Tag

    from tools.security.visitors import Crew
    from tools.security.watch import Answer
    from tools.security.world import World

GROUP = "pages and links walked"
MOST_PAGES = 160
OF_ONE_ROUTE = 2
FINAL = re.compile(
    r"/(sign-out|leave|close|erase|remove|withdraw|check|sign-off|return|release|publish|roles|joined-or-divided"
    r"|sign-ins|selection|invitation|confirmed|start|recovery-codes|password|demonstration/\d+)$"
)
LIKELY = {
    r"email": "new.person@example.org",
    r"day$": "3",
    r"month$": "2",
    r"year$": "2026",
    r"password|current": "a-long-enough-word",
    r"link|url": "https://example.org/minutes",
    r"ends_on": "2027-10-02",
    r"(^|_)on$|date": "2026-10-02",
    r"share|number|count": "50",
    r"reference": "a-new-place",
    r"code": "123456",
}


@dataclass(frozen=True)
class Form:
    """A form of some page: where it goes, whose it is, and what stands in it."""

    who: str
    rule: str
    action: str
    method: str
    values: tuple[tuple[str, str], ...]
    files: tuple[str, ...]

    @property
    def key(self) -> tuple[object, ...]:
        """What makes two forms the same to whoever tries them."""
        names = tuple(sorted({name for name, _ in self.values}))
        buttons = tuple(re.sub(r"\d+", "", value) for name, value in self.values if name == "action")
        return self.rule, names, buttons

    @property
    def is_final(self) -> bool:
        """Whether sending it ends something that other forms need."""
        return bool(FINAL.search(urlsplit(self.action).path))


@dataclass
class Found:
    """What was found: a page of every route for everybody, forms, names in queries, and files."""

    pages: dict[tuple[str, str], list[str]] = field(default_factory=dict)
    forms: dict[tuple[object, ...], Form] = field(default_factory=dict)
    queries: dict[str, set[str]] = field(default_factory=dict)
    exports: set[tuple[str, str]] = field(default_factory=set)

    @property
    def posts(self) -> list[Form]:
        """Every form that changes something, what ends something last."""
        return sorted((one for one in self.forms.values() if one.method == "POST"), key=lambda one: one.is_final)

    def page_of(self, rule: str) -> tuple[str, str] | None:
        """Somebody and an address at which they saw a page of this route."""
        return next(((who, paths[0]) for (who, one), paths in self.pages.items() if one == rule), None)


def walk(crew: Crew, start: Found | None = None) -> Found:
    """Walk as everybody."""
    found = start or Found()
    for who in crew.names:
        _walk_as(crew, who, found)
    return found


def _walk_as(crew: Crew, who: str, found: Found) -> None:
    waiting, seen = ["/", "/home", "/account/", "/sign-in", "/demonstration/"], set()
    while waiting and len(seen) < MOST_PAGES:
        path = waiting.pop(0)
        shape = _shape(crew.world, path)
        if shape in seen or sum(one[0] == shape[0] and one[2] == shape[2] for one in seen) >= OF_ONE_ROUTE:
            continue
        seen.add(shape)
        if ("", path) in found.exports:
            continue
        answer = crew.be(who).send(GROUP, "GET", path)
        if answer and answer.status == 200:
            found.pages.setdefault((who, shape[0]), []).append(path)
            waiting += _read(crew.world, who, path, answer, found)
        elif answer and (home := answer.headers.get("Location")):
            waiting.append(_inside(home, path))


def _shape(world: World, path: str) -> tuple[str, str, tuple[str, ...]]:
    parts = urlsplit(path)
    names = tuple(sorted({name for name, _ in parse_qsl(parts.query, keep_blank_values=True)}))
    return world.rule_of("GET", parts.path), parts.path, names


def _inside(link: str, page: str) -> str:
    """Where a link leads on this site, or nothing."""
    parts = urlsplit(urljoin(f"http://here{page}", link))
    ours = parts.hostname in {"here", "127.0.0.1"} and parts.scheme == "http"
    path = parts.path + (f"?{parts.query}" if parts.query else "")
    return path if ours else "/"


def _read(world: World, who: str, path: str, answer: Answer, found: Found) -> list[str]:
    """Read a page, and answer with the links that it has."""
    if "attachment" in answer.headers.get("Content-Disposition", "") or not answer.is_page:
        found.exports.add((who, path))
        return []
    soup = BeautifulSoup(answer.body, "html.parser")
    for tag in soup.find_all("form"):
        for form in _forms(world, who, path, tag):
            found.forms.setdefault(form.key, form)
            if form.method == "GET":
                found.queries.setdefault(form.rule, set()).update(name for name, _ in form.values)
    links = [_inside(tag["href"], path) for tag in soup.find_all("a", href=True)]
    for link in links:
        rule, _, names = _shape(world, link)
        found.queries.setdefault(rule, set()).update(names)
    return [link for link in links if not link.startswith("/static/")]


def _forms(world: World, who: str, page: str, tag: Tag) -> list[Form]:
    """A form as it would be sent, once for each of its buttons that says something."""
    method = str(tag.get("method", "get")).upper()
    action = _inside(str(tag.get("action") or page), page)
    values: dict[str, str] = {}
    for one in tag.find_all(["input", "select", "textarea"]):
        if (name := one.get("name")) and name != "csrf_token" and one.get("type") != "file":
            values[name] = _value(one, values.get(name))
    files = tuple(one["name"] for one in tag.find_all("input", type="file") if one.get("name"))
    rule = world.rule_of(method, urlsplit(action).path)
    plain = Form(who, rule, action, method, tuple(values.items()), files)
    named = [(one["name"], one.get("value", "")) for one in tag.find_all("button") if one.get("name")]
    return [replace(plain, values=(*plain.values, one)) for one in named] or [plain]


def _value(tag: Tag, until_now: str | None) -> str:
    """What somebody would plausibly send: what stands there, else something that fits."""
    if tag.name == "select":
        chosen = tag.find("option", selected=True)
        options = [one.get("value", one.text) for one in tag.find_all("option")]
        value = chosen.get("value", chosen.text) if chosen else ""
        return value or next(filter(None, options), "")
    if tag.get("type") == "radio" and until_now and not tag.has_attr("checked"):
        return until_now
    stands = tag.text.strip() if tag.name == "textarea" else tag.get("value", "")
    return stands or _likely(str(tag.get("name")), str(tag.get("type", "text")))


def _likely(name: str, kind: str) -> str:
    if kind in {"hidden", "checkbox"}:
        return "" if kind == "hidden" else "y"
    return next((value for word, value in LIKELY.items() if re.search(word, name) or word == kind), "A word")
