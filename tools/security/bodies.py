"""Bodies of requests that are too large, too deep, or something other than a form."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from tools.security.visitors import FORM, encoded
from tools.security.watch import CHANGE, LEAK

if TYPE_CHECKING:
    from tools.security.pages import Form
    from tools.security.visitors import Crew

LARGE, ODD = "oversized bodies", "bodies that are no forms"
MEGABYTE = 1024 * 1024
JSON = {"Content-Type": "application/json"}


def large(crew: Crew, forms: list[Form]) -> None:
    """A megabyte in every form: 413 where the form is read, and nothing changes anywhere."""
    states, answered = crew.world.states(), []
    for form in forms:
        browser = crew.be(form.who)
        states.changed()
        whole = encoded({**dict(form.values), "csrf_token": browser.token, "padding": "x" * MEGABYTE}.items())
        answer = browser.send(LARGE, "POST", form.action, data=whole, headers=FORM, sent="1 MB")
        answered.append(answer.status if answer else 0)
        if changed := states.changed():
            crew.watch.find(
                LARGE, CHANGE, f"changed {changed}", at=f"POST {form.action}", who=browser.name, sent="1 MB"
            )
    states.close()
    if answered.count(413) < len(answered) / 3:
        crew.watch.find(LARGE, LEAK, f"few bodies were too large: {answered}", at="POST /")
    crew.watch.note(f"{LARGE}: {answered.count(413)} of {len(answered)} forms of 1 MB were answered 413")


def odd(crew: Crew, forms: list[Form]) -> None:
    """Bodies that are no forms where forms are expected, and JSON with values of every other kind in their fields."""
    ways = (("", "/sign-in"), (crew.world.lead, "/account/name"), (crew.world.who("project lead"), "/imports/"))
    for kind, content in _odd_bodies():
        for who, path in ways:
            crew.be(who).send(
                ODD, "POST", path, data=content, headers={"Content-Type": kind}, sent=(kind, content[:60])
            )
    for form in forms:
        browser = crew.be(form.who)
        for value in (1, None, [], ["x"], {"a": 1}, True, "\ud800"):
            values = {**dict.fromkeys(dict(form.values), value), "csrf_token": browser.token}
            browser.send(
                ODD, "POST", form.action, data=json.dumps(values), headers=JSON, sent=f"JSON, every field {value!r}"
            )


def _odd_bodies() -> tuple[tuple[str, bytes], ...]:
    parts = b"".join(b'--b\r\nContent-Disposition: form-data; name="a%d"\r\n\r\nx\r\n' % n for n in range(2500))
    json_bodies = (
        b"[" * 200_000,
        b"[1]",
        b'"x"',
        b"1",
        b"null",
        b"{",
        b"\xff",
        b'{"csrf_token": 1}',
        b'{"csrf_token": {}}',
        b"9" * 5000,
    )
    return (
        ("application/x-www-form-urlencoded", b"&".join(b"a%d=1" % n for n in range(20_000))),
        ("multipart/form-data; boundary=b", parts + b"--b--\r\n"),
        ("multipart/form-data", b"--b\r\n\r\n"),
        ("multipart/form-data; boundary=" + "b" * 300, b"--b\r\n\r\nx"),
        ("multipart/form-data; boundary=c", b'--c\r\nContent-Disposition: form-data; name="file"; filename="x'),
        ("application/x-www-form-urlencoded; charset=utf-7", b"csrf_token=+ADw-"),
        ("text/xml", b'<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>'),
        ("", b"\x00" * 1000),
        ("nonsense; ;;;=", b"csrf_token"),
        *(("application/json", content) for content in json_bodies),
        ("application/problem+json", b"[1]"),
    )
