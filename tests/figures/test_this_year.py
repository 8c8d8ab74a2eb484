"""What waits for an organisation this year: one sentence and one thing to do, by state and by what somebody may do."""

from __future__ import annotations

from datetime import UTC, date, datetime
from types import SimpleNamespace

import pytest

from assessment.domain.area.cycles import Cycle
from assessment.domain.assessment.answers import Completeness
from assessment.domain.assessment.assessment import Assessment
from assessment.domain.assessment.life_cycle import AssessmentState
from assessment.domain.bank.rules import Selection
from assessment.domain.people.permissions import Role, may
from assessment.figures.this_year import Action, this_year

YEAR = Cycle(1, 2026, "2026–27", "bank", date(2026, 9, 1), date(2027, 8, 31), None)
DAY, SENT = date(2027, 3, 10), datetime(2027, 3, 8, 12, tzinfo=UTC)
STAYS = SimpleNamespace(closed_on=None, is_closed=lambda _: False)
GONE = SimpleNamespace(closed_on=date(2027, 1, 1), is_closed=lambda _: True)


def an_assessment(state: AssessmentState, organisation=STAYS, note: str = "") -> Assessment:
    return Assessment(1, "bank", Selection.FULL, state, SENT, SENT, SENT, note, False, None, {}, organisation, YEAR)


def said(role: Role, assessment=None, *, cycle=YEAR, on=DAY, left=25, organisation=STAYS):
    page = SimpleNamespace(
        cycle=cycle,
        this_year=assessment,
        organisation=organisation,
        open_today=cycle is not None and cycle.is_open(on),
        done=Completeness(56, 56 - left, 0),
    )
    found = this_year(page, lambda permission: may(permission, frozenset({role})), on=on, zone=UTC)
    return found.waits, found.action


LEAD, SPONSOR, HELPER, AREA = Role.ORGANISATION_LEAD, Role.SPONSOR, Role.CONTRIBUTOR, Role.PROJECT_LEAD
OPEN, SENT_ON, DONE = AssessmentState.OPEN, AssessmentState.WITH_SPONSOR, AssessmentState.SIGNED_OFF
UNTIL = "open until 31 August 2027"


@pytest.mark.parametrize(
    ("role", "state", "left", "expected"),
    [
        (LEAD, OPEN, 25, (f"31 of 56 questions answered, {UNTIL}.", Action.ANSWER)),
        (LEAD, OPEN, 0, (f"All 56 questions answered, {UNTIL}.", Action.CHECK)),
        (HELPER, OPEN, 0, (f"All 56 questions answered, {UNTIL}.", Action.READ)),
        (SPONSOR, OPEN, 25, (f"31 of 56 questions answered, {UNTIL}.", Action.READ)),
        (AREA, OPEN, 25, ("Open until 31 August 2027.", Action.NOTHING)),
        (
            SPONSOR,
            SENT_ON,
            0,
            ("Sent to the sponsor on 8 March 2027. It is waiting for you to read and sign off.", Action.SIGN),
        ),
        (LEAD, SENT_ON, 0, ("Sent to the sponsor on 8 March 2027, and waiting to be signed off.", Action.READ)),
        (LEAD, DONE, 0, ("Signed off on 8 March 2027.", Action.RESULT)),
        (AREA, DONE, 0, ("Signed off on 8 March 2027.", Action.NOTHING)),
    ],
)
def test_each_state_has_its_sentence_and_what_this_person_can_do(role, state, left, expected):
    assert said(role, an_assessment(state), left=left) == expected


def test_what_was_returned_says_so():
    assert said(LEAD, an_assessment(OPEN, note="Once more"))[0].endswith("Your sponsor returned it for changes.")


def test_before_it_is_started_somebody_is_named_who_can_start_it():
    begun = "2026–27 is open until 31 August 2027, and nothing has been answered yet."
    assert said(LEAD) == (begun, Action.START)
    assert said(SPONSOR) == (f"{begun} Your organisation lead starts the assessment.", Action.NOTHING)
    assert said(LEAD, organisation=GONE) == ("This organisation has closed. Its results are kept.", Action.NOTHING)
    assert said(LEAD, on=date(2026, 8, 1)) == ("2026–27 opens on 1 September 2026.", Action.NOTHING)
    assert said(LEAD, on=date(2027, 9, 1))[0] == "2026–27 closed on 31 August 2027. No assessment was started."
    assert said(LEAD, cycle=None)[0].startswith("No assessment year is open yet.")


def test_outside_its_dates_it_says_why_nothing_can_be_changed():
    waits, action = said(LEAD, an_assessment(OPEN), on=date(2027, 9, 1))
    assert waits.startswith("Nothing can be changed at the moment: 2026–27 closed for answers on 31 August 2027")
    assert action is Action.READ
