"""How an organisation is shown to others: what it decides, for where and for how long, and that pages obey at once."""

from __future__ import annotations

import re
from datetime import UTC, datetime, time, timedelta
from typing import TYPE_CHECKING

import pytest
from bs4 import BeautifulSoup
from sqlalchemy import delete, select

from assessment.commands import organisations as commands
from assessment.domain.people.permissions import Role
from assessment.store import models
from assessment.web.frame import clock
from tests import factories as make

if TYPE_CHECKING:
    from tests.world import Browser

OURS = "/organisations/lighthouse/consent/"
TODAY = clock.today()
NAMED_FILLERS = tuple(f"filler-{number}" for number in range(5))


@pytest.fixture
def partnership(lite, world) -> dict[str, int]:
    """North holds everybody; South the named ones but Lighthouse; West is Harbour's."""
    with lite.writing() as session:
        every = {one.reference: one for one in session.scalars(select(models.Organisation))}
        made = {}
        for name, members in {"north": tuple(every), "south": NAMED_FILLERS, "west": ("harbour",)}.items():
            one = commands.add_partnership(session, reference=name, name=name.title(), at=make.NOON)
            one.organisations = [every[reference] for reference in members]
            session.flush()
            made[name] = one.id
        session.commit()
        return made


@pytest.fixture
def days(monkeypatch):
    """Move the clock's day."""

    def pass_by(number: int) -> None:
        monkeypatch.setattr(clock, "today", lambda: TODAY + timedelta(days=number))

    return pass_by


@pytest.fixture
def lead(visitor) -> Browser:
    return visitor.be(Role.ORGANISATION_LEAD)


def decide(browser: Browser, standing: str, **more: object):
    browser.be(Role.ORGANISATION_LEAD)
    data = {"partnership": "", "standing": standing, "starts_on": str(TODAY), "decided_by": "The board"}
    return browser.post(OURS, data | {name: str(value) for name, value in more.items()})


def compared(browser: Browser, partnership: int | None = None) -> tuple[int, bool]:
    """How many a comparison counts that is published today, and whether Lighthouse is named in it."""
    publish_today(browser.app.extensions["database"])
    return looked_at(browser, partnership)


def looked_at(browser: Browser, partnership: int | None = None) -> tuple[int, bool]:
    """How many a comparison counts as it was published, and whether Lighthouse is named in it."""
    browser.be(Role.LEADERSHIP_MEMBER)
    query = f"?group=partnership:{partnership}" if partnership else ""
    text = browser.get(f"/compare/{query}").text
    count = re.search(r"(?:the whole area|North|South), (\d+) organisations", text)
    everyone = browser.get(f"/compare/everyone{query}").text
    assert ("Lighthouse" in text) == ("Lighthouse" in everyone)
    return int(count.group(1)) if count else 0, "Lighthouse" in text


def publish_today(database) -> None:
    """Publish the year as if it had never been published, so that only what is decided today counts."""
    with database.writing() as session:
        make.without_guard(session, of="published_groups")
        make.without_guard(session, of="publications")
        for table in (models.PublishedOrganisation, models.PublishedGroup, models.Publication):
            session.execute(delete(table))
        (cycle,) = session.scalars(select(models.Cycle).where(models.Cycle.released_at.is_not(None)))
        make.publish(session, cycle, at=datetime.combine(clock.today(), time(12), tzinfo=UTC))
        session.commit()


def ask(browser: Browser, partnership: str = "south", reference: str = "lighthouse", reason: str = "One front door"):
    browser.be(Role.PROJECT_LEAD)
    return browser.post(f"/partnerships/{partnership}/requests", {"organisation": reference, "reason": reason})


def page(answer) -> BeautifulSoup:
    return BeautifulSoup(answer.text, "html.parser")


def said_at(answer, field: str) -> str:
    at = page(answer).find(id=f"{field}-error")
    return at.get_text(" ", strip=True) if at else ""


