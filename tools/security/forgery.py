"""Requests that nobody meant to send: odd methods, forged tokens, other sites, other names. Nothing may change."""

from __future__ import annotations

from typing import TYPE_CHECKING

from itsdangerous import URLSafeTimedSerializer

from tools.security import addresses
from tools.security.visitors import FORM, encoded
from tools.security.watch import CHANGE, LEAK

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tools.security.pages import Form, Found
    from tools.security.visitors import Crew, Signed
    from tools.security.world import States

METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "BREW")
BY_METHOD = "every method on every route"
BY_TOKEN = "forms with forged tokens"
BY_SITE = "forms from other sites"
BY_HOST = "other host names"
EVIL = "evil.example"


def methods(crew: Crew) -> None:
    """Every method on every route, as nobody, as an organisation lead and as the Project Lead; no form has a token."""
    states = crew.world.states()
    for who in ("", crew.world.lead, crew.world.who("project lead")):
        browser = crew.fresh(who)
        states.changed()
        for rule in crew.world.rules:
            path = addresses.made(rule, addresses.own(crew.world))
            for method in METHODS:
                _try_method(
                    browser, states, method, path, known=method in rule.methods or method in _beside(crew, path)
                )
    states.close()


def _beside(crew: Crew, path: str) -> set[str]:
    """What other routes at the same address take."""
    return set(crew.world.adapter.allowed_methods(path))


def _try_method(browser: Signed, states: States, method: str, path: str, *, known: bool) -> None:
    answer = browser.send(BY_METHOD, method, path, headers={"X-Echo": "echo-7f3a"}, sent=method)
    at = f"{method} {path}"
    if answer and not known and answer.status < 300:
        browser.watch.find(BY_METHOD, LEAK, "a method that is not offered was answered", at=at, who=browser.name)
    if answer and b"echo-7f3a" in answer.body:
        browser.watch.find(BY_METHOD, LEAK, "what a browser sends was echoed", at=at, who=browser.name)
    if changed := states.changed():
        browser.watch.find(BY_METHOD, CHANGE, f"changed {changed}", at=at, who=browser.name, sent="no token")


def tokens(crew: Crew, found: Found) -> None:
    """Every form that changes something, with every token but the right one."""
    states = crew.world.states()
    for form in targets(crew, found):
        browser = crew.fresh(form.who)
        states.changed()
        for kind, token in _wrong_tokens(crew, browser).items():
            values = dict(form.values) | ({} if token is None else {"csrf_token": token})
            browser.send(BY_TOKEN, "POST", form.action, data=encoded(values.items()), headers=FORM, sent=kind)
            if changed := states.changed():
                at = f"POST {form.action}"
                browser.watch.find(
                    BY_TOKEN, CHANGE, f"changed {changed}", at=at, who=browser.name, sent=f"token: {kind}"
                )
    states.close()


def _wrong_tokens(crew: Crew, browser: Signed) -> Mapping[str, str | None]:
    good, before = browser.token, crew.be("").token
    forged = URLSafeTimedSerializer("a guess", salt="wtf-csrf-token").dumps("0" * 40)
    return {
        "missing": None,
        "empty": "",
        "garbage": "x\x00é",
        "shortened": good[:-5],
        "signed by somebody else": forged,
        "of a browser that is not signed in": before,
        "of another person": crew.be(crew.world.who("leadership member")).token,
        "of an earlier sign-in": _earlier(crew, browser),
        "twice": f"{good},{good}",
    }


def _earlier(crew: Crew, browser: Signed) -> str:
    """A token that was good until this person signed out; asked for once."""
    kept = crew.__dict__.setdefault("_earlier", {})
    if browser.name not in kept:
        ended = crew.fresh(browser.name if browser.person else "")
        kept[browser.name] = ended.token
        ended.post(BY_TOKEN, "/sign-out", {})
    return kept[browser.name]


def targets(crew: Crew, found: Found) -> list[Form]:
    """A form for every route that takes one, filled in as on its page where there is a page."""
    from tools.security.pages import Form

    forms = list(found.posts)
    known = {form.rule for form in forms}
    values = addresses.own(crew.world)
    for rule in crew.world.rules:
        if addresses.takes(rule) == "POST" and rule.rule not in known:
            who = (crew.world.who("administrator"), crew.world.lead)
            forms += [Form(one, rule.rule, addresses.made(rule, values), "POST", (), ()) for one in who]
    return forms


