"""The record: whatever changes something leaves an entry, and no texts stand there."""

from __future__ import annotations

import io
import re
from base64 import urlsafe_b64encode
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyotp
import pytest
from bs4 import BeautifulSoup
from sqlalchemy import func, select

from assessment import banks
from assessment.commands import comparisons, consent, factors, organisations, people, priorities, sign_ins
from assessment.credentials import passwords
from assessment.domain.area.comparisons import ComparisonChoice, ComparisonPage
from assessment.domain.area.priorities import PointSort, PointWords
from assessment.domain.assessment.life_cycle import AssessmentState
from assessment.domain.people.permissions import ORGANISATION_ROLES, RULES, Role
from assessment.domain.trust.audit import first_broken
from assessment.store import models
from assessment.store.audit import chain
from assessment.web.frame import clock
from tests import factories as make
from tests.web.frame.test_access import PATHS, method, of_organisation, own
from tests.web.questionnaire.test_evidence_files import picture

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.world import Browser

ITEM = "RL-GOV-1"
MARK = "zanzibar"
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
DRAFT = "carer-friendly-2026"
RELEASED = clock.today().year - (clock.today().month < 9) - 1
PAGE = (Path(__file__).parents[3] / "docs" / "question-banks.md").read_text(encoding="utf-8")
DOCUMENTED = re.search(r"```yaml\n(format: 1.*?)```", PAGE, re.DOTALL).group(1)
PEOPLE_LIST = f"email,name,role,organisation\nsam@vale.example,Sam {MARK},sponsor,lighthouse"
# What these change is no news: that somebody is still at their desk, and nothing at all.
NOTHING_TO_TELL = {
    "account.still_here", "home.put_introduction_away", "drafts.try_item", "imports.preview", "quick_check.carry", "passkeys.add",
    "passkeys.registration",
}  # fmt: skip


def everything(lite) -> dict[str, list[tuple]]:
    """Every row of every table but the record, and but what only follows from other changes."""
    with lite.reading() as session:
        tables = [one for one in models.Base.metadata.sorted_tables if one.name not in {"audit_entries", "attempts"}]
        return {one.name: sorted(map(tuple, session.execute(select(one))), key=repr) for one in tables}


def entries(lite) -> int:
    with lite.reading() as session:
        return session.scalar(select(func.count()).select_from(models.AuditEntry))


def file(content: bytes, name: str) -> tuple[io.BytesIO, str]:
    return io.BytesIO(content), name


def hidden(browser: Browser, path: str, name: str) -> str:
    return browser.soup(path).select_one(f"input[name={name}]")["value"]


def app_answer(browser: Browser) -> dict[str, str]:
    shown = browser.soup("/account/app/")
    secret = shown.select_one("code.ff-secret").text.replace(" ", "")
    return {"sealed": shown.select_one("input[name=sealed]")["value"], "code": pyotp.TOTP(secret).now()}


def levels(browser: Browser) -> dict[str, str]:
    return {item.id: "1" for item in banks.quick_check().items}


