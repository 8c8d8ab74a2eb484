"""Browsers of the people of the demonstration: they sign in, carry tokens, and show every answer to the watch."""

from __future__ import annotations

import re
import threading
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import quote_plus

import requests

from tools.security.naughty import raw
from tools.security.watch import ERROR, Answer

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tools.security.watch import Watch
    from tools.security.world import Person, World

PATIENCE = 30
FORM = {"Content-Type": "application/x-www-form-urlencoded"}
TOKEN = re.compile(r'name="csrf_token"[^>]* value="([^"]+)"')


class Signed:
    """One browser, signed in as somebody or as nobody."""

    def __init__(self, world: World, watch: Watch, person: Person | None) -> None:
        self.world, self.watch, self.person = world, watch, person
        self.session = requests.Session()
        self.session.trust_env = False
        self.token = ""

    @property
    def name(self) -> str:
        """Who this is."""
        return self.person.name if self.person else "nobody"

    def sees(self, kind: str, place: int) -> bool:
        """Whether a canary may be in an answer to this person."""
        return bool(self.person and self.person.sees(kind, place))

    def sign_in(self) -> Signed:
        """Begin anew, and take a form token from a page that everybody may read."""
        self.session.cookies.clear()
        if self.person:
            self.take_token("/demonstration/")
            address = f"{self.world.base}/demonstration/{self.person.id}"
            self.session.post(address, data={"csrf_token": self.token}, timeout=PATIENCE, allow_redirects=False)
        self.take_token("/sign-in")
        return self

    def take_token(self, path: str) -> None:
        """Take the form token of a page."""
        page = self.session.get(f"{self.world.base}{path}", timeout=PATIENCE)
        found = TOKEN.search(page.text)
        self.token = found.group(1) if found else ""

    def send(self, group: str, method: str, path: str, *, sent: object = "", **more: Any) -> Answer | None:
        """Ask for something, and show the answer to the watch; no answer at all is a server error."""
        begun = time.perf_counter()
        at = f"{method} {path}"
        try:
            got = self._fetch(method, path, **more)
        except requests.RequestException as broken:
            what = f"no answer: {type(broken).__name__}"
            self.watch.row(group).tried += 1
            self.watch.find(group, ERROR, what, at=at, who=self.name, sent=sent or path)
            return None
        cookies = got.raw.headers.getlist("Set-Cookie")
        answer = Answer(got.status_code, got.headers, got.content, cookies, time.perf_counter() - begun)
        self.watch.take(group, at, answer, who=self.name, sees=self.sees, sent=sent or path)
        return answer

    def _fetch(self, method: str, path: str, **more: Any) -> requests.Response:
        return self.session.request(method, f"{self.world.base}{path}", timeout=PATIENCE, allow_redirects=False, **more)

    def post(
        self, group: str, path: str, data: dict[str, str | bytes], *, sent: object = "", files: Any = None
    ) -> Answer | None:
        """Send a form with a good token; whoever was signed out by what they sent signs in again."""
        whole = {**data, "csrf_token": self.token}
        if files:
            answer = self.send(group, "POST", path, sent=sent, data=whole, files=files)
        else:
            answer = self.send(group, "POST", path, sent=sent, data=encoded(whole.items()), headers=FORM)
        if answer and self.person and is_signed_out(answer):
            self.sign_in()
        return answer


def encoded(pairs: Iterable[tuple[str, str | bytes]]) -> bytes:
    """Names and values as a browser sends them, with bytes that no browser would send."""
    return "&".join(f"{quote_plus(name)}={quote_plus(raw(value))}" for name, value in pairs).encode("ascii")


def is_signed_out(answer: Answer) -> bool:
    """Whether an answer asks to sign in."""
    return answer.status == 401 or "/sign-in" in answer.headers.get("Location", "")


@dataclass
class Crew:
    """Everybody's browsers, one of each for every thread."""

    world: World
    watch: Watch

    def __post_init__(self) -> None:
        self._own = threading.local()

    def be(self, name: str) -> Signed:
        """The browser of somebody in this thread; "" is nobody."""
        browsers = self._own.__dict__.setdefault("browsers", {})
        if name not in browsers:
            browsers[name] = self.fresh(name)
        return browsers[name]

    def fresh(self, name: str) -> Signed:
        """A new browser, signed in as somebody."""
        return Signed(self.world, self.watch, self.world.people.get(name)).sign_in()

    @property
    def names(self) -> tuple[str, ...]:
        """Nobody, and everybody whom one can continue as."""
        return ("", *self.world.people)
