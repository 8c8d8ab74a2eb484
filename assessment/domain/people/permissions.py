"""Who may do what: one table, asked by every screen; rendered for readers in docs/permissions.md."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


class Role(StrEnum):
    """The part somebody plays, in one organisation or for the whole area; the values are what lists and tables hold."""

    CONTRIBUTOR = "contributor"
    ORGANISATION_LEAD = "organisation lead"
    SPONSOR = "sponsor"
    ADVISER = "adviser"
    LEADERSHIP_MEMBER = "leadership member"
    PROJECT_LEAD = "project lead"
    ADMINISTRATOR = "administrator"


# What people call each role.
ROLE_NAMES: Mapping[Role, str] = {
    Role.CONTRIBUTOR: "contributor",
    Role.ORGANISATION_LEAD: "organisation lead",
    Role.SPONSOR: "sponsor",
    Role.ADVISER: "Independent Adviser",
    Role.LEADERSHIP_MEMBER: "Leadership Group member",
    Role.PROJECT_LEAD: "Project Lead",
    Role.ADMINISTRATOR: "administrator",
}

ORGANISATION_ROLES = frozenset({Role.CONTRIBUTOR, Role.ORGANISATION_LEAD, Role.SPONSOR})
AREA_ROLES = frozenset(Role) - ORGANISATION_ROLES

# Who sees more than one organisation signs in with a second factor or a passkey.
STRONG_ROLES = AREA_ROLES

# An adviser reads confidential answers, so the same person doesn't also manage people, banks and years.
APART = (frozenset({Role.ADVISER, Role.PROJECT_LEAD}),)

# Which roles somebody can give and remove, by the roles that they have themselves.
GRANTS: Mapping[Role, frozenset[Role]] = {
    Role.ORGANISATION_LEAD: ORGANISATION_ROLES,
    Role.PROJECT_LEAD: ORGANISATION_ROLES | {Role.ADVISER, Role.LEADERSHIP_MEMBER},
    Role.ADMINISTRATOR: frozenset(Role),
}


class Permission(StrEnum):
    """What somebody may want to do; views and templates name these and never a role."""

    SEE_HOME = "see the home page"
    SEE_ORGANISATION = "see an organisation and its years"
    LIST_ORGANISATIONS = "find every organisation of the area in a list"
    START = "start this year's assessment"
    SEE_ASSESSMENT = "read an assessment's answers and evidence"
    ANSWER = "answer questions and add evidence"
    SUBMIT = "send an assessment to the sponsor"
    TAKE_BACK = "take an assessment back from the sponsor before it is signed off"
    SIGN_OFF = "sign off an assessment, or return it for changes"
    SEE_RESULTS = "see an organisation's results and progress"
    COMPARE = "compare organisations across the area"
    AGREE_PRIORITIES = "agree priorities and notes for a year"
    SEE_STATUS = "see every organisation's progress this year"
    MANAGE_BANKS = "upload, preview and publish question banks"
    KEEP_ACCOUNT = "manage your own account"
    MANAGE_OWN_PEOPLE = "invite people to an organisation, and remove them"
    DECIDE_CONSENT = "choose how an organisation is shown to others"
    MANAGE_AREA = "manage organisations, partnerships and years"
    MANAGE_PEOPLE = "manage everyone's roles, and import lists"
    SEE_OWN_RECORD = "read an organisation's activity log"
    SEE_RECORD = "read the whole activity log"
    MANAGE_PRIVACY = "export or erase a person's data, and answer requests for information"


RULES: Mapping[Permission, frozenset[Role]] = {
    Permission.SEE_HOME: frozenset(Role),
    Permission.SEE_ORGANISATION: ORGANISATION_ROLES | {Role.ADVISER, Role.PROJECT_LEAD, Role.ADMINISTRATOR},
    Permission.LIST_ORGANISATIONS: frozenset({Role.ADVISER, Role.PROJECT_LEAD, Role.ADMINISTRATOR}),
    Permission.START: frozenset({Role.ORGANISATION_LEAD}),
    Permission.SEE_ASSESSMENT: ORGANISATION_ROLES | {Role.ADVISER},
    Permission.ANSWER: frozenset({Role.CONTRIBUTOR, Role.ORGANISATION_LEAD}),
    Permission.SUBMIT: frozenset({Role.ORGANISATION_LEAD}),
    Permission.TAKE_BACK: frozenset({Role.ORGANISATION_LEAD}),
    Permission.SIGN_OFF: frozenset({Role.SPONSOR}),
    Permission.SEE_RESULTS: ORGANISATION_ROLES | {Role.ADVISER},
    Permission.COMPARE: frozenset({Role.ADVISER, Role.LEADERSHIP_MEMBER, Role.PROJECT_LEAD}),
    Permission.AGREE_PRIORITIES: frozenset({Role.LEADERSHIP_MEMBER, Role.PROJECT_LEAD}),
    Permission.SEE_STATUS: frozenset({Role.PROJECT_LEAD}),
    Permission.MANAGE_BANKS: frozenset({Role.PROJECT_LEAD}),
    Permission.KEEP_ACCOUNT: frozenset(Role),
    Permission.MANAGE_OWN_PEOPLE: frozenset({Role.ORGANISATION_LEAD, Role.PROJECT_LEAD, Role.ADMINISTRATOR}),
    Permission.DECIDE_CONSENT: frozenset({Role.ORGANISATION_LEAD, Role.SPONSOR}),
    Permission.MANAGE_AREA: frozenset({Role.PROJECT_LEAD, Role.ADMINISTRATOR}),
    Permission.MANAGE_PEOPLE: frozenset({Role.PROJECT_LEAD, Role.ADMINISTRATOR}),
    Permission.SEE_OWN_RECORD: frozenset({Role.ORGANISATION_LEAD, Role.SPONSOR, Role.PROJECT_LEAD, Role.ADMINISTRATOR}),
    Permission.SEE_RECORD: frozenset({Role.PROJECT_LEAD, Role.ADMINISTRATOR}),
    Permission.MANAGE_PRIVACY: frozenset({Role.ADMINISTRATOR}),
}


def may(permission: Permission, roles: frozenset[Role]) -> bool:
    """Whether any of these roles gives the permission; somebody without a role may do nothing."""
    return not RULES[permission].isdisjoint(roles)


def kept_apart(role: Role, held: Iterable[Role]) -> Role | None:
    """The role among those held that can't be combined with this one, or None."""
    others = frozenset[Role]().union(*(pair for pair in APART if role in pair)) - {role}
    return next((one for one in held if one in others), None)


def grantable(roles: Iterable[Role]) -> frozenset[Role]:
    """Which roles somebody with these roles can give and remove."""
    return frozenset[Role]().union(*(GRANTS.get(role, frozenset()) for role in roles))


def named(roles: Iterable[Role]) -> str:
    """Roles in words, as alternatives: "organisation lead or sponsor"."""
    wanted = frozenset(roles)
    *most, last = [ROLE_NAMES[role] for role in Role if role in wanted]
    return f"{', '.join(most)} or {last}" if most else last


def with_article(role: Role) -> str:
    """A role in a sentence: "a sponsor", "an organisation lead"."""
    name = ROLE_NAMES[role]
    return f"{'an' if name[0] in 'aeiouAEIOU' else 'a'} {name}"


def refusal(permission: Permission) -> str:
    """What to tell somebody who lacks a permission: which role it takes, and who can give it."""
    needed = RULES[permission]
    givers = named(role for role, may_give in GRANTS.items() if not may_give.isdisjoint(needed))
    return f"This is for people with the role of {named(needed)}. To get access, ask your {givers}."