# What each form would be sent with, so that it changes something.
SENT: dict[str, dict[str, Any] | Callable[[Browser], dict[str, Any]]] = {
    "home.put_introduction_away": {},
    "organisation.start": {"selection": "full"},
    "tasks.select": {"selection": "core"},
    "items.save": {
        "level": "2", "note": f"We meet in {MARK}", "version": "0", "title": f"Minutes of {MARK}", "grade": "E1",
        "shows": f"That {MARK} works", "day": "1", "month": "5", "year": "2026", "no_personal_details": "y", "looked": "y",
    },
    "evidence.remove": {},
    "staff_survey.save": {"day": "1", "month": "5", "year": "2026"},
    "check.submit": {},
    "check.take_back": {},
    "signing.sign_off": {"confirmed": "y"},
    "signing.return_to_lead": {"note": f"Look at {MARK} again"},
    "compare_saved.save": {"page": "stages", "year": str(RELEASED), "name": f"Stages of {MARK}"},
    "compare_saved.change": {"name": f"Stages of {MARK}"},
    "compare_saved.remove": {},
    "compare_priorities.add": {"version": "0", "note": f"A note on {MARK}"},
    "compare_priorities.change": {"version": "1", "note": f"A note on {MARK}"},
    "compare_priorities.take_away": {"version": "1"},
    "quick_check.carry": levels,
    "quick_check.keep": levels,
    "drafts.upload": lambda _: {"file": file(DOCUMENTED.encode(), f"{DRAFT}.yaml")},
    "drafts.try_item": {"level": "1", "version": "0"},
    "drafts.publish": {"year": "2031", "opens_on": "2031-09-01", "closes_on": "2032-08-31"},
    "drafts.remove": {},
    "evidence_files.attach": lambda _: {"file": file(picture(), "board.png"), "no_personal_details": "y"},
    "evidence_files.detach": {},
    "account.rename": {"name": f"Robin of {MARK}", "called": f"Robin {MARK}"},
    "account.change_password": {"current": make.PASSWORD, "password": "heron over the weir"},
    "account.end_sign_in": {},
    "account.still_here": {},
    "authenticator.confirm": app_answer,
    "authenticator.recovery_codes": {},
    "authenticator.remove": {"code": ""},
    "passkeys.registration": {},
    "passkeys.add": {"answer": "{}"},
    "passkeys.remove": {},
    "own_data.download": {},
    "offers.answer": {"action": "accept"},
    "organisations.add": {"name": "Vale", "reference": "vale", "sector": "charity", "size": "50-249"},
    "organisations.change": {"name": "Lantern", "sector": "charity", "size": "50-249", "partnerships": ["north"]},
    "organisations.close": {"on": "2026-04-01", "sure": "y"},
    "organisations.reopen": {},
    "organisations.succeed": {"earlier": ["harbour", "filler-0"], "later": ["filler-1"], "on": "2026-04-01"},
    "colleagues.invite": {"name": f"Sam {MARK}", "email": f"sam@{MARK}.example", "role": "contributor"},
    "colleagues.offer": {"action": "withdraw"},
    "colleagues.change_role": {"role": "sponsor", "action": "give"},
    "colleagues.invitation": {"action": "send"},
    "colleagues.leave": {"sure": "y"},
    "consent.decide": {"standing": "not shown", "starts_on": "2026-04-01", "decided_by": f"The board of {MARK}"},
    "information_requests.export": {"internal": "yes"},
    "partnerships.add": {"name": "West", "reference": "west"},
    "partnerships.change": {"name": "The North", "members": ["harbour"]},
    "partnerships.ask": {"organisation": "filler-1", "reason": f"Because of {MARK}"},
    "partnerships.withdraw": {},
    "years.add": {"year": "2031", "bank": make.BANK, "opens_on": "2031-09-01", "closes_on": "2032-08-31"},
    "years.change": {"opens_on": "2026-01-01", "closes_on": "2027-01-01"},
    "years.publish": {"sure": "y"},
    "people.invite": {"name": "Sam", "email": "sam@vale.example", "role": "adviser", "place": ""},
    "people.change_role": {"role": "adviser", "place": "", "action": "give"},
    "people.invitation": {"action": "recover"},
    "people.data": {},
    "people.erase": {"sure": "y"},
    "imports.preview": lambda _: {"kind": "people", "file": file(PEOPLE_LIST.encode(), "list.csv")},
    "imports.take_over": {"kind": "people", "content": urlsafe_b64encode(PEOPLE_LIST.encode()).decode(), "invite": "y"},
}  # fmt: skip
# These give something out and change no row, and that is recorded all the same.
ONLY_GIVEN = {"own_data.download", "information_requests.export", "people.data"}


@pytest.fixture
def prepared(lite, visitor, settings) -> Browser:
    """A small area in which every form has something to change."""
    world = visitor.world
    with lite.writing() as session:
        north = organisations.add_partnership(session, reference="north", name="North", at=make.NOON)
        place = session.scalar(select(models.Organisation).where(models.Organisation.reference == "filler-0"))
        consent.ask(session, north, place, reason=f"Of {MARK}", by=None, at=make.NOON)
        session.add(
            models.Evidence(
                assessment_id=world.open, item_id=ITEM, title=MARK, grade="E1", dated_on=date(2026, 5, 1),
                no_personal_details=True, added_at=make.NOON, file_token="A" * 43, file_name="x.png", file_size=1,
            )
        )  # fmt: skip
        for one in session.scalars(select(models.Person)):
            people.set_password(session, one, passwords.hashed(make.PASSWORD), at=make.NOON)
        session.commit()
    return visitor


def begins_anew(session, world) -> None:
    session.delete(session.get(models.Assessment, world.open))


def is_answered(session, world) -> None:
    make.answer_all(session, session.get(models.Assessment, world.open), banks.load(make.BANK))


def is_with_sponsor(session, world) -> None:
    is_answered(session, world)
    session.get(models.Assessment, world.open).state = AssessmentState.WITH_SPONSOR


def has_app(session, world) -> None:
    for one in session.scalars(select(models.Person)):
        factors.keep_authenticator(session, one, SECRET, step=1, key="a secret for tests only", at=make.NOON)


def has_passkeys(session, world) -> None:
    for number in world.people.values():
        key = {"credential_id": f"c{number}", "public_key": "p", "sign_count": 0, "name": MARK, "added_at": make.NOON}
        session.add(models.Passkey(id=number, person_id=number, **key))


def is_elsewhere_too(session, world) -> None:
    for number in world.people.values():
        sign_ins.sign_in(session, number, sign_ins.Visit(12, "test"), at=clock.now())


def has_no_account(session, world) -> None:
    session.get(models.Person, world.people[Role.CONTRIBUTOR]).password_hash = None


