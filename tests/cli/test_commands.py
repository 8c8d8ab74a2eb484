"""The commands: what they print, and what they refuse with a sentence."""

from __future__ import annotations

import json
import sqlite3

import pytest
from click.testing import CliRunner

from assessment import banks
from assessment.cli import main
from assessment.config import LEAST_THRESHOLD
from tests.banks.test_banks import DATA

BANK = banks.load("trauma-informed-2026")


@pytest.fixture
def run(tmp_path, monkeypatch):
    monkeypatch.setenv("FOURFOLD_INSTANCE", str(tmp_path / "instance"))
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path / 'cli.db'}")

    def command(*words: str, **more):
        return CliRunner().invoke(main, list(words), catch_exceptions=False, **more)

    return command


def answers_file(tmp_path, document):
    path = tmp_path / "answers.json"
    path.write_text(document if isinstance(document, str) else json.dumps(document), encoding="utf-8")
    return str(path)


def test_score_prints_one_object(run, tmp_path):
    document = {
        "answers": {item.id: {"level": 2, "evidence": "E2"} for item in BANK.items},
        "context": {"moderated": True},
    }
    printed = json.loads(run("score", "--bank", BANK.id, answers_file(tmp_path, document)).output)
    assert printed["states"]["claimed"]["overall"] == 50.0
    assert printed["states"]["moderated"]["evidence_confidence"] == 100.0
    assert printed["stage"] == {"id": "sensitive", "name": "Sensitive", "basis": "moderated"}
    assert (printed["asked"], printed["answered"], printed["not_applicable"]) == (len(BANK.items), len(BANK.items), 0)
    assert set(printed["conditions"][0]) == {"stage", "kind", "subject", "has", "needs", "holds"}


def test_a_partial_set_has_scores_and_no_stage(run, tmp_path):
    document = {"answers": {"RL-GOV-1": {"level": 3}, "RP-FIN-1": {"not_applicable": "we fund nobody"}}}
    printed = json.loads(run("score", "--bank", BANK.id, answers_file(tmp_path, document)).output)
    assert printed["states"]["claimed"]["dimensions"]["RL"] == 75.0
    assert printed["states"]["supported"]["dimensions"]["RL"] == 25.0
    assert printed["states"]["claimed"]["dimensions"]["RC"] is None
    assert (printed["states"]["claimed"]["overall"], printed["stage"]) == (None, None)
    assert (printed["answered"], printed["not_applicable"]) == (1, 1)


def test_a_bank_file_can_be_scored_before_it_is_installed(run, tmp_path):
    found = run(
        "score", "--bank", str(DATA / "smallest.yaml"), answers_file(tmp_path, {"answers": {"PARK-1": {"level": 1}}})
    )
    assert json.loads(found.output)["states"]["claimed"]["overall"] == 100.0


@pytest.mark.parametrize(
    ("document", "expected"),
    [
        ("{", "is not JSON (line 1"),
        ("", "is not JSON"),
        ("[]", 'must be an object with an "answers" object'),
        ('{"answers": {"A": {}, "A": {}}}', "appears more than once: 'A'"),
        ('{"answers": {"RL-GOV-1": {"level": NaN}}}', "NaN is not a valid JSON number"),
        (
            '{"answers": {"RL-GOV-1": {"level": 9}, "X": {"level": 1}}}',
            "RL-GOV-1: level 9 is outside 0 to 4\nX: is not a question",
        ),
        ('{"answers": {"RL-GOV-1": {"not_applicable": "no"}}}', "can’t be marked as not applicable"),
        ('{"a":' * 5000, ""),
    ],
)
def test_a_bad_answers_file_names_every_fault(run, tmp_path, document, expected):
    found = run("score", "--bank", BANK.id, answers_file(tmp_path, document))
    assert found.exit_code == 1
    assert expected in found.output
    assert "Traceback" not in found.output


def test_an_answers_file_that_is_not_text_or_not_there_gets_a_sentence(run, tmp_path):
    path = tmp_path / "answers.json"
    path.write_bytes(b"\xff\xfe{}")
    assert "is not UTF-8 text" in run("score", "--bank", BANK.id, str(path)).output
    assert "cannot be read" in run("score", "--bank", BANK.id, str(tmp_path / "none.json")).output
    assert "There is no bank" in run("score", "--bank", "nothing", str(path)).output


def test_check_bank_prints_all_problems_and_fails(run, tmp_path):
    path = tmp_path / "broken.yaml"
    path.write_text("format: 2\ntitel: x\n", encoding="utf-8")
    found = run("check-bank", str(path))
    assert found.exit_code == 1
    assert "line 2, titel: is an unknown key; did you mean `title`?" in found.output
    assert "problems." in found.output
    assert run("check-bank", str(tmp_path / "none.yaml")).exit_code == 1


