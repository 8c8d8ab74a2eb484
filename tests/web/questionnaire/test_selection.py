"""How much is asked, in whose words, and what a sector asks on its own."""

from __future__ import annotations

from assessment import banks
from assessment.commands import assessments, results
from assessment.domain.assessment.life_cycle import AssessmentState
from assessment.domain.bank.rules import Selection
from assessment.domain.people.permissions import Role
from assessment.store import models
from tests import factories as make

FIRST = banks.load(make.BANK)
CORE = FIRST.core()


def asked(page):
    return [one["id"] for one in page.select("li.govuk-task-list__item--with-link[id]") if "-" in one["id"]]


def test_a_lead_can_shorten_and_lengthen_an_open_assessment_and_loses_nothing(lead):
    here = f"/assessments/{lead.world.open}/"
    long = FIRST.items[1].id
    assert not FIRST.items[1].core
    lead.post(f"{here}items/{long}", {"version": "0", "level": "2"})
    lead.post(f"{here}selection", {"selection": "core"})
    shown = asked(lead.soup(here))
    assert [one for one in shown if one in FIRST.items_by_id] == [one.id for one in CORE.items]
    assert lead.get(f"{here}items/{long}").status_code == 404
    lead.post(f"{here}selection", {"selection": "full"})
    assert "Level 2" in lead.soup(here).select_one(f"#{long}").text


def test_only_the_lead_may_and_only_while_it_is_open(visitor):
    visitor.be(Role.CONTRIBUTOR)
    assert visitor.post(f"/assessments/{visitor.world.open}/selection", {"selection": "core"}).status_code == 403
    visitor.be(Role.ORGANISATION_LEAD)
    answer = visitor.post(f"/assessments/{visitor.world.earlier}/selection", {"selection": "core"})
    assert answer.status_code in {302, 409}
    assert (
        "core questions"
        not in visitor.soup(f"/assessments/{visitor.world.earlier}/results").select_one(".govuk-caption-l").text
    )


def test_a_sectors_words_and_questions_are_its_own_and_enter_no_score(lead, lite):
    variant = banks.variant_for(make.BANK, "charity")
    here = f"/assessments/{lead.world.open}/"
    own = variant.extension_items[0]
    example = next(one for one in variant.items if one.id == "RL-GOV-1").example
    page = lead.soup(f"{here}items/RL-GOV-1")
    assert example in page.select_one(".ff-example").text
    assert own.id in asked(lead.soup(here))
    assert "doesn’t count towards any score" in lead.soup(f"{here}items/{own.id}").text
    assert lead.post(f"{here}items/{own.id}", {"version": "0", "level": "4"}).status_code == 302
    before = lead.soup(f"{here}results")
    assert "nothing to show" in before.text
    with lite.writing() as session:
        assessment = session.get(models.Assessment, lead.world.open)
        make.answer_all(session, assessment, FIRST, 2)
        assessment.state = AssessmentState.SIGNED_OFF
        assessment.signed_off_at = make.NOON
        kept = results.keep(session, assessment, at=make.NOON)
        session.commit()
        assert kept.figures["states"]["claimed"]["overall"] == 50.0
        assert kept.inputs["extension"][own.id]["level"] == 4
        assert own.id not in kept.inputs["answers"]
    page = lead.soup(f"{here}results")
    assert own.title in page.select_one("#own").find_parent("section").text


def test_the_last_stage_asks_for_every_question(lite):
    with lite.writing() as session:
        one = make.assessment(session, make.organisation(session), make.cycle(session))
        assessments.select_items(session, one, Selection.CORE, at=make.NOON)
        make.answer_all(session, one, CORE, 4)
        session.flush()
        kept = results.keep(session, one, at=make.NOON)
        condition = next(c for c in kept.journey["conditions"] if c["kind"] == "full_assessment")
        assert (condition["has"], condition["holds"]) == (False, False)
        assert kept.figures["asked"] == 24


def test_answers_of_the_version_before_are_shown_where_the_question_means_the_same(visitor, lite):
    later = banks.load("trauma-informed-2027")
    with lite.writing() as session:
        one = session.get(models.Assessment, visitor.world.open)
        one.bank_id = one.cycle.bank_id = later.id
        session.commit()
    visitor.be(Role.ORGANISATION_LEAD)
    fates = {item.id: [r.meaning.value for r in item.replaces] for item in later.items}
    same = next(key for key, meaning in fates.items() if meaning == ["same"])
    changed = next(key for key, meaning in fates.items() if meaning == ["changed"])
    here = f"/assessments/{visitor.world.open}/items/"
    assert "Level 1" in visitor.soup(here + same).select_one(".ff-before").text
    assert visitor.soup(here + same).select(".ff-levels__before")
    assert "has changed since" in visitor.soup(here + changed).select_one(".ff-before").text
    assert visitor.soup(here + changed).select(".ff-levels__before") == []
