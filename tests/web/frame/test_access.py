"""Access: every route against every role, in the own and in another organisation."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup

from assessment.domain.people.permissions import AREA_ROLES, ORGANISATION_ROLES, RULES, Permission, Role
from tests.world import EVERY_ROLE, Browser

PATHS = {
    "home.show": "/home",
    "home.put_introduction_away": "/home/introduction",
    "home.status": "/status",
    "ours.assessment": "/our-assessment",
    "ours.results": "/our-results",
    "home.status_list": "/status.csv",
    "organisation.show": "/organisations/{place}",
    "organisation.start": "/organisations/{place}/start",
    "tasks.show": "/assessments/{number}/",
    "tasks.select": "/assessments/{number}/selection",
    "items.show": "/assessments/{number}/items/RL-GOV-1",
    "items.save": "/assessments/{number}/items/RL-GOV-1",
    "evidence.ask_to_remove": "/assessments/{number}/items/RL-GOV-1/evidence/1/remove",
    "evidence.remove": "/assessments/{number}/items/RL-GOV-1/evidence/1/remove",
    "staff_survey.show": "/assessments/{number}/staff-survey",
    "staff_survey.save": "/assessments/{number}/staff-survey",
    "check.show": "/assessments/{number}/check",
    "check.submit": "/assessments/{number}/check",
    "check.take_back": "/assessments/{number}/check/take-back",
    "signing.ask": "/assessments/{number}/sign-off",
    "signing.sign_off": "/assessments/{number}/sign-off",
    "signing.return_to_lead": "/assessments/{number}/return",
    "results.show": "/assessments/{number}/results",
    "results.progress": "/organisations/{place}/progress",
    "compare.overview": "/compare/overview",
    "compare.overlay": "/compare/",
    "compare.everyone": "/compare/everyone",
    "compare.heat_map": "/compare/heat-map",
    "compare.heat_map_file": "/compare/heat-map.csv",
    "compare.stages": "/compare/stages",
    "compare_saved.index": "/compare/saved",
    "compare_saved.save": "/compare/saved",
    "compare_saved.edit": "/compare/saved/1",
    "compare_saved.change": "/compare/saved/1",
    "compare_saved.remove": "/compare/saved/1/remove",
    "compare_priorities.index": "/compare/priorities",
    "compare_priorities.new": "/compare/priorities/2026/note",
    "compare_priorities.add": "/compare/priorities/2026/note",
    "compare_priorities.edit": "/compare/priorities/1",
    "compare_priorities.change": "/compare/priorities/1",
    "compare_priorities.ask_to_take_away": "/compare/priorities/1/take-away",
    "compare_priorities.take_away": "/compare/priorities/1/take-away",
    "quick_check.carry": "/quick-check/carry",
    "quick_check.keep": "/assessments/{number}/quick-check",
    "drafts.index": "/drafts/",
    "drafts.upload": "/drafts/",
    "drafts.preview": "/drafts/a-draft/",
    "drafts.item": "/drafts/a-draft/items/RL-GOV-1",
    "drafts.try_item": "/drafts/a-draft/items/RL-GOV-1",
    "drafts.publish": "/drafts/a-draft/publish",
    "drafts.remove": "/drafts/a-draft/remove",
    "evidence_files.ask": "/assessments/{number}/evidence/1/file",
    "evidence_files.attach": "/assessments/{number}/evidence/1/file",
    "evidence_files.detach": "/assessments/{number}/evidence/1/file/remove",
    "evidence_files.download": "/assessments/{number}/evidence/1/download",
    "account.show": "/account/",
    "account.rename": "/account/name",
    "account.password": "/account/password",
    "account.change_password": "/account/password",
    "account.end_sign_in": "/account/sign-ins",
    "account.still_here": "/account/still-here",
    "account.set_up": "/account/set-up",
    "authenticator.ask": "/account/app/",
    "authenticator.confirm": "/account/app/",
    "authenticator.recovery_codes": "/account/app/recovery-codes",
    "authenticator.remove": "/account/app/remove",
    "passkeys.ask": "/account/passkeys",
    "passkeys.registration": "/account/passkeys/question",
    "passkeys.add": "/account/passkeys",
    "passkeys.remove": "/account/passkeys/1/remove",
    "offers.index": "/account/offers/",
    "offers.answer": "/account/offers/1",
    "own_data.download": "/account/data",
    "organisations.index": "/organisations/",
    "organisations.new": "/organisations/new",
    "organisations.add": "/organisations/new",
    "organisations.edit": "/organisations/{place}/edit",
    "organisations.change": "/organisations/{place}/edit",
    "organisations.close": "/organisations/{place}/close",
    "organisations.reopen": "/organisations/{place}/reopen",
    "organisations.ask_succession": "/organisations/joined-or-divided",
    "organisations.succeed": "/organisations/joined-or-divided",
    "colleagues.index": "/organisations/{place}/people/",
    "colleagues.invite": "/organisations/{place}/people/",
    "colleagues.offer": "/organisations/{place}/people/offers/1",
    "colleagues.person": "/organisations/{place}/people/{colleague}",
    "colleagues.change_role": "/organisations/{place}/people/{colleague}/roles",
    "colleagues.invitation": "/organisations/{place}/people/{colleague}/invitation",
    "colleagues.leave": "/organisations/{place}/people/{colleague}/leave",
    "consent.show": "/organisations/{place}/consent/",
    "consent.decide": "/organisations/{place}/consent/",
    "record.of_organisation": "/organisations/{place}/record",
    "record.everything": "/record",
    "information_requests.preview": "/organisations/{place}/information-request/",
    "information_requests.export": "/organisations/{place}/information-request/",
    "partnerships.index": "/partnerships/",
    "partnerships.add": "/partnerships/",
    "partnerships.show": "/partnerships/north",
    "partnerships.change": "/partnerships/north",
    "partnerships.ask": "/partnerships/north/requests",
    "partnerships.withdraw": "/partnerships/north/requests/1/withdraw",
    "years.index": "/years/",
    "years.new": "/years/new",
    "years.add": "/years/new",
    "years.show": "/years/2026",
    "years.change": "/years/2026",
    "years.publish": "/years/2026/publish",
    "years.ledger": "/years/published",
    "people.index": "/people/",
    "people.invite": "/people/",
    "people.person": "/people/{anybody}",
    "people.change_role": "/people/{anybody}/roles",
    "people.invitation": "/people/{anybody}/invitation",
    "people.data": "/people/{anybody}/data",
    "people.erase": "/people/{anybody}/erase",
    "imports.ask": "/imports/",
    "imports.preview": "/imports/",
    "imports.take_over": "/imports/confirmed",
    "imports.template": "/imports/codes.csv",
}
OF_ORGANISATION = ("{place}", "{number}")
PUBLIC = {
    "home.start", "sign_in.ask", "sign_in.sign_in", "sign_in.sign_out", "demonstration.choose",
    "demonstration.continue_as", "sign_in.code", "passkey_sign_in.question", "passkey_sign_in.sign_in", "mailed_links.invitation",
    "mailed_links.accept", "mailed_links.passkey_question", "mailed_links.accept_with_passkey",
    "mailed_links.forgotten", "mailed_links.send_link", "mailed_links.new_password", "mailed_links.choose_password",
    "pages.privacy", "pages.cookies", "pages.about", "pages.who_sees_what", "pages.accessibility", "pages.support",
    "banks.index", "banks.show", "banks.words", "banks.difference", "banks.pdf", "banks.workbook", "banks.as_xlsform",
    "banks.as_json", "catalogues.survey", "catalogues.vignettes", "catalogues.training", "catalogues.indicators",
    "quick_check.ask", "quick_check.answer", "quick_check.save",
}  # fmt: skip


def views(app):
    return {name: view for name, view in app.view_functions.items() if name != "static"}


def method(app, endpoint):
    rule = next(app.url_map.iter_rules(endpoint))
    return "POST" if "POST" in rule.methods else "GET"


def test_every_route_names_its_permission_or_is_public(app):
    assert {name for name, view in views(app).items() if view.permission is None} == PUBLIC
    assert {name for name, view in views(app).items() if view.permission is not None} == set(PATHS)
    assert {view.permission for view in views(app).values()} - {None} == set(Permission)


@pytest.mark.parametrize("role", EVERY_ROLE)
def test_in_the_own_organisation_the_table_decides(app, visitor, role):
    visitor.be(role)
    for endpoint, view in views(app).items():
        if view.permission is None:
            continue
        answer = ask(app, visitor, endpoint, own(visitor, endpoint))
        if role in RULES[view.permission]:
            assert answer.status_code != 403, (endpoint, role)
            assert answer.status_code < 500, (endpoint, role)
        elif role in AREA_ROLES and of_organisation(endpoint):
            assert answer.status_code == 404, (endpoint, role)
        else:
            assert answer.status_code == 403, (endpoint, role)


@pytest.mark.parametrize("role", sorted(ORGANISATION_ROLES))
def test_another_organisation_is_not_found_whatever_is_asked(app, visitor, role):
    visitor.be(role)
    for endpoint, path in PATHS.items():
        if of_organisation(endpoint):
            theirs = {"place": "harbour", "number": visitor.world.others, "colleague": visitor.world.stranger}
            answer = ask(app, visitor, endpoint, path.format(**theirs))
            assert answer.status_code == 404, (endpoint, role)
            assert "Harbour" not in answer.text


def test_what_is_not_there_looks_like_what_is_somebody_elses(app, visitor):
    visitor.be(Role.ORGANISATION_LEAD)
    theirs = visitor.get(f"/assessments/{visitor.world.others}/")
    nothing = visitor.get("/assessments/99999/")
    assert BeautifulSoup(theirs.text, "html.parser").text == BeautifulSoup(nothing.text, "html.parser").text


def test_who_is_not_signed_in_is_asked_to(app, visitor):
    for endpoint in PATHS:
        answer = ask(app, visitor, endpoint, own(visitor, endpoint))
        assert answer.status_code in {302, 401}, endpoint
        if answer.status_code == 302:
            assert "/sign-in" in answer.location


@pytest.mark.parametrize("path", ["/assessments/0/", "/assessments/99999999999999999999/", "/organisations/%00", "/x"])
def test_odd_addresses_are_not_found(visitor, path):
    assert visitor.be(Role.ADVISER).get(path).status_code == 404


def of_organisation(endpoint: str) -> bool:
    return any(mark in PATHS[endpoint] for mark in OF_ORGANISATION)


def own(visitor: Browser, endpoint: str) -> str:
    people = visitor.world.people
    mine = {"place": "lighthouse", "number": visitor.world.open, "colleague": people[Role.CONTRIBUTOR]}
    return PATHS[endpoint].format(**mine, anybody=people[Role.SPONSOR])


def ask(app, visitor: Browser, endpoint: str, path: str):
    return visitor.post(path) if method(app, endpoint) == "POST" else visitor.get(path)
