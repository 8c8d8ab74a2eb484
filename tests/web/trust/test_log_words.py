"""The words of the activity log: every kind and every detail that a command records has some."""

from __future__ import annotations

import ast
from datetime import UTC, datetime
from pathlib import Path

import pytest

from assessment.domain.trust.audit import Kind
from assessment.domain.trust.retention import PERIODS
from assessment.store.audit import ListedEntry
from assessment.web.trust.log_words import DETAILS, KINDS, about, happened

PACKAGE = Path(__file__).parents[3] / "assessment"
NOT_SHOWN_AS_DETAILS = {"at", "organisation", "person", "done"}


def entry(kind: Kind, subject: str, **details) -> ListedEntry:
    return ListedEntry(1, datetime(2026, 9, 1, tzinfo=UTC), kind, 7, subject, details, None)


def recorded() -> set[str]:
    """The names of all details that are given to the log anywhere."""
    return {
        keyword.arg
        for path in PACKAGE.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in {"record", "_record"}
        for keyword in node.keywords
        if keyword.arg
    } - NOT_SHOWN_AS_DETAILS


def test_every_detail_that_is_recorded_has_words():
    assert recorded() >= {"how", "role", "item", "digest"}
    assert recorded() | {period.key for period in PERIODS} == set(DETAILS)


def test_every_kind_has_a_name():
    assert set(KINDS) == set(Kind)


@pytest.mark.parametrize(
    ("given", "title", "details"),
    [
        (
            entry(Kind.SIGN_IN, "person 7", done="signed in", how="demonstration"),
            "Sign-in: signed in",
            "Person number 7; signed in with: the demonstration, without a password",
        ),
        (
            entry(Kind.ACCESS, "person 10", done="role given", role="leadership member"),
            "People and roles: role given",
            "Person number 10; Leadership Group member",
        ),
        (
            entry(Kind.CONSENT, "decision 5", done="decided", standing="named", partnership=None),
            "Sharing: choice saved",
            "Decision number 5; named",
        ),
        (
            entry(Kind.ORGANISATION, "organisation 21", done="organisation merged", earlier=23, on="2026-09-01"),
            "Organisation: organisation formed by a merger",
            "Organisation number 21; from organisation number 23; on 1 September 2026",
        ),
        (
            entry(Kind.ORGANISATION, "organisation 21", done="organisation changed", fields=["name", "size_band"]),
            "Organisation: organisation changed",
            "Organisation number 21; changed: name, size",
        ),
        (
            entry(Kind.ACCOUNT, "comparison 2", done="comparison saved", shared=True),
            "Account: comparison saved",
            "Comparison number 2; shared with the Leadership Group: yes",
        ),
        (
            entry(Kind.CONFIGURATION, "bank carers-2027", done="draft uploaded"),
            "Years and questions: draft uploaded",
            "Question bank carers-2027",
        ),
        (
            entry(Kind.PRIVACY, "retention", addresses=3),
            "Data protection: old data deleted",
            "Data kept for as long as the privacy page says; Network addresses in the activity log: 3",
        ),
        (
            entry(Kind.ANSWER, "assessment 19", done="answer saved", item="RL-GOV-1", version=2, unheard_of=1),
            "Answers: answer saved",
            "Assessment number 19; question RL-GOV-1; version 2; unheard_of 1",
        ),
    ],
)
def test_an_entry_reads_as_people_would_say_it(given, title, details):
    assert happened(given) == title
    assert about(given) == details


def test_the_organisation_is_named_after_what_the_entry_is_about():
    told = about(entry(Kind.ACCESS, "person 10", done="role given", role="sponsor"), "Vale Homes")
    assert told == "Person number 10; Vale Homes; sponsor"
