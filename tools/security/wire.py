"""Below HTTP: requests that are none, paths that climb, and bodies that never come to an end."""

from __future__ import annotations

import contextlib
import re
import select
import socket
import threading
import time
from typing import TYPE_CHECKING

from tools.security.watch import ERROR, LEAK, Answer

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tools.security.visitors import Crew

MALFORMED, CLIMBING, SLOWLY = "malformed requests by socket", "paths that climb", "slow bodies"
HOST = b"Host: 127.0.0.1\r\n"
FORM = b"Content-Type: application/x-www-form-urlencoded\r\n"
ALLOWED = {501, 505}  # "not implemented" is the right answer to an unknown transfer coding or version
CONNECTIONS, SECONDS, IN_TIME = 40, 10, 3.0


def spoken(port: int, content: bytes, *, patience: float = 2.0) -> bytes:
    """Everything that comes back on a connection on which this was sent."""
    heard = b""
    with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=patience) as line:
        line.sendall(content)
        with contextlib.suppress(OSError):
            line.shutdown(socket.SHUT_WR)
        while part := line.recv(65_536):
            heard += part
    return heard


def malformed(crew: Crew) -> None:
    """Requests that contradict themselves; one answer each, never an error of the server."""
    for name, content in _requests(crew.world.port).items():
        heard = spoken(crew.world.port, content)
        _judge(crew, name, content, heard)
    _still_there(crew, MALFORMED)


def _judge(crew: Crew, name: str, content: bytes, heard: bytes) -> None:
    statuses = [int(one) for one in re.findall(rb"HTTP/1\.[01] (\d{3}) ", heard)]
    row = crew.watch.row(MALFORMED)
    row.tried += 1
    row.refused += not statuses or 400 <= statuses[0] < 500 or statuses[0] in ALLOWED
    row.accepted += bool(statuses) and statuses[0] < 400
    at = f"{name} "
    if any(status >= 500 and status not in ALLOWED for status in statuses):
        crew.watch.find(MALFORMED, ERROR, f"answered {statuses}", at=at, sent=content[:120])
    if name.startswith("both") and len(statuses) > 1:
        crew.watch.note(
            "waitress goes by chunks where a length is given too, as it may, but leaves the connection open"
        )
    if b"Traceback" in heard or b"smuggled-7f3a" in heard.lower().replace(b"/smuggled-7f3a?", b""):
        crew.watch.find(MALFORMED, LEAK, "an inside was shown", at=at, sent=content[:120])
    if name.startswith("smuggled") and len(statuses) > 1:
        crew.watch.find(MALFORMED, LEAK, f"two answers to one request: {statuses}", at=at, sent=content[:120])