def test_an_area_is_set_up_from_the_command_line(run):
    assert run("upgrade").exit_code == 0
    one = ["add-organisation", "lighthouse", "Lighthouse", "--sector", "charity", "--size", "under-10"]
    assert run(*one).exit_code == 0
    assert "already in use" in run(*one).output
    lead = ["add-person", "a@example.org", "Ada", "--role", "organisation lead", "--password", "long enough words"]
    assert "needs --organisation" in run(*lead).output
    assert "no organisation with the reference" in run(*lead, "--organisation", "none").output
    assert run(*lead, "--organisation", "lighthouse").exit_code == 0
    assert run(*lead, "--organisation", "lighthouse").exit_code == 0
    cycle = ["open-cycle", "2026", "--bank", BANK.id, "--opens", "2026-09-01", "--closes"]
    assert "can’t be before" in run(*cycle, "2026-08-01").output
    assert run(*cycle, "2027-08-31").exit_code == 0
    assert "There isn’t enough to publish yet" in run("publish-cycle", "2026").output
    assert "There is no year" in run("publish-cycle", "1999").output
    assert "Every saved result is correct" in run("verify-results").output


def test_the_demonstration_fills_an_empty_database_once_and_is_the_same_every_time(run, tmp_path, monkeypatch):
    run("upgrade")
    assert run("demo").exit_code == 0
    assert run("demo", "--if-empty").exit_code == 0
    assert "needs an empty database" in run("demo").output
    assert "Every saved result is correct" in run("verify-results").output
    first = figures(tmp_path / "cli.db")
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path / 'again.db'}")
    run("upgrade")
    run("demo")
    assert figures(tmp_path / "again.db") == first


def test_a_year_is_published_from_the_command_line(run, tmp_path):
    run("upgrade")
    run("demo")
    forget_publications(tmp_path / "cli.db")
    year = sqlite3.connect(tmp_path / "cli.db").execute("SELECT min(year) FROM cycles").fetchone()[0]
    assert "Published. Store this line somewhere else" in run("publish-cycle", str(year)).output
    assert "Nothing has changed since" in run("publish-cycle", str(year)).output


def test_an_upgrade_publishes_once_what_an_earlier_version_had_released(run, tmp_path):
    run("upgrade")
    run("demo")
    path = tmp_path / "cli.db"
    whole = published(path)
    assert len(whole) == 3
    forget_publications(path)
    assert published(path) == []
    assert run("upgrade").exit_code == 0
    assert [(number, at) for _, number, at in published(path)] == [(number, at) for _, number, at in whole]
    again = published(path)
    assert run("upgrade").exit_code == 0
    assert published(path) == again


def published(path):
    connection = sqlite3.connect(path)
    rows = connection.execute("SELECT id, number, at FROM publications ORDER BY at").fetchall()
    connection.close()
    return rows


def forget_publications(path):
    """As it was before publications were kept: years with the moment of their release, and nothing else."""
    connection = sqlite3.connect(path)
    tables = ("published_groups", "published_organisations", "publications")
    guards = connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
    ours = [(name, sql) for name, sql in guards if any(f" ON {table}" in sql for table in tables)]
    for name, _ in ours:
        connection.execute(f"DROP TRIGGER {name}")
    for table in tables:
        connection.execute(f"DELETE FROM {table}")  # noqa: S608 - the names above
    for _, sql in ours:
        connection.execute(sql)
    connection.commit()
    connection.close()


def figures(path):
    connection = sqlite3.connect(path)
    rows = connection.execute("SELECT assessment_id, stage_id, figures, journey FROM results ORDER BY id").fetchall()
    organisations = connection.execute("SELECT COUNT(*) FROM organisations").fetchone()
    states = connection.execute("SELECT DISTINCT state FROM assessments ORDER BY state").fetchall()
    grades = connection.execute("SELECT DISTINCT grade FROM evidence").fetchall()
    connection.close()
    assert organisations == (39,)
    assert [state for (state,) in states] == ["open", "signed off", "with sponsor"]
    assert len(grades) >= 3
    return rows


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("FOURFOLD_SUPPRESSION_THRESHOLD", "0"),
        ("FOURFOLD_SUPPRESSION_THRESHOLD", "few"),
        ("FOURFOLD_DEMONSTRATION", "maybe"),
    ],
)
def test_a_setting_that_cannot_be_used_is_refused(run, monkeypatch, name, value):
    monkeypatch.setenv(name, value)
    assert name in run("upgrade").output
    assert LEAST_THRESHOLD == 3
