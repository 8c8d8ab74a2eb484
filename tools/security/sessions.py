"""Sign-ins: planted, stolen, guessed and garbled; passkeys that no device has made."""

from __future__ import annotations

import base64
import json
import secrets
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any

from assessment.demonstration.area import PASSWORD
from tools.security.visitors import TOKEN, is_signed_out
from tools.security.watch import LEAK

if TYPE_CHECKING:
    from tools.security.visitors import Crew, Signed
    from tools.security.watch import Answer

COOKIES, GUESSING, KEYS, BODIES = (
    "sign-ins planted and stolen",
    "guessing",
    "passkeys that are none",
    "oversized bodies",
)
EMAIL = "alex.morgan@example.org"
COOKIE = "fourfold"


def cookies(crew: Crew) -> None:
    """A cookie from before signing in, one from before signing out, and cookies that nobody has given out."""
    browser = crew.fresh("")
    planted = browser.session.cookies.get(COOKIE, "")
    browser.person = crew.world.people[crew.world.lead]
    old_token = browser.token
    data = {"csrf_token": old_token}
    browser.send(COOKIES, "POST", f"/demonstration/{browser.person.id}", data=data)
    _must_be_out(crew, planted, "a cookie from before signing in is signed in")
    stolen = browser.session.cookies.get(COOKIE, "")
    if stolen == planted:
        crew.watch.find(COOKIES, LEAK, "signing in does not change the cookie", at="POST /sign-in")
    _old_token(crew, browser, old_token)
    page = browser.send(COOKIES, "GET", "/account/")
    good = TOKEN.search(page.body.decode()).group(1)
    browser.send(COOKIES, "POST", "/sign-out", data={"csrf_token": good})
    _must_be_out(crew, stolen, "a stolen cookie outlives signing out")
    for value in _garbled(stolen):
        _must_be_out(crew, value, "a garbled cookie is signed in")


def _old_token(crew: Crew, browser: Signed, token: str) -> None:
    states = crew.world.states()
    browser.send(COOKIES, "POST", "/account/name", data={"csrf_token": token, "name": "Planted"})
    if states.changed():
        crew.watch.find(COOKIES, LEAK, "a token from before signing in is good after it", at="POST /account/name")
    states.close()


def _must_be_out(crew: Crew, cookie: str, what: str) -> None:
    browser = crew.be("")
    browser.session.cookies.clear()
    answer = browser.send(COOKIES, "GET", "/account/", headers={"Cookie": f"{COOKIE}={cookie}"}, sent=cookie[:60])
    browser.sign_in()
    if answer and not is_signed_out(answer) and answer.status < 400:
        crew.watch.find(COOKIES, LEAK, what, at="GET /account/")


def _garbled(good: str) -> tuple[str, ...]:
    body, _, rest = good.partition(".")
    nested = base64.urlsafe_b64encode(b"[" * 3000).decode().rstrip("=")
    forged = base64.urlsafe_b64encode(json.dumps({"_user_id": "1", "_fresh": True}).encode()).decode()
    return (
        "", ".", "..", "...", "x" * 7000, f"{forged}.{rest}", f"{body}x.{rest}", good[:-6], good.upper(), f"{nested}.{rest}",
        f".{body}.{rest}", "%00", "\x7f", '"quoted', "a=b; c", f"{body}..", "é".encode().decode("latin1"), "null", "{}",
    )  # fmt: skip


def guessing(crew: Crew) -> None:
    """Twenty wrong passwords slow the guesser, and not somebody in a browser that is known; links cannot be guessed."""
    known, guesser = crew.fresh(""), crew.fresh("")
    _sign_in(known, PASSWORD)
    known.person = None
    known.take_token("/sign-in")
    known.send(GUESSING, "POST", "/sign-out", data={"csrf_token": known.token})
    statuses = [getattr(_sign_in(guesser, f"wrong-{n}"), "status", 0) for n in range(20)]
    if 429 not in statuses or set(statuses[10:]) != {429}:
        crew.watch.find(GUESSING, LEAK, f"wrong passwords were answered {statuses}", at="POST /sign-in")
    if _gets_in(_sign_in(guesser, PASSWORD)):
        crew.watch.find(GUESSING, LEAK, "the right password after twenty wrong ones gets in", at="POST /sign-in")
    known.take_token("/sign-in")
    if not _gets_in(_sign_in(known, PASSWORD)):
        crew.watch.find(GUESSING, LEAK, "guessing elsewhere locks somebody out of a known browser", at="POST /sign-in")
    crew.watch.note(
        f"{GUESSING}: of 20 wrong passwords {statuses.count(429)} were answered 429, the first after {statuses.index(429) if 429 in statuses else 'never'}"
    )
    _links(crew)
    _same_for_everybody(crew)
    _login_by_other_site(crew)