def _requests(port: int) -> dict[str, bytes]:
    inner = b"GET /smuggled HTTP/1.1\r\n" + HOST + b"\r\n"
    chunk = b"Transfer-Encoding: chunked\r\n"
    post, length = b"POST /sign-in HTTP/1.1\r\n" + HOST + FORM, b"Content-Length: %d\r\n"
    return {
        "smuggled by two lengths": post + length % 0 + length % len(inner) + b"\r\n" + inner,
        "smuggled by two lengths in one": post + b"Content-Length: 0, %d\r\n\r\n" % len(inner) + inner,
        "both length and chunks": post + length % (len(inner) + 5) + chunk + b"\r\n0\r\n\r\n" + inner,
        "smuggled by a spaced name": post + b"Content-Length : %d\r\n\r\n" % len(inner) + inner,
        "smuggled by a chunked word": post + b"Transfer-Encoding: xchunked\r\n" + length % 3 + b"\r\na=b",
        "smuggled by a tab": post + b"Transfer-Encoding:\tchunked\r\n" + length % 4 + b"\r\n1\r\nZ\r\nQ",
        "smuggled by a fold": post + b"Transfer-Encoding:\r\n chunked\r\n\r\n0\r\n\r\n",
        "a negative length": post + length % -1 + b"\r\n",
        "a length with a plus": post + b"Content-Length: +3\r\n\r\na=b",
        "a length with an underscore": post + b"Content-Length: 1_0\r\n\r\na=b",
        "a length in other digits": post + "Content-Length: ٣\r\n\r\na=b".encode(),
        "a huge length": post + b"Content-Length: " + b"9" * 40 + b"\r\n\r\n",
        "a length in hex": post + b"Content-Length: 0x3\r\n\r\na=b",
        "good chunks": post + chunk + b"\r\n3\r\na=b\r\n0\r\n\r\n",
        "a negative chunk": post + chunk + b"\r\n-1\r\na\r\n0\r\n\r\n",
        "a huge chunk": post + chunk + b"\r\n" + b"f" * 40 + b"\r\na\r\n0\r\n\r\n",
        "a chunk that is no number": post + chunk + b"\r\nzz\r\na\r\n0\r\n\r\n",
        "a chunk cut off": post + chunk + b"\r\n10\r\nabc",
        "chunks with long extensions": post + chunk + b"\r\n1;" + b"x" * 9000 + b"\r\na\r\n0\r\n\r\n",
        "many small chunks": post + chunk + b"\r\n" + b"1\r\na\r\n" * 3000 + b"0\r\n\r\n",
        "no method": b"\r\n\r\n",
        "no version": b"GET /\r\n\r\n",
        "an unknown version": b"GET / HTTP/9.9\r\n" + HOST + b"\r\n",
        "HTTP/2 at once": b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
        "a greeting of TLS": b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + b"\x00" * 200,
        "noise": bytes(range(256)) * 4,
        "a NUL in the path": b"GET /\x00 HTTP/1.1\r\n" + HOST + b"\r\n",
        "a NUL in a header": b"GET / HTTP/1.1\r\n" + HOST + b"X: a\x00b\r\n\r\n",
        "a bare CR": b"GET / HTTP/1.1\r" + HOST + b"\r\n",
        "bare LFs": b"GET / HTTP/1.1\nHost: 127.0.0.1\n\n",
        "bytes that are no text in the path": b"GET /\xff\xfe HTTP/1.1\r\n" + HOST + b"\r\n",
        "bytes that are no text in a query": b"GET /sign-in?next=\xff\xfe HTTP/1.1\r\n" + HOST + b"\r\n",
        "bytes that are no text in a cookie": b"GET /home HTTP/1.1\r\n" + HOST + b"Cookie: fourfold=\xff\xfe\r\n\r\n",
        "bytes that are no text in a browser's name": b"GET /home HTTP/1.1\r\n"
        + HOST
        + b"User-Agent: \xff\x80\r\n\r\n",
        "no host": b"GET / HTTP/1.1\r\n\r\n",
        "two hosts": b"GET / HTTP/1.1\r\n" + HOST + b"Host: evil.example\r\n\r\n",
        "a whole address": b"GET http://evil.example/ HTTP/1.1\r\n" + HOST + b"\r\n",
        "a tunnel": b"CONNECT 169.254.169.254:80 HTTP/1.1\r\n" + HOST + b"\r\n",
        "an asterisk": b"OPTIONS * HTTP/1.1\r\n" + HOST + b"\r\n",
        "a path that is none": b"GET sign-in HTTP/1.1\r\n" + HOST + b"\r\n",
        "a broken bracket": b"GET http://[::1/ HTTP/1.1\r\n" + HOST + b"\r\n",
        "a long path": b"GET /" + b"a" * 200_000 + b" HTTP/1.1\r\n" + HOST + b"\r\n",
        "a long header": b"GET / HTTP/1.1\r\n" + HOST + b"X: " + b"a" * 300_000 + b"\r\n\r\n",
        "many headers": b"GET / HTTP/1.1\r\n" + HOST + b"X: a\r\n" * 20_000 + b"\r\n",
        "a range": b"GET /static/css/fourfold.css HTTP/1.1\r\n"
        + HOST
        + b"Range: bytes="
        + b"0-," * 2000
        + b"0-\r\n\r\n",
        "a range backwards": b"GET /static/css/fourfold.css HTTP/1.1\r\n" + HOST + b"Range: bytes=9-1\r\n\r\n",
        "dates that are none": b"GET /static/css/fourfold.css HTTP/1.1\r\n"
        + HOST
        + b"If-Modified-Since: \xff 99\r\n\r\n",
        "an odd Accept-Encoding": b"GET / HTTP/1.1\r\n" + HOST + b"Accept-Encoding: gzip;q=\xff,;;,*;q=nan\r\n\r\n",
        "an odd Expect": post + length % 3 + b"Expect: 200-maybe\r\n\r\na=b",
        "a hundred requests at once": (b"GET /sign-in HTTP/1.1\r\n" + HOST + b"\r\n") * 100,
        "a length without a body": post + length % 100 + b"\r\n",
        "an upgrade": b"GET / HTTP/1.1\r\n" + HOST + b"Connection: Upgrade\r\nUpgrade: websocket\r\n\r\n",
        "a port that is none": b"GET / HTTP/1.1\r\nHost: 127.0.0.1:99999999\r\n\r\n",
        "a port of words": b"GET / HTTP/1.1\r\nHost: 127.0.0.1:%d:x\r\n\r\n" % port,
    }


