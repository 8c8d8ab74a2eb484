"""Crowds: whatever is published, in whatever order, nobody without a name stands in a group smaller than the threshold."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assessment.domain.area.crowds import crowds_of, linked, settled
from assessment.domain.area.groups import AREA, EVERY_QUESTION, MOVED, groups_by_name
from assessment.domain.area.publication import Crowds, Cut, Disclosure, Entrant, changed, cuts, refusal

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from assessment.domain.area.publication import Figure

SMALLER = (MOVED, EVERY_QUESTION, "partnership:1", "partnership:2", "sector:a", "sector:b", "size:a", "size:b")
CATALOGUE = (AREA, *SMALLER)
THRESHOLDS = st.integers(2, 6)


def disclosure(threshold: int = 5) -> Disclosure:
    return Disclosure(threshold, "a secret for tests only")


BITS = st.integers(0, 2**14 - 1)
UNHURRIED = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])


def entrant(number: int, bits: int) -> Entrant:
    """An organisation whose groups and name are the bits of a random number."""
    in_area, may_be_named = bits & 7 != 0, bits & 24 == 0
    where = {key for place, key in enumerate(SMALLER) if bits >> (5 + place) & 1}
    groups = frozenset(where | {AREA} if in_area else where & {"partnership:1", "partnership:2"})
    rows = groups & ({AREA, "partnership:1"} if bits >> 13 else {"partnership:1"}) if may_be_named else frozenset()
    return Entrant(number, 100 + number, bool(rows), groups, frozenset(rows))


def areas(most: int = 40) -> st.SearchStrategy[list[Entrant]]:
    many = st.lists(BITS, max_size=most)
    return many.map(lambda drawn: [entrant(number, bits) for number, bits in enumerate(drawn, 1)])


@st.composite
def next_year_part(draw: st.DrawFn, before: Sequence[Entrant], first: int) -> list[Entrant]:
    """The same organisations once more: some gone, some with a new result, some in other groups, some new ones.

    The new ones are numbered from `first`, which nobody had before: whoever has gone does not come back as another.
    """
    kept = []
    for one in before:
        what = draw(st.sampled_from(["same", "same", "same", "gone", "new result", "moved"]))
        if what == "new result":
            kept.append(replace(one, result=one.result + 1000))
        elif what == "moved":
            kept.append(
                replace(entrant(one.organisation, draw(BITS)), result=one.result, named=one.named, rows=one.rows)
            )
        elif what == "same":
            kept.append(one)
    return kept + [entrant(first + number, bits) for number, bits in enumerate(draw(st.lists(BITS, max_size=8)))]


def hidden(entrants: Iterable[Entrant]) -> frozenset[Figure]:
    return frozenset(one.figure for one in entrants if not one.named)


def smallest(groups: Iterable[frozenset[Figure]], unnamed: frozenset[Figure]) -> int | None:
    """The smallest number of figures without a name that the same groups count, worked out by comparing pairs."""
    opened = [group & unnamed for group in groups]
    figures = sorted(frozenset().union(*opened)) if opened else []
    alike = [sum(all((one in g) == (other in g) for g in opened) for other in figures) for one in figures]
    return min(alike, default=None)


def by_key(decided: Sequence[Cut]) -> dict[str, frozenset[Figure]]:
    return {cut.key: cut.counted for cut in decided}


@UNHURRIED
@given(areas(), THRESHOLDS)
def test_nobody_without_a_name_stands_in_a_crowd_below_the_threshold(entrants, threshold):
    decided = cuts(entrants, CATALOGUE, disclosure(threshold))
    least = smallest((cut.counted for cut in decided), hidden(entrants))
    assert least is None or least >= threshold


@UNHURRIED
@given(areas(), THRESHOLDS)
def test_groups_count_at_least_the_threshold_of_their_own_or_are_closed(entrants, threshold):
    for cut in cuts(entrants, CATALOGUE, disclosure(threshold)):
        members = {one.figure for one in entrants if cut.key in one.groups}
        assert cut.counted <= members
        assert cut.open == bool(cut.counted)
        assert not cut.open or len(cut.counted) >= threshold
        assert cut.left_out == len(members - cut.counted)


@UNHURRIED
@given(areas(), THRESHOLDS)
def test_those_with_a_name_are_counted_wherever_a_group_is_open_and_never_cover_others(entrants, threshold):
    decided = by_key(cuts(entrants, CATALOGUE, disclosure(threshold)))
    for one in entrants:
        if one.named:
            assert all(one.figure in decided[key] or not decided[key] for key in one.groups)
    for counted in decided.values():
        cover = counted & hidden(entrants)
        assert not cover or len(cover) >= threshold
    without = [one for one in entrants if not one.named]
    alone = by_key(cuts(without, (AREA,), disclosure(threshold)))
    assert decided[AREA] & hidden(entrants) == alone[AREA]


@UNHURRIED
@given(st.data(), THRESHOLDS)
def test_crowds_hold_over_any_sequence_of_publications(data, threshold):
    entrants, published, unnamed = data.draw(areas(25)), [], frozenset()
    first = len(entrants) + 1
    for _ in range(data.draw(st.integers(1, 4))):
        decided = cuts(entrants, CATALOGUE, disclosure(threshold), before=[group & unnamed for group in published])
        published += [cut.counted for cut in decided if cut.open]
        unnamed |= hidden(entrants)
        least = smallest(published, unnamed)
        assert least is None or least >= threshold
        entrants = data.draw(next_year_part(entrants, first))
        first = max([first, *(one.organisation + 1 for one in entrants)])


@UNHURRIED
@given(areas(), st.data(), THRESHOLDS)
def test_one_organisation_more_less_or_renamed_never_closes_the_area_for_the_others(entrants, data, threshold):
    one = entrant(99, data.draw(BITS))
    others = [other for other in entrants if AREA in other.groups]
    named, unnamed = (sum(other.named is flag for other in others) for flag in (True, False))
    shown = named + (unnamed if unnamed >= threshold else 0)
    for now in (entrants, [*entrants, one], [*entrants, replace(one, named=not one.named)]):
        counted = by_key(cuts(now, CATALOGUE, disclosure(threshold)))[AREA]
        if shown >= threshold:
            assert {other.figure for other in others if other.named} <= counted
            assert unnamed < threshold or {other.figure for other in others} <= counted


@UNHURRIED
@given(areas(20), areas(20), THRESHOLDS)
def test_years_do_not_stand_in_each_others_way(first, second, threshold):
    """A year is decided by its own publications, so any order of years gives the same groups."""
    second = [replace(one, result=one.result + 5000) for one in second]
    rules = disclosure(threshold)

    def published(years: Sequence[Sequence[Entrant]]) -> dict[int, list[dict[str, frozenset[Figure]]]]:
        found: dict[int, list[dict[str, frozenset[Figure]]]] = {}
        for year in years:
            own = found.setdefault(id(year), [])
            before = [group & hidden(year) for earlier in own for group in earlier.values() if group]
            own.append(by_key(cuts(year, CATALOGUE, rules, before=before)))
        return found

    assert published([first, second, first]) == published([second, first, first]) == published([first, first, second])


def test_a_member_of_a_partnership_alone_is_left_out_there_and_closes_nothing_wider():
    inside = [Entrant(n, n, named=False, groups=frozenset({AREA, "partnership:1"})) for n in range(8)]
    others = [Entrant(n, n, named=False, groups=frozenset({AREA})) for n in range(10, 16)]
    alone = Entrant(99, 99, named=False, groups=frozenset({"partnership:1"}))
    decided = {cut.key: cut for cut in cuts([alone, *inside, *others], CATALOGUE, disclosure())}
    assert len(decided[AREA].counted) == 14
    assert decided["partnership:1"].counted == {one.figure for one in inside}
    assert decided["partnership:1"].left_out == 1


def test_a_group_that_would_leave_few_behind_leaves_out_more_of_its_own():
    wide = [Entrant(n, n, named=False, groups=frozenset({AREA, MOVED} if n < 11 else {AREA})) for n in range(12)]
    decided = {cut.key: cut for cut in cuts(wide, CATALOGUE, disclosure())}
    assert (len(decided[AREA].counted), len(decided[MOVED].counted), decided[MOVED].left_out) == (12, 7, 4)
    few = [Entrant(n, n, named=False, groups=frozenset({AREA, MOVED} if n < 8 else {AREA})) for n in range(9)]
    assert not {cut.key: cut for cut in cuts(few, CATALOGUE, disclosure())}[MOVED].open


def test_who_is_left_out_follows_the_secret_and_not_the_figures():
    def left_out(secret: str, results: int) -> set[int]:
        wide = [
            Entrant(n, results + n, named=False, groups=frozenset({AREA, *([MOVED] if n else [])})) for n in range(12)
        ]
        counted = by_key(cuts(wide, CATALOGUE, Disclosure(5, secret)))[MOVED]
        return set(range(12)) - {organisation for organisation, _ in counted}

    assert left_out("one", 0) == left_out("one", 500)
    assert len({tuple(sorted(left_out(str(n), 0))) for n in range(20)}) > 10


@UNHURRIED
@given(st.lists(st.frozensets(st.integers(1, 20)), max_size=6), THRESHOLDS)
def test_sizes_are_those_of_the_crowds(groups, threshold):
    crowds = Crowds(disclosure(threshold))
    for group in groups:
        crowds.count((one, one) for one in group)
    expected = Counter(tuple(n for n, group in enumerate(groups) if one in group) for one in frozenset().union(*groups))
    assert crowds.sizes() == expected


@UNHURRIED
@given(areas(), THRESHOLDS)
def test_who_counts_as_named_has_a_row_in_an_open_group(entrants, threshold):
    now, decided = settled(entrants, CATALOGUE, disclosure(threshold))
    opened = {cut.key for cut in decided if cut.open}
    assert all(not one.named or one.rows & opened for one in now if one.groups)
    least = smallest((cut.counted for cut in decided), hidden(now))
    assert least is None or least >= threshold
    assert decided == cuts(now, CATALOGUE, disclosure(threshold))


def test_a_name_in_a_partnership_that_stays_closed_is_none():
    """Else its figure stands alone between the area's group and the others, though nobody can see whose it is."""
    others = [Entrant(n, n, named=False, groups=frozenset({AREA, EVERY_QUESTION})) for n in range(10)]
    one = Entrant(99, 99, named=True, groups=frozenset({AREA, "partnership:1"}), rows=frozenset({"partnership:1"}))
    now, decided = settled([*others, one], CATALOGUE, disclosure())
    assert not now[-1].named
    assert smallest((cut.counted for cut in decided), hidden(now)) >= 5
    assert one.figure not in by_key(decided)[AREA] or len(by_key(decided)[EVERY_QUESTION]) <= 6
    now, decided = settled([*others, replace(one, known=True)], CATALOGUE, disclosure())
    assert all(one.figure not in cut.counted for cut in decided)


