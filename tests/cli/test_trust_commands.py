"""Proving the record, clearing away, and the way in for the first people."""

from __future__ import annotations

import re

import pytest
from click.testing import CliRunner

from assessment.cli import main
from assessment.store.session import connect


@pytest.fixture
def run(tmp_path, monkeypatch):
    monkeypatch.setenv("FOURFOLD_INSTANCE", str(tmp_path))
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path / 'cli.db'}")

    def command(*words):
        return CliRunner().invoke(main, list(words))

    assert command("upgrade").exit_code == 0
    person = ("add-person", "a@example.org", "Ada", "--role", "administrator", "--password", "three calm boats")
    assert command(*person).exit_code == 0
    return command


def tamper(tmp_path, *statements):
    database = connect(f"sqlite:///{tmp_path / 'cli.db'}")
    with database.engine.begin() as connection:
        for statement in statements:
            connection.exec_driver_sql(statement)
    database.engine.dispose()


def test_a_whole_record_is_proven_and_gives_something_to_keep(run):
    shown = run("verify-audit")
    assert shown.exit_code == 0
    kept = re.search(r"\d+:[0-9a-f]{64}", shown.output).group()
    run("invite", "a@example.org")
    assert run("verify-audit", "--expect", kept).exit_code == 0
    assert "rewritten" in run("verify-audit", "--expect", "1:" + "0" * 64).output


def test_a_tail_that_was_cut_off_is_missed_by_who_kept_the_head(run, tmp_path):
    run("add-person", "b@example.org", "Bo", "--role", "adviser")
    head = run("audit-head").output.strip()
    assert re.fullmatch(r"\d+:[0-9a-f]{64}", head)
    assert head in run("verify-audit").output
    cut = "DELETE FROM audit_entries WHERE number = (SELECT max(number) FROM audit_entries)"
    tamper(tmp_path, "DROP TRIGGER audit_entries_last", cut)
    assert run("verify-audit").exit_code == 0
    shown = run("verify-audit", "--expect", head)
    assert shown.exit_code == 1
    assert "rewritten" in shown.output


def test_a_result_that_was_altered_is_named_by_both_proofs(run, tmp_path, monkeypatch):
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path / 'cli.db'}")
    tamper(tmp_path, "DELETE FROM roles_held", "DELETE FROM people")
    assert run("demo").exit_code == 0
    for proof in ("verify-audit", "verify-results"):
        assert run(proof).exit_code == 0
    tamper(tmp_path, "DROP TRIGGER results_stay_update", "UPDATE results SET kept_at = '2020-01-01' WHERE id = 3")
    for proof in ("verify-audit", "verify-results"):
        shown = run(proof)
        assert shown.exit_code == 1
        assert "Result 3 was changed after it was saved." in shown.output


def test_a_broken_link_is_named(run, tmp_path):
    tamper(tmp_path, "DROP TRIGGER audit_entries_stay", "UPDATE audit_entries SET subject = 'x' WHERE number = 2")
    shown = run("verify-audit")
    assert shown.exit_code == 1
    assert "Entry 2 was changed after it was written." in shown.output


def test_retention_says_what_would_go(run, monkeypatch):
    shown = run("apply-retention", "--dry-run")
    assert shown.exit_code == 0
    assert "to delete: Failed attempts" in shown.output
    assert run("apply-retention").exit_code == 0
    monkeypatch.setenv("FOURFOLD_RETENTION", "nonsense=1")
    assert "isn’t a kind of data" in run("apply-retention").output


def test_an_invitation_for_the_first_people_is_printed(run):
    assert run("add-person", "new@example.org", "New", "--role", "leadership member").exit_code == 0
    assert "/invitation/" in run("invite", "new@example.org").output
    assert "/new-password/" in run("invite", "a@example.org").output
    assert "There is no account with the address" in run("invite", "b@example.org").output


def test_a_lost_second_factor_can_be_taken_away(run):
    assert run("remove-second-factor", "a@example.org").exit_code == 0


def test_a_password_that_is_tried_first_is_refused_here_too(run):
    weak = ("add-person", "b@example.org", "Bo", "--role", "adviser", "--password", "password123")
    assert "too easy to guess" in run(*weak).output
