"""What a result says in sentences: they follow from its figures, and name nothing that is not in the bank."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from types import SimpleNamespace

import pytest

from assessment.domain.area.cycles import Cycle
from assessment.domain.assessment.conditions import Context
from assessment.domain.assessment.journey import journey, next_stage
from assessment.domain.assessment.progress import Year, changes
from assessment.domain.assessment.scoring import score
from assessment.domain.bank.question_bank import Dimension
from assessment.domain.bank.rules import ConditionKind, EvidenceGrade, EvidenceRules
from assessment.figures import changes as moves
from assessment.figures import words_of_result
from assessment.figures.progress import caution, finding
from assessment.reports.progress import Progress
from assessment.reports.results import ResultPage
from assessment.reports.standouts import gaps, levels_of, strengths
from assessment.reports.years import YearLine
from tests import factories as make

ITEMS = tuple(make.item(f"{name}-GOV-{number}") for name in ("A", "B") for number in range(3))
STAGES = (
    make.stage("start"),
    make.stage("middle", (ConditionKind.OVERALL, 50.0, None), (ConditionKind.GATE, 2.0, "A-GOV-0")),
    make.stage("end", (ConditionKind.DIMENSION, 75.0, "B"), (ConditionKind.MODERATED, True, None)),
)
GRADES = EvidenceRules(
    (
        EvidenceGrade("E0", "Nothing yet", "", cap=1),
        EvidenceGrade("E3", "Seen at work", "", cap=4, confirms=True),
    ),
    confidence_from_level=2,
)
BANK = make.bank(
    *ITEMS, dimensions=(Dimension("A", "Axis A"), Dimension("B", "Axis B")), stages=STAGES, evidence=GRADES
)


def answers(*levels: int | None, evidence: str = "E3"):
    given = zip(ITEMS, levels, strict=False)
    return {item.id: make.at(level, evidence) for item, level in given if level is not None}


def line_of(said, *, year=2026, earlier=None, moderated=False, bank=BANK):
    """A year in the making, against an earlier one if there is any."""
    card = score(bank, said)
    walked = journey(bank, card, said, Context(moderated=moderated))
    before = earlier and SimpleNamespace(cycle=earlier.cycle, bank_id=earlier.bank.id)
    known = earlier and changes(Year(earlier.bank, earlier.answers), Year(bank, said, moderated=moderated))
    cycle = Cycle(year, year, f"{year}–{(year + 1) % 100}", bank.id, date(year, 9, 1), date(year + 1, 8, 31), None)
    return YearLine(
        cycle,
        year,
        bank,
        said,
        card,
        walked.basis,
        walked.stage,
        walked.conditions,
        None,
        before or None,
        known or None,
    )


def page_of(said, **more) -> ResultPage:
    line = line_of(said, **more)
    levels = tuple(levels_of(line.bank, said, line.basis))
    stage = line.stage.id if line.stage else None
    following = next_stage(line.bank, stage) if line.card.completeness.complete else None
    return ResultPage(line, line.bank, following, levels, strengths(levels), gaps(line.bank, levels), ())


def test_a_line_says_what_is_met_and_what_is_not():
    assert words_of_result(page_of(answers(1, 1, 1, 1, 1, 1))).why == (
        "Start is where everyone starts. 2 requirements for Middle are not yet met; "
        "the closest is level 2 or above for “A-GOV-0” (now level 1)."
    )
    assert words_of_result(page_of(answers(1, 3, 3, 3, 3, 3))).why == (
        "Start is where everyone starts. One requirement for Middle is not yet met: "
        "level 2 or above for “A-GOV-0” (now level 1)."
    )
    assert words_of_result(page_of(answers(3, 3, 3, 3, 3, 3))).why == (
        "You meet every requirement for Middle. One requirement for End is not yet met: "
        "moderation by the Independent Adviser."
    )
    assert words_of_result(page_of(answers(4, 4, 4, 4, 4, 4), moderated=True)).why == (
        "You meet every requirement of every stage."
    )


def test_a_partial_result_says_how_much_is_left_and_that_there_is_no_stage():
    said = words_of_result(page_of(answers(3, 3, 3, 3, 3)))
    assert said.why.startswith("These figures are partial: 1 of 6 questions is still to be answered, and there is no")
    assert (said.state, said.needed) == ("Draft", "")
    assert dict(said.sure.facts)["Questions left"] == "1 of 6 questions is still to be answered."
    bare = replace(BANK, stages=())
    assert words_of_result(page_of(answers(3), bank=bare)).why == (
        "These figures are partial: 5 of 6 questions are still to be answered."
    )
    assert not words_of_result(page_of(answers(3, 3, 3, 3, 3, 3), bank=bare)).why


def test_a_kept_result_is_provisional_until_it_is_moderated():
    def kept(moderated: bool) -> ResultPage:
        page = page_of(answers(3, 3, 3, 3, 3, 3), moderated=moderated)
        return replace(page, line=replace(page.line, kept=SimpleNamespace(kept_at=datetime(2027, 3, 8, tzinfo=UTC))))

    assert words_of_result(kept(moderated=False)).state == "Provisional"
    assert "may still change" in words_of_result(kept(moderated=False)).state_means
    assert words_of_result(kept(moderated=True)).state == "Moderated"


def test_next_steps_begin_with_what_the_next_stage_asks_for_by_name():
    page = page_of(answers(1, 0, 3, 3, 3, 0))
    said = words_of_result(page)
    assert [step.at.item.id for step in said.steps] == ["A-GOV-0", "A-GOV-1", "B-GOV-2"]
    assert [step.because for step in said.steps] == ["Middle asks for level 2 here.", "", ""]
    assert not {one.item.id for one in page.more_gaps} & {step.at.item.id for step in said.steps}
    said = words_of_result(page_of(answers(4, 4, 4, 1, 3, 3)))
    assert said.steps[0].at.item.id == "B-GOV-0"
    assert said.steps[0].because == "End asks for a score of 75 or more for Axis B; you have 58.3."


def test_a_level_that_evidence_does_not_support_is_said_in_the_same_words_everywhere():
    said = words_of_result(page_of({**answers(3, 3, 3, 3, 3, 3), "A-GOV-0": make.at(4, "E0")}))
    assert said.steps[0].level == "You chose level 4. Your evidence supports level 1."
    assert dict(said.sure.facts)["Answers that need more evidence"].startswith("1 of 6. ")


@pytest.mark.parametrize(
    ("weak", "verdict"),
    [(0, "Well supported"), (1, "Well supported"), (2, "Partly supported"), (3, "Based on little evidence")],
)
def test_how_sure_a_result_is_follows_from_the_share_that_evidence_confirms(weak, verdict):
    loose = replace(GRADES, grades=(EvidenceGrade("E1", "On paper", "", cap=2), GRADES.grades[1]))
    said = {item.id: make.at(2, "E1" if number < weak + (weak > 1) else "E3") for number, item in enumerate(ITEMS)}
    sure = words_of_result(page_of(said, bank=replace(BANK, evidence=loose))).sure
    assert sure.verdict == verdict
    assert "of answers at level 2 or above have seen at work." in dict(sure.facts)["Evidence"]


def test_where_evidence_changes_nothing_or_nothing_is_high_enough_that_is_said():
    none = replace(BANK, evidence=EvidenceRules((EvidenceGrade("E3", "Anything", "", cap=4),)))
    assert words_of_result(page_of(answers(3, 3), bank=none)).sure.verdict == "Based on what you told us"
    low = words_of_result(page_of(answers(1, 1, 1, 1, 1, 1))).sure
    assert low.verdict == "Little to support yet"
    assert "seen at work" in dict(low.facts)["Evidence"]


def test_titles_of_charts_say_what_the_figures_show():
    of_radar, of_dots = words_of_result(page_of(answers(4, 4, 4, 2, 2, 2))).titles["dimension"]
    assert of_radar == "Supported scores are highest for Axis A (100) and lowest for Axis B (50)"
    assert of_dots == "No claimed score is above what evidence supports"
    of_radar, of_dots = words_of_result(page_of(answers(2, 2, 2, 2, 2, 2, evidence="E0"))).titles["dimension"]
    assert of_radar == "Supported scores are all 25"
    assert of_dots == "Claimed scores are furthest above what evidence supports for Axis A and Axis B: by 25 points"
    assert words_of_result(page_of({})).titles["dimension"][0] == "No supported scores by dimension yet"


def test_what_changed_is_said_neutrally_and_names_each_answer():
    before = line_of(answers(1, 1, 1, 1, 1, 1), year=2025)
    said = words_of_result(page_of(answers(3, 1, 1, 4, 0, 1), earlier=before))
    assert (
        said.since == "The supported overall score rose from 25 to 42 (+17), over the 6 questions that can be compared."
    )
    assert said.moved == "2 answers are higher and 1 lower than in 2025–26."
    assert [one.item for one in said.moves] == ["B-GOV-0", "A-GOV-0", "B-GOV-1"]
    lower = line_of(answers(1, 1, 1, 0, 0, 0), earlier=before)
    assert "went from 25 to 13 (−12)" in moves.since(lower)
    assert moves.moved(lower) == "3 answers are lower than in 2025–26."
    same = line_of(answers(1, 1, 1, 1, 1, 1), earlier=before)
    assert "stayed at 25 (no change)" in moves.since(same)
    assert moves.moved(same) == "Every answer that can be compared is at the same level as before."
    assert moves.since(line_of(answers(1), earlier=before)).startswith("Too few questions can be compared")


def progress_of(*lines: YearLine) -> Progress:
    return Progress(lines, tuple((line.year, line.name) for line in lines))


def test_the_finding_of_progress_follows_from_the_first_and_the_latest_figure():
    first = line_of(answers(1, 1, 1, 1, 1, 1), year=2023)
    assert finding(progress_of(first)) == "Overall is 25 in 2023–24, the first year with a score"
    up = line_of(answers(2, 2, 2, 2, 2, 2), year=2025)
    assert finding(progress_of(first, up)) == "Overall rose from 25 in 2023–24 to 50 in 2025–26"
    assert finding(progress_of(replace(up, cycle=first.cycle), replace(first, cycle=up.cycle))) == (
        "Overall went from 50 in 2023–24 to 25 in 2025–26"
    )
    assert (
        finding(progress_of(first, replace(first, cycle=up.cycle))) == "Overall is 25 in 2025–26, as it was in 2023–24"
    )
    little = line_of(answers(2, 1, 1, 1, 1, 1), year=2025)
    assert finding(progress_of(first, little)) == "Overall changed little: from 25 in 2023–24 to 29 in 2025–26"
    assert finding(progress_of(line_of({}))) == "No overall score yet"


def test_progress_says_what_to_be_careful_of():
    first = line_of(answers(1, 1, 1, 1, 1, 1), year=2023)
    moderated = line_of(answers(2, 2, 2, 2, 2, 2), year=2025, moderated=True)
    assert not caution(progress_of(first))
    assert "some years are moderated and others not" in caution(progress_of(first, moderated))
    other = replace(BANK, id="another", full=False)
    changed = line_of(answers(2), year=2025, earlier=first, bank=other)
    assert "the questions changed for 2025–26 and some years asked the core" in caution(progress_of(first, changed))