def test_who_had_a_name_this_year_and_has_none_now_is_published_no_more():
    groups = frozenset({AREA, EVERY_QUESTION, "partnership:1"})
    assert groups_by_name(groups, (), known=True) == frozenset()
    assert groups_by_name(groups, (), known=False) == groups
    assert groups_by_name(groups, (None,), known=True) == groups
    assert groups_by_name(groups, (1,), known=False) == {AREA, "partnership:1"}


@UNHURRIED
@given(st.data(), THRESHOLDS)
def test_what_links_two_years_counts_those_who_share_their_crowds_in_both(data, threshold):
    figures = [(n, n) for n in range(data.draw(st.integers(0, 40)))]
    now = {figure: data.draw(st.integers(0, 2)) for figure in figures}
    before = {figure: data.draw(st.integers(0, 2)) for figure in figures if data.draw(st.booleans())}
    counted = linked(now, before, threshold)
    assert counted <= before.keys()
    both = Counter((now[figure], before[figure]) for figure in counted)
    assert all(size >= threshold for size in both.values())
    rest = Counter(now[figure] for figure in figures if figure not in counted)
    mixed = {now[figure] for figure in counted}
    assert all(size >= threshold for crowd, size in rest.items() if crowd in mixed)


@UNHURRIED
@given(st.lists(st.frozensets(st.tuples(st.integers(1, 5), st.integers(1, 5))), max_size=5))
def test_crowds_are_those_that_the_same_groups_count(groups):
    found = crowds_of(groups)
    assert found.keys() == frozenset().union(*groups)
    assert all({number for number, group in enumerate(groups) if one in group} == found[one] for one in found)


