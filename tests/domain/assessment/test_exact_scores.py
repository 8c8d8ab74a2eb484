"""Scores are exact: worked out as fractions and rounded once, half to even, in whatever order."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessment import banks
from assessment.domain.area.cohort import Spread, spread
from assessment.domain.assessment.arithmetic import ARITHMETICS, EXACT
from assessment.domain.assessment.conditions import Context
from assessment.domain.assessment.journey import journey
from assessment.domain.assessment.progress import Year, changes
from assessment.domain.assessment.records import kept_record, result_record, scorecard_from
from assessment.domain.assessment.scoring import score
from assessment.domain.bank.question_bank import Axis
from assessment.domain.bank.rules import ConditionKind
from assessment.domain.rounding import exact, figure, one_decimal, shown, tenths
from tests.domain.assessment.worked_example import ANSWERS, ITEMS, example
from tests.factories import at, bank, item, stage

if TYPE_CHECKING:
    from random import Random

    from assessment.domain.assessment.answers import Answer

BANK = example()
FIRST = banks.load("trauma-informed-2026")
levels = st.fixed_dictionaries({one.id: st.integers(0, 4) for one in ITEMS})
one_place = st.integers(0, 1000).map(lambda number: number / 10)


def rounded(value: Fraction) -> float:
    """The rule, in the words of the standard library."""
    return float(round(value, 1))


def mean_of_means(questions, said, of=lambda level: level) -> Fraction:
    means = [
        Fraction(100 * sum(of(said[one.id]) for one in found), len(found) * questions.top_level)
        for dimension in questions.dimensions
        if (found := [one for one in questions.items_of(Axis.DIMENSION, dimension.id) if one.id in said])
    ]
    return sum(means) / len(means)


def answers_with_sums(questions, sums) -> dict[str, Answer]:
    """Answers whose levels add up to these sums, dimension by dimension."""
    said = {}
    for dimension, total in zip(questions.dimensions, sums, strict=True):
        rest = total
        for one in questions.items_of(Axis.DIMENSION, dimension.id):
            level = min(questions.top_level, rest)
            said[one.id] = at(level)
            rest -= level
    return said


def test_dimensions_with_sums_of_26_32_0_and_7_give_31_and_a_quarter():
    said = answers_with_sums(FIRST, (26, 32, 0, 7))
    assert mean_of_means(FIRST, {key: answer.level for key, answer in said.items()}) == Fraction(125, 4)
    assert score(FIRST, said).claimed.overall == 31.2


@given(levels)
def test_overall_is_the_exact_mean_of_means_rounded_once(said):
    card = score(BANK, {key: at(level) for key, level in said.items()})
    assert card.claimed.overall == rounded(mean_of_means(BANK, said))


@given(st.dictionaries(st.sampled_from([one.id for one in FIRST.items]), st.integers(0, 4), min_size=1), st.randoms())
def test_the_order_of_dimensions_and_items_never_matters(said, random: Random):
    shuffled = replace(
        FIRST,
        id="shuffled",
        dimensions=tuple(random.sample(FIRST.dimensions, len(FIRST.dimensions))),
        items=tuple(random.sample(FIRST.items, len(FIRST.items))),
    )
    given_answers = {key: at(level) for key, level in said.items()}
    one, other = score(FIRST, given_answers).claimed, score(shuffled, given_answers).claimed
    assert (one.overall, one.dimensions, one.domains, one.lenses) == (
        other.overall,
        other.dimensions,
        other.domains,
        other.lenses,
    )


@given(st.integers(0, 10**6), st.integers(1, 10**6))
def test_tenths_are_rounded_half_to_even(part, whole):
    assert tenths(part, whole) == rounded(Fraction(part, whole))


@given(st.lists(one_place, min_size=5, max_size=40))
def test_quartiles_and_median_are_exact_too(figures):
    tens = sorted(map(exact, figures))

    def quartile(quarters: int) -> float:
        place = Fraction(quarters * (len(tens) - 1), 4)
        below = int(place)
        above = min(below + 1, len(tens) - 1)
        return rounded(tens[below] + (tens[above] - tens[below]) * (place - below))

    assert spread(figures, threshold=5) == Spread(len(figures), quartile(1), quartile(2), quartile(3))


@given(levels, levels)
def test_like_for_like_scores_are_exact_and_what_is_said_follows_from_them_as_shown(before, after):
    years = [Year(BANK, {key: at(level) for key, level in said.items()}) for said in (before, after)]
    found = changes(*years)
    assert found.overall.before == score(BANK, years[0].answers).supported.overall
    assert found.overall.after == score(BANK, years[1].answers).supported.overall
    for change in (found.overall, *found.groups[Axis.DIMENSION].values()):
        assert change.difference == int(figure(change.after)) - int(figure(change.before))
        few = change.items <= BANK.change.few_items
        limit = BANK.change.little_for_few_items if few else BANK.change.little
        assert change.little == (abs(change.difference) < limit)


@given(st.lists(one_place, min_size=3, max_size=6))
def test_means_and_gaps_of_surveys_are_exact(shares):
    assert EXACT.mean(shares) == rounded(sum(map(exact, shares)) / len(shares))
    assert EXACT.widest([(50.1, share) for share in shares]) == rounded(max(exact(50.1) - exact(one) for one in shares))


def test_a_result_kept_with_the_first_arithmetic_still_gives_what_was_kept():
    said = answers_with_sums(FIRST, (26, 32, 0, 7))
    then = kept_record(FIRST, said, Context(), arithmetic=1)
    assert then["states"]["claimed"]["overall"] == 31.3
    assert "arithmetic" not in then
    assert scorecard_from(then).arithmetic == 1
    now = kept_record(FIRST, said, Context())
    assert (now["arithmetic"], now["states"]["claimed"]["overall"]) == (2, 31.2)


@pytest.mark.parametrize("arithmetic", ARITHMETICS)
def test_both_arithmetics_agree_on_the_worked_example(arithmetic):
    one, other = score(BANK, ANSWERS, arithmetic=arithmetic), score(BANK, ANSWERS)
    assert replace(one, arithmetic=other.arithmetic) == other


def test_a_condition_sees_the_exact_mean_of_a_survey():
    asked = stage("first", (ConditionKind.PULSE_FAVOURABLE, 50.0, None))
    two = bank(item("RL-GOV-1"), item("RC-GOV-1"), stages=(asked,))
    said = {"RL-GOV-1": at(2), "RC-GOV-1": at(2)}
    context = Context(pulse_favourable={"RL": 49.9, "RC": 50.2})
    found = journey(two, score(two, said), said, context)
    assert found.conditions[0].has == 50.0
    assert result_record(two, said, context)["conditions"][0]["holds"]


def test_no_evidence_never_confirms_even_where_there_is_one_grade():
    sole = replace(bank().evidence.grades[3], id="G1")
    one_grade = bank(evidence=replace(bank().evidence, grades=(sole,), confidence_from_level=1))
    silent = score(one_grade, {"RL-GOV-1": at(3, None), "RC-GOV-1": at(3, None)})
    assert silent.supported.evidence_confidence == 0.0
    assert score(one_grade, {"RL-GOV-1": at(3, "G1"), "RC-GOV-1": at(3, None)}).supported.evidence_confidence == 50.0


@pytest.mark.parametrize(("value", "words"), [(34.6, "34.6"), (35.0, "35"), (0.0, "0"), (100.0, "100")])
def test_a_score_beside_a_limit_keeps_its_decimal(value, words):
    assert one_decimal(value) == words
    assert shown(34.5) == 35
