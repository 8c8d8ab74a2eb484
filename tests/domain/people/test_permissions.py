"""Permissions: one table, nothing by default."""

from __future__ import annotations

from assessment.domain.people.permissions import AREA_ROLES, ORGANISATION_ROLES, RULES, Permission, Role, grantable, may


def test_every_permission_is_in_the_table_and_held_by_somebody():
    assert set(RULES) == set(Permission)
    assert all(RULES.values())


def test_who_holds_no_role_may_do_nothing():
    assert not any(may(permission, frozenset()) for permission in Permission)


def test_the_leadership_group_sees_no_organisation_from_inside():
    inside = {Permission.SEE_ASSESSMENT, Permission.SEE_RESULTS, Permission.ANSWER, Permission.SIGN_OFF}
    assert not any(may(permission, frozenset({Role.LEADERSHIP_MEMBER})) for permission in inside)


def test_only_the_sponsor_signs_off():
    assert RULES[Permission.SIGN_OFF] == {Role.SPONSOR}


def test_nobody_compares_by_a_role_in_an_organisation():
    assert RULES[Permission.COMPARE].isdisjoint(ORGANISATION_ROLES)


def test_who_agrees_priorities_may_compare_and_moderators_only_read_them():
    assert RULES[Permission.AGREE_PRIORITIES] < RULES[Permission.COMPARE]
    assert Role.ADVISER not in RULES[Permission.AGREE_PRIORITIES]


def test_nobody_gives_more_than_their_part_allows():
    assert grantable([Role.CONTRIBUTOR, Role.SPONSOR, Role.ADVISER, Role.LEADERSHIP_MEMBER]) == frozenset()
    assert grantable([Role.ORGANISATION_LEAD]) == ORGANISATION_ROLES
    assert AREA_ROLES - grantable([Role.PROJECT_LEAD]) == {Role.PROJECT_LEAD, Role.ADMINISTRATOR}
    assert grantable([Role.ADMINISTRATOR]) == set(Role)