def sites(crew: Crew, found: Found) -> None:
    """Every form with its good token, but sent by another site."""
    states = crew.world.states()
    for form in targets(crew, found):
        browser = crew.be(form.who)
        states.changed()
        for headers in _from_elsewhere(crew):
            values = {**dict(form.values), "csrf_token": browser.token}
            sent = ", ".join(f"{name}: {value}" for name, value in headers.items())
            whole = FORM | headers
            answer = browser.send(BY_SITE, "POST", form.action, data=encoded(values.items()), headers=whole, sent=sent)
            at = f"POST {form.action}"
            if answer and answer.status != 403:
                browser.watch.find(
                    BY_SITE, LEAK, f"answered {answer.status}, not 403", at=at, who=browser.name, sent=sent
                )
            if changed := states.changed():
                browser.watch.find(BY_SITE, CHANGE, f"changed {changed}", at=at, who=browser.name, sent=sent)
    states.close()


def _from_elsewhere(crew: Crew) -> tuple[dict[str, str], ...]:
    here = f"127.0.0.1:{crew.world.port}"
    return (
        {"Origin": f"https://{EVIL}"},
        {"Origin": f"http://{here}.{EVIL}"},
        {"Origin": f"http://{here}@{EVIL}"},
        {"Origin": "http://127.0.0.1:1"},
        {"Origin": "nonsense"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Sec-Fetch-Site": "cross-site", "Origin": f"http://{here}"},
        {"Sec-Fetch-Site": "cross-site", "Origin": "null"},
    )


def hosts(crew: Crew) -> None:
    """Pages and letters by a name that is not this site's."""
    for headers in _other_hosts():
        sent = str(headers)[:100]
        for who, path in (("", "/"), ("", "/sign-in"), (crew.world.lead, "/home"), ("", "/home"), ("", "/banks")):
            answer = crew.be(who).send(BY_HOST, "GET", path, headers=headers, sent=sent)
            _tells_nothing(crew, answer, f"GET {path}", sent)
        _letter(crew, headers, sent)
    _letters_lead_home(crew)


def _other_hosts() -> tuple[dict[str, str], ...]:
    names = (
        EVIL,
        f"127.0.0.1.{EVIL}",
        f"127.0.0.1@{EVIL}",
        f"127.0.0.1, {EVIL}",
        f"{EVIL}:80",
        "[::1]",
        "x" * 5000,
        "a b",
        "..",
    )
    around = ({name: EVIL} for name in ("X-Forwarded-Host", "X-Host", "X-Original-Host", "X-Forwarded-Server"))
    return (*({"Host": name} for name in names), *around, {"Forwarded": f"host={EVIL};proto=https"})


def _tells_nothing(crew: Crew, answer: object, at: str, sent: str) -> None:
    if answer is None:
        return
    told = EVIL.encode() in answer.body or EVIL in answer.headers.get("Location", "")
    if told:
        crew.watch.find(BY_HOST, LEAK, "another name came back", at=at, sent=sent)
    if sent.startswith("{'Host'") and answer.status < 400:
        crew.watch.find(BY_HOST, LEAK, f"answered {answer.status} by another name", at=at, sent=sent)


def _letter(crew: Crew, headers: dict[str, str], sent: str) -> None:
    browser = crew.be("")
    data = encoded({"email": crew.world.email(crew.world.who("sponsor")), "csrf_token": browser.token}.items())
    browser.send(BY_HOST, "POST", "/forgotten-password", data=data, headers=FORM | headers, sent=sent)


def _letters_lead_home(crew: Crew) -> None:
    letters = [path for path in (crew.world.folder / "outbox").rglob("*") if path.is_file()]
    for path in letters:
        if EVIL.encode() in path.read_bytes():
            crew.watch.find(BY_HOST, LEAK, "a letter leads to another site", at="POST /forgotten-password")
    crew.watch.note(f"{BY_HOST}: {len(letters)} letters were read for links that lead elsewhere")


def control(crew: Crew, found: Found) -> None:
    """How many forms change something with a good token: without these the two tests above would have no teeth."""
    states, changed = crew.world.states(), 0
    gentle = [form for form in found.posts if not form.is_final]
    for form in gentle:
        crew.be(form.who).post("forms as people send them", form.action, dict(form.values))
        changed += bool(states.changed())
    states.close()
    crew.watch.note(f"{crew.watch.canaries} answers showed canaries to people who may see them, so they can be seen")
    crew.watch.note(f"{changed} of {len(gentle)} forms change something when they are sent as their page fills them in")