@UNHURRIED
def area_over(results):
    """An area that counts these organisations, and them as entrants."""
    entrants = [Entrant(one, result, named=True, groups=frozenset({AREA})) for one, result in results.items()]
    return Cut(AREA, frozenset(one.figure for one in entrants), 0), entrants


@given(st.dictionaries(st.integers(1, 9), st.integers(1, 3)), st.dictionaries(st.integers(1, 9), st.integers(1, 3)))
def test_changed_are_the_new_the_gone_and_those_with_another_result(before, now):
    assert changed(*area_over(now), before) == {one for one in range(1, 10) if before.get(one) != now.get(one)}
    assert changed(*area_over(before), before) == frozenset()


@pytest.mark.parametrize(
    ("number", "said"), [(0, "Nothing has"), (1, "One organisation has"), (4, "4 organisations have")]
)
def test_a_year_is_published_again_only_once_enough_have_changed(number, said):
    before = dict.fromkeys(range(12), 1)
    now = before | dict.fromkeys(range(number), 2)
    assert (refusal(*area_over(now), before, 5) or "").startswith(said)
    assert refusal(*area_over(before | dict.fromkeys(range(5), 2)), before, 5) is None


def test_a_year_is_not_published_again_where_somebody_would_have_to_be_left_out():
    before = dict.fromkeys(range(12), 1)
    _, entrants = area_over(before | dict.fromkeys(range(5), 2))
    fewer, _ = area_over(dict.fromkeys(range(5), 2))
    assert "leave out organisations" in refusal(fewer, entrants, before, 5)


def test_whoever_takes_back_their_word_holds_up_nobody():
    before = dict.fromkeys(range(12), 1)
    assert refusal(*area_over(dict.fromkeys(range(1, 6), 2) | dict.fromkeys(range(6, 12), 1)), before, 5) is None


def test_nothing_to_show_is_not_published():
    assert "There isn’t enough to publish yet" in refusal(Cut(AREA, frozenset(), 4), [], None, 5)
