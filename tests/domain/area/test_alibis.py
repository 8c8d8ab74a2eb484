"""Alibis: what is published of a crowd leaves each of its members ten points to have been elsewhere."""

from __future__ import annotations

from statistics import quantiles

from hypothesis import given
from hypothesis import strategies as st

from assessment.domain.area.alibis import LEAST, Alibis

FIGURES = st.lists(st.tuples(st.integers(0, 100), st.sampled_from(["a", "b", None])), min_size=5, max_size=25)


def published(figures: list[float]) -> list[float]:
    return quantiles(figures, n=4, method="inclusive")


@given(FIGURES)
def test_the_lowest_and_the_highest_of_a_crowd_move_unseen_as_far_as_is_said(known):
    alibis = Alibis()
    alibis.allow("overall", known, always=True)
    figures = [float(value) for value, _ in known]
    for (_, (crowd, number)), (low, high) in alibis._ranges.items():
        own = sorted((place for place, (_, one) in enumerate(known) if one == crowd), key=figures.__getitem__)
        others = (own, own[1:], own[:-1])[number]
        for place, to in ((others[0], low), (others[-1], high)):
            elsewhere = [*figures]
            elsewhere[place] = max(-1000.0, min(1000.0, to))
            assert published(elsewhere) == published(figures)


def test_a_crowd_that_is_alike_between_named_ones_is_not_published():
    """Found by the adversary: the named ones push the quartiles onto the lowest and the highest of those without."""
    named = [(value, None) for value in (16.7, 66.7, 83.3)]
    alike = [(value, "crowd") for value in (50.0, 58.3, 58.3, 58.3, 58.3)]
    assert not Alibis().allow("overall", [*named, *alike])
    assert Alibis().allow("overall", [*named, *alike], always=True)
    assert Alibis().allow("overall", alike)
    apart = [(value, "crowd") for value in (40.0, 45.0, 52.0, 58.3, 60.0)]
    assert Alibis().allow("overall", [*named, *apart])


def test_a_lead_whose_own_figure_lies_apart_is_not_told_the_others():
    named = [(value, None) for value in (16.7, 66.7, 83.3)]
    crowd = [(value, "crowd") for value in (40.0, 58.3, 58.3, 58.3, 58.3)]
    assert not Alibis().allow("overall", [*named, *crowd])


def test_groups_taken_together_leave_ten_points_as_well():
    """One group holds the lowest in its place, the other one the highest."""
    crowd = [(50.0 + place, "crowd") for place in range(6)]
    low, high = [(float(n), "low") for n in range(6)], [(90.0 + n, "high") for n in range(6)]
    alibis = Alibis()
    assert alibis.allow("overall", [*low[:5], *crowd])
    assert not alibis.allow("overall", [*crowd, *high[:5]])
    assert alibis.allow("drift", [*crowd, *high[:5]])


@given(st.lists(FIGURES, max_size=4))
def test_what_was_allowed_stays_so(groups):
    alibis = Alibis()
    for known in groups:
        before = dict(alibis._ranges)
        if alibis.allow("overall", known):
            assert all(high - low >= LEAST for low, high in alibis._ranges.values())
        else:
            assert alibis._ranges == before
