"""The house: floors, purity, packaging, documents, and nothing in code that belongs in a bank."""

from __future__ import annotations

import ast
import configparser
import re
import subprocess
import sys
from pathlib import Path

import plotly.offline
import pytest
from click.testing import CliRunner

from assessment import banks
from assessment.banks.schema.bank import SCHEMAS
from assessment.cli import main
from assessment.config import Settings

ROOT = Path(__file__).parents[2]
CODE = sorted((ROOT / "assessment").rglob("*.py"))
# The fictional area is one piece of data. The others are to be split by those who work in their folders.
STILL_LONG = {
    "commands/answers.py",
    "demonstration/__init__.py",
    "demonstration/area.py",
    "reports/area.py",
}
SETUP = configparser.ConfigParser()
SETUP.read(ROOT / "setup.cfg", encoding="utf-8")


def run(*command: str, cwd: Path = ROOT) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, *command], capture_output=True, text=True, cwd=cwd, check=False, timeout=120)


def test_imports_only_run_down():
    found = subprocess.run(
        [Path(sys.executable).parent / "lint-imports", "--no-cache"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert found.returncode == 0, found.stdout


def test_the_rules_load_nothing_but_the_standard_library():
    modules = [
        ".".join(path.relative_to(ROOT).with_suffix("").parts)
        for path in (ROOT / "assessment" / "domain").rglob("*.py")
        if path.stem != "__init__"
    ]
    script = f"import sys; before = set(sys.modules); import {', '.join(modules)}; print(*sorted({{name.split('.')[0] for name in set(sys.modules) - before}}))"
    loaded = set(run("-c", script).stdout.split())
    assert loaded - {"assessment"} <= set(sys.stdlib_module_names)


def test_every_package_is_listed_for_installation():
    listed = set(SETUP["options"]["packages"].split())
    folders = {".".join(path.parent.relative_to(ROOT).parts) for path in (ROOT / "assessment").rglob("__init__.py")} | {
        "assessment.templates",
        "assessment.question_banks",
    }
    assert listed == folders


def test_no_code_knows_the_name_of_a_bank_or_what_is_in_one():
    bank = banks.load("trauma-informed-2026")
    names = {bank.id, *(one.name for one in (*bank.dimensions, *bank.stages)), *(item.id for item in bank.items)}
    names -= {"Aware", "Sensitive"}
    grades = {grade.name.casefold() for bank_id in banks.available() for grade in banks.load(bank_id).evidence.grades}
    for path in [*CODE, *sorted((ROOT / "templates").rglob("*.html"))]:
        if "demonstration" in path.parts:
            continue
        text = path.read_text(encoding="utf-8")
        assert [name for name in names if re.search(rf"\b{re.escape(name)}\b", text)] == [], path
        assert path.suffix != ".html" or [name for name in grades if name in text.casefold()] == [], path


def test_files_stay_small_enough_to_read():
    for path in CODE:
        lines = path.read_text(encoding="utf-8").count("\n")
        if "versions" not in path.parts and str(path.relative_to(ROOT / "assessment")) not in STILL_LONG:
            assert lines <= 200, (path, lines)


def test_no_test_file_is_too_long_to_read():
    for path in sorted((ROOT / "tests").rglob("*.py")):
        lines = path.read_text(encoding="utf-8").count("\n")
        assert lines <= 400, (path, lines)


def test_every_command_and_setting_is_in_the_documents():
    documents = "\n".join(
        path.read_text(encoding="utf-8") for path in [ROOT / "README.md", *(ROOT / "docs").rglob("*.md")]
    )
    assert [name for name in main.commands if name not in documents] == []
    code = "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "assessment" / "config").glob("*.py"))
    settings = set(re.findall(r'"(FOURFOLD_[A-Z_]+|DATABASE_URL)"', code))
    assert [name for name in settings if name not in documents] == []
    assert Settings.__doc__


def test_the_table_of_permissions_is_the_one_in_the_documents():
    printed = CliRunner().invoke(main, ["permissions"]).output
    assert printed in (ROOT / "docs" / "permissions.md").read_text(encoding="utf-8")


def test_every_key_of_a_bank_is_documented():
    text = (ROOT / "docs" / "question-banks.md").read_text(encoding="utf-8")
    keys = {key for schema in SCHEMAS.values() for key in schema.model_fields}
    assert sorted(key for key in keys if f"`{key}" not in text) == []


def test_the_bank_in_the_documents_is_in_order():
    text = (ROOT / "docs" / "question-banks.md").read_text(encoding="utf-8")
    example = re.search(r"```yaml\n(.*?)```", text, re.DOTALL).group(1)
    assert banks.check(example.encode(), name="carer-friendly-2026") == ()


def test_the_chart_bundle_is_of_the_version_that_the_package_expects():
    with (ROOT / "assessment" / "static" / "vendor" / "plotly-fourfold.min.js").open(encoding="utf-8") as bundle:
        assert f"v{plotly.offline.get_plotlyjs_version()}" in bundle.read(300)


def test_no_sharing_button_and_no_outside_scripts():
    charts = (ROOT / "assessment" / "static" / "js" / "charts.js").read_text(encoding="utf-8")
    assert "showSendToCloud: false" in charts
    for template in (ROOT / "templates").rglob("*.html"):
        assert not re.search(r'(src|href)="https?:', template.read_text(encoding="utf-8")), template


@pytest.mark.parametrize("name", ["requirements/run.txt", "requirements/test.txt"])
def test_locked_requirements_name_no_address_and_pin_every_hash(name):
    text = (ROOT / name).read_text(encoding="utf-8")
    assert "://" not in text
    entries = re.findall(r"^[a-z0-9][^\n]*==", text, re.MULTILINE | re.IGNORECASE)
    assert len(entries) > 20
    assert text.count("--hash=sha256:") >= len(entries)


def test_it_installs_and_works_from_anywhere(tmp_path):
    wheel = run("-m", "pip", "wheel", "--quiet", "--no-deps", "--no-build-isolation", "-w", str(tmp_path), str(ROOT))
    assert wheel.returncode == 0, wheel.stderr
    place = tmp_path / "site"
    made = next(tmp_path.glob("fourfold-*.whl"))
    installed = run("-m", "pip", "install", "--quiet", "--no-deps", "--target", str(place), str(made))
    assert installed.returncode == 0, installed.stderr
    script = (
        f"import sys; sys.path.insert(0, {str(place)!r})\n"
        "import assessment; assert assessment.__file__.startswith(sys.path[0])\n"
        "from assessment import banks; from assessment.config import Settings; from assessment.app import create_app\n"
        "from assessment.store import schema; from assessment.store.session import connect\n"
        "settings = Settings.from_environment({}); database = connect(settings.database_url); schema.upgrade(database.engine)\n"
        "client = create_app(settings, database).test_client(); page = client.get('/')\n"
        "assert page.status_code == 200 and banks.available(), page\n"
        "asset = client.get('/static/css/fourfold.css'); assert asset.status_code == 200; asset.close()\n"
        "print('works')\n"
    )
    found = run("-I", "-c", script, cwd=tmp_path)
    assert found.stdout.strip() == "works", found.stderr


def test_commands_find_nothing_for_themselves():
    """What a command needs to know it asks of the store; it may change rows by statements of its own."""
    for path in sorted((ROOT / "assessment" / "commands").glob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        imported = {
            one.name
            for node in ast.walk(tree)
            if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("sqlalchemy")
            for one in node.names
        }
        assert imported <= {
            "Session",
            "Table",
            "ColumnElement",
            "delete",
            "insert",
            "postgresql",
            "sqlite",
            "text",
            "update",
        }, (path, imported)