def today_of(browser: Browser) -> dict[str, str]:
    """How an organisation reads that it is shown, by place."""
    browser.be(Role.SPONSOR)
    table = browser.soup(OURS).select("table")[0]
    return {row.th.find(string=True).strip(): row.td.text for row in table.select("tbody tr")}


def decisions(lite) -> list[models.Decision]:
    with lite.reading() as session:
        return list(session.query(models.Decision).order_by(models.Decision.id))


def test_a_decision_for_the_whole_area_counts_at_once(visitor):
    assert compared(visitor) == (12, True)
    assert decide(visitor, "anonymous").location == OURS
    assert compared(visitor) == (12, False)
    decide(visitor, "not shown")
    assert compared(visitor) == (11, False)
    decide(visitor, "named")
    assert compared(visitor) == (12, True)


def test_a_decision_may_be_without_an_end_as_browsers_send_it(visitor, lite):
    answer = decide(visitor, "not shown", ends_on="")
    assert answer.status_code == 302, said_at(answer, "ends_on")
    assert [(one.starts_on, one.ends_on) for one in decisions(lite)][-1] == (TODAY, None)


def test_a_sponsor_decides_too_and_the_page_says_what_was_decided_by_whom(visitor, lite):
    visitor.be(Role.SPONSOR)
    data = {"partnership": "", "standing": "not shown", "starts_on": str(TODAY), "decided_by": "Chief executive"}
    visitor.post(OURS, data)
    shown = visitor.soup(OURS)
    assert "Not shown in the whole area" in shown.select_one("ol.ff-rows").text
    assert "Decided by Chief executive" in shown.text
    assert today_of(visitor) == {"The whole area": "Not shown"}
    with lite.reading() as session:
        last = session.query(models.Decision).order_by(models.Decision.id.desc()).first()
        assert last.recorded_by_id == visitor.world.people[Role.SPONSOR]


def test_a_partnership_may_be_told_otherwise_than_the_area(visitor, partnership):
    north = partnership["north"]
    assert compared(visitor, north) == (12, True)
    decide(visitor, "not shown", partnership=north)
    assert compared(visitor, north) == (11, False)
    assert compared(visitor) == (12, True)
    assert today_of(visitor) == {"The whole area": "Named", "North": "Not shown"}
    decide(visitor, "named", partnership=north)
    decide(visitor, "not shown")
    assert compared(visitor, north) == (12, True)
    assert compared(visitor) == (11, False)


def test_where_nothing_was_decided_a_member_appears_as_in_the_area(visitor, partnership):
    decide(visitor, "anonymous")
    assert compared(visitor, partnership["north"]) == (12, False)
    assert today_of(visitor) == {"The whole area": "Anonymous", "North": "Anonymous"}


def test_a_decision_that_begins_later_counts_from_that_day(visitor, days):
    decide(visitor, "not shown", starts_on=TODAY + timedelta(days=2))
    assert compared(visitor) == (12, True)
    days(1)
    assert compared(visitor) == (12, True)
    days(2)
    assert compared(visitor) == (11, False)
    assert today_of(visitor) == {"The whole area": "Not shown"}


def test_after_a_decision_has_ended_the_one_before_holds_again(visitor, days):
    decide(visitor, "not shown", ends_on=TODAY + timedelta(days=1))
    assert compared(visitor) == (11, False)
    days(1)
    assert compared(visitor) == (11, False)
    days(2)
    assert compared(visitor) == (12, True)


def test_a_decision_of_the_past_changes_nothing_today(visitor):
    decide(visitor, "not shown", starts_on=TODAY - timedelta(days=9), ends_on=TODAY - timedelta(days=1))
    assert compared(visitor) == (12, True)


def test_a_single_one_without_a_name_is_left_out_rather_than_found_out(visitor, lite, partnership):
    """South would show five with a name and one without, who would be known at once."""
    ask(visitor)
    decide(visitor, "anonymous")
    decide(visitor, "anonymous", partnership=partnership["south"])
    assert compared(visitor, partnership["south"]) == (5, False)


