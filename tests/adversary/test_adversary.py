"""Nobody without a name can be worked out from all that is published, however areas live and years are published.

`make security` does the same over many more areas.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests import haste, services
from tests.adversary.attacking import THRESHOLD, Outcome, attack
from tests.adversary.solving import HIGHEST, LOWEST, Said, certain, recovered, spread_of, without_alibi

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

AREAS = 20


@pytest.fixture(scope="module")
def outcome(migrated: Path, tmp_path_factory: pytest.TempPathFactory) -> Outcome:
    """What came of attacking a few random areas."""
    path = tmp_path_factory.mktemp("areas") / "areas.db"
    services.copy_database(migrated, path)
    opened, total = haste.opened(f"sqlite:///{path}"), Outcome()
    for seed in range(AREAS):
        with opened.writing() as session:
            total.add(attack(session, seed, leads=1))
    opened.engine.dispose()
    return total


def test_no_hidden_figure_is_worked_out_from_everything_that_is_published(outcome):
    assert outcome.figures > 1000
    assert outcome.looks > 500
    assert (outcome.recovered, outcome.without_alibi) == (0, 0)


def test_no_crowd_is_smaller_than_the_threshold(outcome):
    assert outcome.smallest >= THRESHOLD


def test_a_lead_who_knows_their_own_figures_works_out_nobody_elses(outcome):
    assert outcome.leads >= AREAS / 2
    assert (outcome.recovered_by_leads, outcome.without_alibi_by_leads) == (0, 0)


def test_the_same_adversary_finds_many_where_groups_are_shown_without_care(outcome):
    assert outcome.naive_smallest == 1
    assert outcome.naive_recovered > 100
    assert outcome.naive_without_alibi > 500


def group(number: int, values: dict[int, int], named: Sequence[int] = ()) -> Said:
    figures = {(one, one): value for one, value in values.items()}
    hidden = frozenset(one for one in figures if one[0] not in named)
    spread = spread_of(sorted(figures.values()), 2)
    assert spread
    return Said((1, "overall", False), (1, str(number)), hidden, figures, spread)


def test_a_row_of_its_own_is_worked_out():
    same = [group(1, {n: 100 * n for n in range(11)}), group(2, {n: 100 * n for n in range(11)}, named=range(10))]
    assert (10, 10) not in {figure for figure, _ in recovered(same[:1])}
    assert {figure for figure, _ in without_alibi(same[1:])} <= {(10, 10)}


def test_two_groups_that_differ_by_one_give_it_away():
    """The median moves past the only figure by which they differ."""
    known = {1: 0, 2: 100, 3: 200, 4: 480, 5: 520, 6: 800, 7: 900, 8: 1000}
    with_it, without = group(1, known | {9: 500}, named=list(known)), group(2, known, named=list(known))
    assert certain([with_it, without])[9, 9] == (500, 500)
    assert without_alibi([with_it, without]) <= {((9, 9), "overall")}


@given(st.lists(st.lists(st.integers(0, 1000), min_size=12, max_size=12), min_size=1, max_size=1), st.data())
def test_what_is_certain_is_true(values, data):
    figures = dict(enumerate(values[0]))
    chosen = data.draw(st.lists(st.frozensets(st.sampled_from(sorted(figures)), min_size=4), min_size=1, max_size=5))
    named = data.draw(st.frozensets(st.sampled_from(sorted(figures))))
    same = [group(n, {one: figures[one] for one in members}, sorted(named)) for n, members in enumerate(chosen)]
    for (one, _), (low, high) in certain(same).items():
        assert LOWEST <= low <= figures[one] <= high <= HIGHEST
