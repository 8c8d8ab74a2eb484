"""Work on passwords: one at a time, behind everything else, with few in the queue."""

from __future__ import annotations

import os
import sys
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from argon2 import PasswordHasher, extract_parameters

from assessment.credentials import hashing, passwords

PATIENCE = 10


def test_one_is_worked_on_and_two_wait_and_the_next_is_told_at_once():
    go_on, running, most = threading.Event(), [], []

    def work(number: int) -> int:
        running.append(number)
        most.append(len(running))
        go_on.wait(PATIENCE)
        running.remove(number)
        return number

    begun = threading.Event()
    with ThreadPoolExecutor(1 + hashing.WAITING) as callers:
        callers.submit(hashing.in_turn, begun.set).result(PATIENCE)
        taken = [callers.submit(hashing.in_turn, work, number) for number in range(1 + hashing.WAITING)]
        while hashing._places._value:
            threading.Event().wait(0.01)
        with pytest.raises(hashing.TooManyAtOnce):
            hashing.in_turn(work, 99)
        go_on.set()
        assert sorted(one.result(PATIENCE) for one in taken) == [0, 1, 2]
    assert set(most) == {1}
    assert hashing.in_turn(lambda: "free again") == "free again"


def test_what_fails_gives_its_place_back():
    for _ in range(2 * (1 + hashing.WAITING)):
        with pytest.raises(ZeroDivisionError):
            hashing.in_turn(lambda: 1 / 0)


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux lets a single thread be less urgent")
def test_it_gives_way_to_everything_else_and_nothing_else_does():
    before = os.getpriority(os.PRIO_PROCESS, threading.get_native_id())
    theirs = hashing.in_turn(lambda: os.getpriority(os.PRIO_PROCESS, threading.get_native_id()))
    assert theirs == 19
    assert os.getpriority(os.PRIO_PROCESS, threading.get_native_id()) == before


def test_all_work_on_passwords_is_done_there():
    class Spy:
        def __init__(self) -> None:
            self.threads: list[str] = []

        def hash(self, password: str) -> str:
            self.threads.append(threading.current_thread().name)
            return PasswordHasher(1, 8, 1).hash(password)

        def verify(self, kept: str, password: str) -> bool:
            self.threads.append(threading.current_thread().name)
            return PasswordHasher().verify(kept, password)

    spy = Spy()
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(passwords, "_hasher", spy)
        kept = passwords.hashed("heron over the weir")
        assert passwords.matches(kept, "heron over the weir")
        assert not passwords.matches(None, "heron over the weir")
    assert len(spy.threads) >= 3
    assert all(name.startswith("passwords") for name in spy.threads)


def test_what_was_kept_with_other_parameters_still_matches():
    kept = PasswordHasher(time_cost=1, memory_cost=64, parallelism=4).hash("heron over the weir")
    assert extract_parameters(kept).parallelism == 4
    assert passwords.matches(kept, "heron over the weir")
    assert not passwords.matches(kept, "heron under the weir")