def climbing(crew: Crew) -> None:
    """Ways out of the folder of static files, and to files that are none of anybody's business."""
    for path in _climbs():
        heard = spoken(crew.world.port, b"GET " + path + b" HTTP/1.0\r\n" + HOST + b"\r\n")
        head, _, body = heard.partition(b"\r\n\r\n")
        status = int(head[9:12]) if head[9:12].isdigit() else 0
        headers = dict(line.split(": ", 1) for line in head.decode("latin1").split("\r\n")[1:] if ": " in line)
        at = f"GET {path.decode('latin1')}"
        browser = crew.be("")
        crew.watch.take(CLIMBING, at, Answer(status, _Any(headers), body), who="nobody", sees=browser.sees, sent=path)
        if status == 200:
            crew.watch.find(CLIMBING, LEAK, "a file outside was handed out", at=at, sent=path)


class _Any(dict):  # type: ignore[type-arg]
    """Headers of an answer that may have come from below the application, which needs no policy of its own."""

    def __contains__(self, name: object) -> bool:
        return name != "X-Injected-7f3a" or super().__contains__(name)


def _climbs() -> Iterator[bytes]:
    ups = (
        b"../",
        b"..%2f",
        b"%2e%2e/",
        b"%2e%2e%2f",
        b"..%5c",
        b"..\\",
        b"....//",
        b"..;/",
        b"%252e%252e%252f",
        b"..%c0%af",
        b"..%00/",
    )
    for up in ups:
        yield b"/static/" + up * 8 + b"etc/passwd"
        yield b"/static/css/" + up * 3 + b"app.py"
        yield b"/banks/" + up * 2 + b"secret-key/"
        yield b"/assessments/19/evidence/1/" + up * 6 + b"fourfold.db"
    names = (
        b"",
        b"/",
        b"//etc/passwd",
        b"/etc/passwd",
        b"css/",
        b"css",
        b".git/config",
        b"%00",
        b"css/fourfold.css%00.png",
        b"~",
    )
    yield from (b"/static/" + name for name in names)
    outside = (b"instance/secret-key", b"secret-key", b"fourfold.db", b".env", b".git/HEAD", b"outbox/", b"evidence/")
    yield from (b"/" + name for name in outside)
    yield from (b"//etc/passwd", b"/./../../etc/passwd", b"/static", b"/server-status", b"/console", b"/debug")


def slowly(crew: Crew) -> None:
    """Forty connections that send a byte a second, while everybody else is still answered in time."""
    stop = threading.Event()
    thread = threading.Thread(target=_drip, args=(crew.world.port, stop))
    thread.start()
    try:
        for _ in range(SECONDS):
            time.sleep(1)
            _still_there(crew, SLOWLY)
    finally:
        stop.set()
        thread.join(timeout=10)


def _drip(port: int, stop: threading.Event) -> None:
    head = b"POST /sign-in HTTP/1.1\r\n" + HOST + FORM + b"Content-Length: 5000\r\n\r\n"
    beginnings = (
        head,
        b"GET / HTTP/1.1\r\nHost: 127",
        b"POST / HTTP/1.1\r\n" + HOST + b"Transfer-Encoding: chunked\r\n\r\n5\r\n",
    )
    with contextlib.ExitStack() as stack:
        lines = [
            stack.enter_context(socket.create_connection(("127.0.0.1", port), timeout=5)) for _ in range(CONNECTIONS)
        ]
        for number, line in enumerate(lines):
            line.sendall(beginnings[number % 3])
        while not stop.wait(1):
            for line in select.select([], lines, [], 0)[1]:
                with contextlib.suppress(OSError):
                    line.sendall(b"a")


def _still_there(crew: Crew, group: str) -> None:
    """A page that anybody may read still comes, and in time."""
    begun = time.perf_counter()
    crew.be("").send(group, "GET", "/sign-in", sent="a normal request")
    if time.perf_counter() - begun > IN_TIME:
        crew.watch.find(group, ERROR, f"a normal request took more than {IN_TIME:.0f} s", at="GET /sign-in")
