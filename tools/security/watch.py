"""Look at every answer: count it, and note whatever must never happen."""

from __future__ import annotations

import re
import threading
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from bs4 import BeautifulSoup

from tools.security.naughty import INJECTED, MARK, PRODUCT

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from bs4 import Tag

ERROR, LEAK, CHANGE, SLOW = "server error", "leak", "unauthorised change", "slow"
HEADERS = ("Content-Security-Policy", "X-Content-Type-Options", "X-Frame-Options", "Referrer-Policy")
SLOWEST = 5.0
CANARY = re.compile(r"kanarek-(note|person)-(\d+)-")
_RUNS = re.compile(rb"<script>%(m)s|<img src=x onerror=%(m)s|<svg/onload=%(m)s" % {b"m": MARK.encode()}, re.IGNORECASE)
_ADDRESSES = ("href", "src", "action", "formaction", "data")
_INSIDES = {
    "a traceback": re.compile(rb"Traceback \(most recent"),
    "a calculated template": re.compile(PRODUCT.encode()),
    "a Python object": re.compile(rb"(?:<|&lt;)class (?:'|&#39;)|object at 0x[0-9a-f]{6}"),
    "a database error": re.compile(rb"sqlite3\.[A-Z]\w+Error|sqlalchemy\.(?:exc|orm)\."),
    "a password digest": re.compile(rb"\$argon2id\$"),
    "a file of the machine": re.compile(rb"root:[x*]:0:0:|SQLite format 3|\[fonts\]"),
    "source of the program": re.compile(rb"from __future__ import annotations"),
}


@dataclass
class Row:
    """What became of the requests of one group."""

    tried: int = 0
    refused: int = 0
    accepted: int = 0
    errors: int = 0
    leaks: int = 0
    changes: int = 0


@dataclass
class Finding:
    """One thing that must not happen, and how often it did."""

    group: str
    kind: str
    where: str
    what: str
    who: str
    sent: str
    count: int = 1


@dataclass
class Answer:
    """An answer in the shape that checks want, whoever fetched it."""

    status: int
    headers: Mapping[str, str]
    body: bytes
    cookies: list[str] = field(default_factory=list)
    seconds: float = 0.0

    @property
    def is_page(self) -> bool:
        """Whether a browser would show it as a page."""
        return self.headers.get("Content-Type", "").startswith(("text/html", "application/xhtml", "image/svg"))

    @property
    def is_from_below(self) -> bool:
        """Whether the server refused it as no proper request, before the application was asked."""
        return self.status >= 400 and bool(re.match(rb"[A-Z][A-Za-z ]+\r\n\r\n", self.body))


class Watch:
    """The figures of every group, and every finding once."""

    def __init__(self, secrets: tuple[bytes, ...], rule_of: Callable[[str, str], str]) -> None:
        self.rows: dict[str, Row] = {}
        self.findings: dict[tuple[str, ...], Finding] = {}
        self.notes: list[str] = []
        self.answers = self.canaries = 0
        self._secrets, self._rule_of, self._lock = secrets, rule_of, threading.Lock()

    def row(self, group: str) -> Row:
        """The figures of a group."""
        return self.rows.setdefault(group, Row())

    def note(self, text: str) -> None:
        """Keep something that people should read."""
        with self._lock:
            if text not in self.notes:
                self.notes.append(text)

    def find(  # noqa: PLR0913 - where, what, and how to do it again
        self, group: str, kind: str, what: str, *, at: str, who: str = "", sent: object = ""
    ) -> None:
        """Note something that must not happen; the same at the same route is counted."""
        method, _, path = at.partition(" ")
        where = f"{method} {self._rule_of(method, path)}"
        with self._lock:
            self._count(group, kind)
            key = (group, kind, where, what)
            if key in self.findings:
                self.findings[key].count += 1
            else:
                self.findings[key] = Finding(group, kind, where, what, who, _short(sent))

    def _count(self, group: str, kind: str) -> None:
        row = self.row(group)
        row.errors += kind == ERROR
        row.leaks += kind == LEAK
        row.changes += kind == CHANGE

    def take(  # noqa: PLR0913 - who asked, what was asked and what came back
        self, group: str, at: str, answer: Answer, *, who: str, sees: Callable[[str, int], bool], sent: object
    ) -> None:
        """Count an answer and look at it."""
        with self._lock:
            self.answers += 1
            row = self.row(group)
            row.tried += 1
            home = answer.headers.get("Location", "")
            refused = 400 <= answer.status < 500 or "/sign-in" in home
            row.refused += refused
            row.accepted += not refused and answer.status < 500
        if answer.status >= 500:
            self.find(group, ERROR, f"answered {answer.status}", at=at, who=who, sent=sent)
        if answer.seconds > SLOWEST:
            self.find(group, SLOW, f"took more than {SLOWEST:.0f} s", at=at, who=who, sent=sent)
        for what in (*self._insides(answer), *_outsides(answer), *self._canaries(answer, sees)):
            self.find(group, LEAK, what, at=at, who=who, sent=sent)

    def _insides(self, answer: Answer) -> list[str]:
        found = [what for what, shape in _INSIDES.items() if shape.search(answer.body)]
        if any(secret in answer.body for secret in self._secrets):
            found.append("the secret key")
        if answer.is_page and runs(answer.body):
            found.append("a script that would run")
        return found

    def _canaries(self, answer: Answer, sees: Callable[[str, int], bool]) -> list[str]:
        if b"kanarek" not in answer.body:
            return []
        found = set(CANARY.findall(answer.body.decode("utf-8", "replace")))
        self.canaries += 1
        return [f"the {kind} of another organisation" for kind, place in sorted(found) if not sees(kind, int(place))]


def runs(page: bytes) -> bool:
    """Whether a script that was sent stands in a page so that a browser would run it."""
    if MARK.encode() not in page:
        return False
    return bool(_RUNS.search(page)) or any(map(_is_alive, BeautifulSoup(page, "html.parser").find_all(recursive=True)))


def _is_alive(tag: Tag) -> bool:
    texts = {name: str(value).strip().lower() for name, value in tag.attrs.items()}
    acts = any(name.startswith("on") and MARK in text for name, text in texts.items())
    leads = any(texts.get(name, "").startswith(("javascript:", "data:text")) for name in _ADDRESSES)
    return acts or leads or (tag.name == "script" and MARK in tag.text)


def _outsides(answer: Answer) -> list[str]:
    found = [] if answer.is_from_below else [f"no {name}" for name in HEADERS if name not in answer.headers]
    if INJECTED in answer.headers:
        found.append("a header that was sent came back as one")
    if urlsplit(answer.headers.get("Location", "")).hostname not in {None, "127.0.0.1"}:
        found.append("a redirect to another site")
    for cookie in answer.cookies:
        if "httponly" not in cookie.lower() or "samesite" not in cookie.lower():
            found += [f"a cookie without HttpOnly and SameSite: {cookie.partition('=')[0]}"]
    return found


def _short(sent: object) -> str:
    text = sent if isinstance(sent, str) else repr(sent)
    text = text.encode("unicode_escape", "backslashreplace").decode("ascii")
    return text if len(text) <= 160 else f"{text[:120]}... ({len(text)} characters)"
