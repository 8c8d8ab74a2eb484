"""Guessing passwords gets slow, and for nobody else."""

from __future__ import annotations

import re

import pytest

from assessment.domain.people.permissions import Role
from tests.web.getting_in import is_signed_in, said_at, sign_in

pytestmark = pytest.mark.usefixtures("moment")


def test_after_several_wrong_passwords_there_is_a_wait_at_the_field(visitor, people, moment):
    assert [sign_in(visitor, people.address(), "a guess").status_code for _ in range(5)] == [422] * 5
    answer = sign_in(visitor, people.address())
    assert answer.status_code == 429
    assert re.search(r"Wait 1 second, then try again, or get a link", said_at(answer, "password"))
    assert not is_signed_in(visitor)
    moment.passes(seconds=1)
    assert sign_in(visitor, people.address(), "a guess").status_code == 422
    assert "Wait 2 seconds" in said_at(sign_in(visitor, people.address()), "password")
    moment.passes(seconds=2)
    assert sign_in(visitor, people.address()).location == "/home"


def test_the_wait_grows_but_never_beyond_five_minutes_and_is_over_after_an_hour(visitor, people, moment):
    for _ in range(5):
        sign_in(visitor, people.address(), "a guess")
    waits = []
    for _ in range(11):
        said = said_at(sign_in(visitor, people.address()), "password")
        waits.append(int(re.search(r"Wait (\d+) second", said).group(1)))
        moment.passes(seconds=waits[-1])
        assert sign_in(visitor, people.address(), "a guess").status_code == 422
    assert waits == [1, 2, 4, 8, 16, 32, 64, 128, 256, 300, 300]
    moment.passes(minutes=61)
    assert sign_in(visitor, people.address()).location == "/home"


def test_an_unknown_address_gets_slow_in_the_same_way(visitor):
    answers = [sign_in(visitor, "Nobody@Example.org ", "a guess") for _ in range(6)]
    assert [answer.status_code for answer in answers] == [422] * 5 + [429]
    assert sign_in(visitor, "nobody@example.org").status_code == 429


def test_a_browser_that_has_signed_in_before_is_not_slowed_down_by_failures_elsewhere(visitor, elsewhere, people):
    sign_in(visitor, people.address())
    visitor.post("/sign-out")
    for _ in range(8):
        sign_in(elsewhere, people.address(), "a guess")
    assert sign_in(elsewhere, people.address()).status_code == 429
    assert sign_in(visitor, people.address()).location == "/home"


def test_a_browser_that_has_signed_in_before_gets_slow_by_its_own_failures(visitor, people):
    sign_in(visitor, people.address())
    visitor.post("/sign-out")
    assert [sign_in(visitor, people.address(), "a guess").status_code for _ in range(11)] == [422] * 10 + [429]


def test_a_known_browser_is_known_for_one_person_only(visitor, people):
    sign_in(visitor, people.address(Role.CONTRIBUTOR))
    visitor.post("/sign-out")
    assert [sign_in(visitor, people.address(), "a guess").status_code for _ in range(6)] == [422] * 5 + [429]


@pytest.mark.parametrize("planted", ["", "forged", "WzEsIngiXQ.aaaa.bbbb", "ä"])
def test_a_forged_mark_of_a_browser_makes_it_no_known_one(visitor, people, planted):
    visitor.client.set_cookie("fourfold-device", planted)
    assert [sign_in(visitor, people.address(), "a guess").status_code for _ in range(6)] == [422] * 5 + [429]


def test_one_address_cannot_try_many_accounts(visitor):
    answers = [sign_in(visitor, f"nobody{number}@example.org", "a guess").status_code for number in range(21)]
    assert answers == [422] * 20 + [429]
