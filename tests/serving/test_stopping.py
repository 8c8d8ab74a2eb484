"""The end of a server: in order, whenever it comes, and with nobody left behind."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest

from tests import services
from tests.serving.conftest import SECONDS, Line, children, runs, within

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="processes are looked up as Linux lists them")


def nobody_is_left(pids: list[int]) -> bool:
    return within(5, lambda: not any(map(runs, pids)))


@pytest.mark.parametrize("processes", [1, 2])
def test_what_was_asked_is_answered_before_the_end(start, processes):
    site = start(processes=processes)
    workers = children(site.process.pid)
    with ThreadPoolExecutor(6) as crowd:
        slow = [crowd.submit(site.line().get, "/slow") for _ in range(6)]
        time.sleep(0.5)
        site.process.terminate()
        assert [one.result() for one in slow] == ["answered in the end"] * 6
    assert site.process.wait(SECONDS) == 0
    assert nobody_is_left(workers)


@pytest.mark.parametrize("processes", [1, 2])
def test_a_second_word_to_stop_does_not_wait_for_answers(start, processes):
    site = start(processes=processes)
    workers = children(site.process.pid)
    line = site.line()
    line.connection.request("GET", "/slow?seconds=15")
    time.sleep(0.3)
    site.process.terminate()
    time.sleep(0.3)
    site.process.terminate()
    site.process.wait(8)
    assert nobody_is_left(workers)


def test_connections_that_wait_for_nothing_do_not_hold_up_the_end(site):
    idle = [socket.create_connection(("127.0.0.1", site.port)) for _ in range(10)]
    site.line().get("/about")
    site.process.terminate()
    assert site.process.wait(5) == 0
    for one in idle:
        one.close()


def test_neither_silent_nor_slow_connections_keep_others_waiting(site):
    head = b"POST /sign-in HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 100\r\n\r\n"
    held = [socket.create_connection(("127.0.0.1", site.port)) for _ in range(40)]
    for one in held[::2]:
        one.sendall(head)
    begun = time.monotonic()
    assert site.line().process
    assert time.monotonic() - begun < 3
    for one in held:
        one.close()


@pytest.mark.parametrize("moment", [0.0, 0.05, 0.2, "as soon as there are processes"])
def test_a_stop_during_the_start_leaves_nobody_behind(start, moment):
    site = start(ready=False)
    if isinstance(moment, str):
        assert within(SECONDS, lambda: bool(children(site.process.pid)))
    else:
        time.sleep(1 + moment)
    workers = children(site.process.pid)
    site.process.terminate()
    assert site.process.wait(SECONDS) in {0, -signal.SIGTERM}
    assert nobody_is_left(workers)
    with pytest.raises(OSError, match="refused"):
        socket.create_connection(("127.0.0.1", site.port))


def test_a_process_that_dies_is_replaced(site):
    time.sleep(2.2)
    before = children(site.process.pid)
    os.kill(before[0], signal.SIGKILL)
    assert within(SECONDS, lambda: len(set(children(site.process.pid)) - set(before)) == 1)
    site.two_lines()
    site.process.terminate()
    assert "Another one is taking its place" in site.process.communicate(timeout=SECONDS)[1]


def test_processes_that_die_as_soon_as_they_start_end_the_server(site):
    workers = children(site.process.pid)
    while site.process.poll() is None and (now := children(site.process.pid)):
        os.kill(now[0], signal.SIGKILL)
        time.sleep(0.2)
    assert site.process.wait(SECONDS) == 1
    assert nobody_is_left(workers)


def test_no_process_outlives_the_one_that_watches_over_them(site):
    workers = children(site.process.pid)
    site.process.kill()
    assert nobody_is_left(workers)


def test_the_command_says_where_it_is_once_and_ends_in_order(tmp_path, migrated):
    services.copy_database(migrated, tmp_path / "served.db")
    port = services.free_port()
    environment = {"FOURFOLD_INSTANCE": str(tmp_path), "DATABASE_URL": f"sqlite:///{tmp_path / 'served.db'}"}
    command = [Path(sys.executable).parent / "fourfold", "serve", "--port", str(port)]
    with (tmp_path / "said").open("w") as said:
        server = subprocess.Popen(
            command, env=os.environ | environment | {"FOURFOLD_PROCESSES": "3"}, stdout=said, stderr=said
        )
    try:
        assert within(SECONDS, lambda: "Ctrl+C" in (tmp_path / "said").read_text())
        assert within(SECONDS, lambda: len(children(server.pid)) == 3)
        with closing(Line(port)) as line:
            assert line.get("/static/css/fourfold.css")
        server.send_signal(signal.SIGINT)
        assert server.wait(SECONDS) == 0
    finally:
        server.kill()
    assert (tmp_path / "said").read_text().splitlines() == [
        f"Fourfold is running at http://127.0.0.1:{port}",
        f"No mail server is set up, so emails are saved in {tmp_path / 'outbox'} and not sent.",
        "Press Ctrl+C to stop.",
    ]