def is_asked(session, world) -> None:
    place = session.scalar(select(models.Organisation).where(models.Organisation.reference == "lighthouse"))
    session.add(
        models.RoleOffer(
            id=1, person_id=world.people[Role.ADVISER], organisation_id=place.id, role=Role.CONTRIBUTOR, name=MARK,
            offered_at=clock.now(), expires_at=clock.now() + timedelta(days=1),
        )
    )  # fmt: skip


def has_left(session, world) -> None:
    somebody = session.get(models.Person, world.people[Role.SPONSOR])
    somebody.roles.clear()


def without_evidence(session, world) -> None:
    session.query(models.Evidence).delete()


def has_saved(session, world) -> None:
    choice = ComparisonChoice(ComparisonPage.STAGES, RELEASED, {})
    comparisons.save(session, choice, name="Stages", shared=False, by=world.people[Role.ADVISER], at=make.NOON)


def is_agreed(session, world) -> None:
    words, by = PointWords("", "A note"), world.people[Role.LEADERSHIP_MEMBER]
    priorities.add(session, RELEASED, PointSort.NOTE, words, by=by, at=make.NOON)


def is_closed(session, _world):
    for place in session.scalars(select(models.Organisation)):
        place.closed_on = place.created_at.date()


def is_complete(session, _world):
    """The year that is published; enough have signed it off."""
    make.signed_off(session, session.scalar(select(models.Cycle).where(models.Cycle.year == RELEASED + 1)))


BEFORE: dict[str, Callable[[Any, Any], None]] = {
    "organisation.start": lambda session, world: (without_evidence(session, world), begins_anew(session, world)),
    "check.submit": is_answered,
    "check.take_back": is_with_sponsor,
    "compare_saved.change": has_saved,
    "compare_saved.remove": has_saved,
    "compare_priorities.change": is_agreed,
    "compare_priorities.take_away": is_agreed,
    "organisations.reopen": is_closed,
    "signing.sign_off": is_with_sponsor,
    "signing.return_to_lead": is_with_sponsor,
    "account.end_sign_in": is_elsewhere_too,
    "authenticator.recovery_codes": has_app,
    "authenticator.remove": has_app,
    "passkeys.remove": has_passkeys,
    "people.invitation": has_app,
    "colleagues.invitation": has_no_account,
    "colleagues.offer": is_asked,
    "offers.answer": is_asked,
    "people.erase": has_left,
    "years.publish": is_complete,
}


def somebody_who_may(app, endpoint: str) -> Role:
    able = RULES[app.view_functions[endpoint].permission]
    here = [role for role in Role if role in able and (role in ORGANISATION_ROLES) == of_organisation(endpoint)]
    return here[0] if here else next(role for role in Role if role in able)


def path_of(browser: Browser, endpoint: str, who: Role) -> str:
    path = own(browser, endpoint).replace("/years/2026", f"/years/{RELEASED + 1}")
    path = path.replace("/priorities/2026", f"/priorities/{RELEASED}")
    if endpoint == "passkeys.remove":
        path = path.replace("/1/", f"/{browser.world.people[who]}/")
    return path.replace("a-draft", DRAFT) if endpoint.startswith("drafts.") else path


def test_every_form_of_the_walk_is_sent(app):
    assert {name for name in PATHS if method(app, name) == "POST"} == set(SENT)


@pytest.mark.parametrize("endpoint", sorted(SENT))
def test_whatever_changes_something_leaves_an_entry_without_what_was_typed(app, prepared, lite, endpoint):
    who = somebody_who_may(app, endpoint)
    with lite.writing() as session:
        if endpoint in BEFORE:
            BEFORE[endpoint](session, prepared.world)
        if endpoint in {"drafts.publish", "drafts.remove", "drafts.try_item"}:
            uploaded = {"content": DOCUMENTED, "recorded": {}, "uploaded_at": make.NOON, "uploaded_by_id": None}
            session.add(models.BankFile(bank_id=DRAFT, **uploaded))
        session.commit()
    prepared.be(who)
    sent = SENT[endpoint]
    data = sent(prepared) if callable(sent) else dict(sent)
    if endpoint == "authenticator.remove":
        data["code"] = pyotp.TOTP(SECRET).now()
    prepared.get("/home")
    before, known = everything(lite), entries(lite)
    answer = prepared.post(path_of(prepared, endpoint, who), data, seen="/account/")
    assert answer.status_code < 500
    changed = everything(lite) != before
    if endpoint in NOTHING_TO_TELL:
        assert entries(lite) >= known
    else:
        assert changed or endpoint in ONLY_GIVEN, (
            answer.status_code,
            BeautifulSoup(answer.text, "html.parser").get_text(" ", strip=True)[:500],
        )
        assert entries(lite) > known, "rows changed, and the record says nothing"
    with lite.reading() as session:
        said = session.execute(
            select(models.AuditEntry.subject, models.AuditEntry.details).where(models.AuditEntry.number > known)
        ).all()
        assert MARK not in repr(said)
        assert first_broken(chain(session)) is None
