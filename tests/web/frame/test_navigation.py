"""The navigation: every page stands in a section, the current place is marked, and links lead where their reader may go."""

from __future__ import annotations

import pytest

from assessment.domain.people.permissions import ORGANISATION_ROLES, RULES, Permission, Role
from assessment.web.frame.navigation import SECTIONS, navigation
from tests.web.frame.test_access import PATHS, method, own

ENTRANCE = {"sign_in", "demonstration", "passkey_sign_in", "mailed_links", "single_sign_on"}
# What is reached from the reader's own name in the header.
ACCOUNT = {"account", "authenticator", "passkeys", "own_data", "offers"}


def everyone():
    return [(role, role in ORGANISATION_ROLES) for role in Role]


def labels(links) -> list[str]:
    return [link.label for link in links]


def test_each_role_finds_what_it_comes_for():
    found = {role: labels(navigation("home.show", frozenset({role}), own=own).sections) for role, own in everyone()}
    ours = ["Home", "Our assessment", "Results", "Questions", "Help"]
    assert found[Role.CONTRIBUTOR] == found[Role.ORGANISATION_LEAD] == found[Role.SPONSOR] == ours
    assert found[Role.LEADERSHIP_MEMBER] == ["Home", "Area", "Questions", "Help"]
    assert found[Role.PROJECT_LEAD] == ["Home", "Area", "Manage", "Questions", "Help"]
    assert found[Role.ADMINISTRATOR] == ["Home", "Manage", "Questions", "Help"]


@pytest.mark.parametrize(("role", "belongs"), everyone(), ids=[role.value for role, _ in everyone()])
def test_every_page_that_somebody_may_open_stands_in_one_section(app, role, belongs):
    lost = []
    for endpoint in PATHS:
        permission = app.view_functions[endpoint].permission
        if endpoint.startswith("ours.") and not belongs:
            continue
        if method(app, endpoint) != "GET" or endpoint.partition(".")[0] in ACCOUNT or role not in RULES[permission]:
            continue
        marked = [link for link in navigation(endpoint, frozenset({role}), own=belongs).sections if link.here]
        if len(marked) != 1:
            lost.append((endpoint, labels(marked)))
    assert lost == []


def test_a_page_is_marked_once_in_its_section():
    for endpoint in (page.endpoint for section in SECTIONS for page in section.pages):
        found = navigation(endpoint, frozenset(Role), own=True)
        assert [link.here for link in found.pages].count("page") <= 1
        assert [link for link in found.sections if link.here]


def test_no_link_leads_where_its_reader_may_not_go(app):
    for section in SECTIONS:
        for page in section.pages:
            wanted = app.view_functions[page.endpoint].permission
            if wanted not in {None, Permission.SEE_HOME}:
                assert page.permission is not None, page
                assert RULES[page.permission] <= RULES[wanted], page


@pytest.mark.parametrize("role", sorted(ORGANISATION_ROLES))
def test_ours_leads_straight_to_the_only_assessment(visitor, role):
    visitor.be(role)
    assert visitor.get("/our-assessment").location == f"/assessments/{visitor.world.open}/"
    assert own(visitor, "tasks.show") == visitor.get("/our-assessment").location