@pytest.mark.parametrize(
    ("changed", "field", "message"),
    [
        ({"standing": ""}, "standing", "Choose an option from the list"),
        ({"standing": "loud"}, "standing", "Choose an option from the list"),
        ({"starts_on": ""}, "starts_on", "Enter a date"),
        ({"starts_on": "2026-02-30"}, "starts_on", ""),
        ({"ends_on": str(TODAY - timedelta(days=1))}, "ends_on", "must be on or after the start date"),
        ({"decided_by": " "}, "decided_by", "Say who decided this"),
        ({"decided_by": "x" * 121}, "decided_by", "120 characters or fewer"),
        ({"partnership": "999"}, "partnership", "Choose the whole area or one of the partnerships"),
        ({"partnership": "x"}, "partnership", "Choose the whole area or one of the partnerships"),
    ],
)
def test_what_does_not_fit_is_said_at_the_field_and_what_was_typed_stays(lead, lite, changed, field, message):
    before = len(decisions(lite))
    sent = {"standing": "not shown", "starts_on": str(TODAY), "decided_by": "The trustees"} | changed
    answer = lead.post(OURS, sent)
    assert answer.status_code == 422
    assert message in said_at(answer, field)
    assert said_at(answer, field)
    for name in {"starts_on", "ends_on", "decided_by"} & set(sent):
        assert page(answer).find(id=name).get("value", "") == sent[name].strip()
    assert len(decisions(lite)) == before


@pytest.mark.parametrize("which", ["south", "west"])
def test_a_partnership_that_has_not_asked_is_refused(lead, lite, partnership, which):
    before = len(decisions(lite))
    answer = decide(lead, "named", partnership=partnership[which])
    assert answer.status_code == 422
    assert "Choose the whole area or one of the partnerships" in said_at(answer, "partnership")
    assert len(decisions(lite)) == before
    assert which.title() not in today_of(lead)


def test_an_outside_partnership_sees_nothing_without_both_its_request_and_a_decision_for_it(visitor, partnership):
    south = partnership["south"]
    assert compared(visitor, south) == (5, False)
    ask(visitor)
    assert compared(visitor, south) == (5, False)
    assert today_of(visitor)["South"] == "Not shown"
    assert "One front door" in visitor.get(OURS).text
    decide(visitor, "named", partnership=south)
    assert compared(visitor, south) == (6, True)


def test_withdrawing_the_request_hides_the_organisation_at_once(visitor, lite, partnership):
    south = partnership["south"]
    ask(visitor)
    decide(visitor, "named", partnership=south)
    with lite.reading() as session:
        (request,) = session.query(models.Request)
    visitor.be(Role.PROJECT_LEAD).post(f"/partnerships/south/requests/{request.id}/withdraw")
    assert compared(visitor, south) == (5, False)
    assert "South" not in today_of(visitor)
    assert decide(visitor, "named", partnership=south).status_code == 422


def test_the_organisation_takes_its_word_back_too(visitor, partnership):
    south = partnership["south"]
    ask(visitor)
    decide(visitor, "named", partnership=south)
    decide(visitor, "not shown", partnership=south)
    assert compared(visitor, south) == (5, False)
    assert compared(visitor) == (12, True)


def test_who_leaves_a_partnership_is_not_shown_there_any_more(visitor, partnership):
    decide(visitor, "named", partnership=partnership["north"])
    visitor.be(Role.PROJECT_LEAD)
    left = ["harbour", *(f"filler-{number}" for number in range(10))]
    visitor.post("/partnerships/north", {"name": "North", "members": left})
    assert compared(visitor, partnership["north"]) == (11, False)


def test_the_decision_of_one_organisation_is_not_that_of_another(visitor, lite):
    visitor.be(visitor.world.stranger)
    before = len(decisions(lite))
    data = {"partnership": "", "standing": "not shown", "starts_on": str(TODAY), "decided_by": "The board"}
    assert visitor.post(OURS, data).status_code == 404
    assert len(decisions(lite)) == before
    assert visitor.get(OURS).status_code == 404
