"""How much of a questionnaire is left, and about how long that takes."""

from __future__ import annotations

import pytest

from assessment import banks
from assessment.domain.assessment.answers import Completeness, about
from assessment.domain.assessment.levels import needed_for
from tests import factories as make

BANK = banks.load(make.BANK)


@pytest.mark.parametrize(
    ("minutes", "words"),
    [
        (0, ""),
        (3, "about 5 minutes"),
        (12, "about 15 minutes"),
        (57, "about 1 hour"),
        (75, "about 1 hour 15 minutes"),
        (76, "about 1 hour 30 minutes"),
        (168, "about 3 hours"),
    ],
)
def test_time_is_estimated_as_people_do(minutes, words):
    assert about(minutes) == words


def test_what_does_not_apply_is_done_and_takes_no_more_time():
    progress = Completeness(total=56, answered=29, not_applicable=2)
    assert (progress.done, progress.left, progress.time_left) == (31, 25, "about 1 hour 15 minutes")


@pytest.mark.parametrize("level", range(5))
def test_the_weakest_kind_of_evidence_that_supports_a_level_is_named(level):
    item = next(one for one in BANK.items if not one.lived_experience)
    needed = needed_for(BANK, item, level)
    assert needed.grade.cap >= level
    assert all(grade.cap < level for grade in BANK.evidence.grades[: BANK.evidence.grades.index(needed.grade)])
    assert not needed.lived_experience


def test_lived_experience_is_named_where_a_level_takes_it():
    item = next(one for one in BANK.items if one.lived_experience)
    assert needed_for(BANK, item, 4).lived_experience
    assert not needed_for(BANK, item, 3).lived_experience