def _sign_in(browser: Signed, password: str) -> Answer | None:
    data = {
        "email": browser.world.email(browser.world.lead),
        "password": password,
        "csrf_token": browser.token,
        "next": "",
        "kept": "",
    }
    return browser.send(GUESSING, "POST", "/sign-in", data=data, sent="a password")


def _gets_in(answer: Answer | None) -> bool:
    return bool(answer and answer.status == 302 and not is_signed_out(answer))


def _links(crew: Crew) -> None:
    def guess(place: str) -> None:
        path = f"/{place}/{secrets.token_urlsafe(32)}"
        answer = crew.be("").send(GUESSING, "GET", path)
        crew.be("").post(GUESSING, path, {"password": "a-long-enough-word", "name": "A word"})
        if answer and answer.status != 404:
            crew.watch.find(GUESSING, LEAK, f"a guessed link was answered {answer.status}", at=f"GET {path}")

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(guess, ["new-password", "invitation"] * 100))


def _same_for_everybody(crew: Crew) -> None:
    """Asking for a link tells nobody who has an account, and sends three letters an hour at most."""
    browser = crew.fresh("")
    before = len(list((crew.world.folder / "outbox").rglob("*")))
    said = set()
    for email in (*[crew.world.email(crew.world.who("organisation lead", number=1))] * 6, "nobody.at.all@example.org"):
        answer = browser.post(GUESSING, "/forgotten-password", {"email": email})
        said.add(TOKEN.sub("", answer.body.decode()).replace(email, "") if answer else "")
    letters = len(list((crew.world.folder / "outbox").rglob("*"))) - before
    if len(said) != 1:
        crew.watch.find(GUESSING, LEAK, "the answer tells who has an account", at="POST /forgotten-password")
    if letters > 4:
        crew.watch.find(GUESSING, LEAK, f"{letters} letters were sent to one address", at="POST /forgotten-password")


def _login_by_other_site(crew: Crew) -> None:
    """Another site cannot sign somebody in as itself."""
    browser = crew.fresh("")
    person = crew.world.people[crew.world.who("leadership member")].id
    answer = browser.send(GUESSING, "POST", f"/demonstration/{person}", data={"csrf_token": "x"}, sent="no token")
    if answer and answer.headers.get("Location", "").endswith("/home"):
        crew.watch.find(GUESSING, LEAK, "one is signed in without a form token", at="POST /demonstration/1")


def keys(crew: Crew) -> None:
    """Answers to a passkey's question that no device gives, each to a question of its own."""
    for who, ask, path in (
        ("", "/sign-in/passkey-question", "/sign-in/passkey"),
        (crew.world.who("contributor"), "/account/passkeys/question", "/account/passkeys"),
    ):
        browser = crew.fresh(who)
        for shape in range(len(_answers("", ""))):
            asked = browser.post(KEYS, ask, {})
            question = json.loads(asked.body)["challenge"] if asked and asked.status == 200 else ""
            answer = _answers(question, crew.world.base)[shape]
            browser.post(KEYS, path, {"answer": answer, "name": "A key"}, sent=(f"answer {shape}", answer))


def _answers(question: str, origin: str) -> tuple[str, ...]:
    made = [_device(question, origin, kind, content) for kind in ("create", "get") for content in _CBOR]
    plain = (
        "{}",
        "[]",
        "null",
        "1",
        '"x"',
        "[" * 50_000,
        '{"id": 1}',
        '{"id": null, "rawId": []}',
        '{"id": "\\ud800"}',
    )
    wrong = [{"id": "a", "rawId": "a", "type": "public-key", "response": value} for value in (None, [], "x", {}, 1)]
    return (*plain, *made, *(json.dumps(one) for one in wrong))


_CBOR = (b"", b"\x00", b"\x81" * 20_000, b"\xa1" * 5000, b"\xbf" * 5000, b"\x9b" + b"\xff" * 8, b"\x5b" + b"\x7f" * 8, b"\xc2\x5a\x00\x00\xff\xff" + b"\xff" * 65_535, b"\xd8\x1c\xd8\x1d\x00", b"\xa3cfmtdnonegattStmt\xa0hauthDataX\x01\x00")  # fmt: skip


def _device(question: str, origin: str, kind: str, content: bytes) -> str:
    """What a device would send, but for what it has signed."""
    told = json.dumps({"type": f"webauthn.{kind}", "challenge": question, "origin": origin}).encode()
    response: dict[str, Any] = {"clientDataJSON": _b64(told), "attestationObject": _b64(content)}
    response |= {"authenticatorData": _b64(content), "signature": _b64(content), "userHandle": _b64(b"\xff")}
    return json.dumps({"id": "YQ", "rawId": "YQ", "type": "public-key", "response": response})


def _b64(content: bytes) -> str:
    return base64.urlsafe_b64encode(content).decode().rstrip("=")
