"""Full assessments and shorter ones are compared over what both were asked."""

from __future__ import annotations

from datetime import UTC, datetime

from sqlalchemy import select

from assessment import banks
from assessment.commands import results
from assessment.domain.area.groups import EVERY_QUESTION
from assessment.domain.area.sectors import Sector
from assessment.domain.assessment.life_cycle import AssessmentState
from assessment.domain.bank.rules import Selection
from assessment.reports import area
from assessment.store import models
from assessment.store.publications import latest_publication
from tests import factories as make

FIRST = banks.load(make.BANK)


def test_a_full_assessment_is_compared_with_a_core_one_over_the_core_items(lite):
    with lite.writing() as session:
        cycle = make.cycle(session, 2025)
        for number in range(8):
            place = make.organisation(session, f"place-{number}", named=True, sector=Sector.HEALTH)
            one = make.assessment(session, place, cycle, AssessmentState.SIGNED_OFF)
            one.selection = Selection.CORE if number < 2 else Selection.FULL
            make.answer_all(session, one, FIRST, 1)
            for row in session.scalars(select(models.Answer).where(models.Answer.assessment_id == one.id)):
                row.level = 3 if FIRST.items_by_id[row.item_id].core else 0
            session.flush()
            results.keep(session, one, at=make.NOON.replace(year=2026, month=2))
        make.publish(session, cycle, at=datetime(2026, 7, 1, tzinfo=UTC))
        publication = latest_publication(session, cycle.id)
        mixed = area.group(session, publication, on=publication.at.date())
        assert mixed.over_core
        assert {member.scores.overall for member in mixed.members} == {mixed.members[0].scores.overall}
        whole = area.group(session, publication, on=publication.at.date(), key=EVERY_QUESTION)
        assert (len(whole.members), whole.over_core) == (6, False)
        assert whole.members[0].scores.overall < mixed.members[0].scores.overall
        assert whole.overall.median < mixed.overall.median
