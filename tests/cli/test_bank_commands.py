"""The commands for those who write banks."""

from __future__ import annotations

import json
import subprocess
import sys
import time

import openpyxl
import pytest
from click.testing import CliRunner

from assessment import banks
from assessment.cli import main
from tests.banks.test_banks import DATA
from tests.banks.test_xlsform import workbook
from tests.factories import BANK


def run(*words):
    return CliRunner().invoke(main, [str(word) for word in words])


def test_a_new_bank_is_in_order_and_in_style_as_it_stands(tmp_path):
    file = tmp_path / "our-bank-2027.yaml"
    assert run("new-bank", file).exit_code == 0
    checked = run("check-bank", file, "--style")
    assert (checked.exit_code, "2 questions, no problems" in checked.output) == (0, True)
    assert banks.read(file).version == "2027"
    again = run("new-bank", file)
    assert (again.exit_code, "already exists" in again.output) == (1, True)


@pytest.mark.parametrize("name", ["bank.txt", "Our Bank.yaml", "-x.yaml", "nowhere/bank-2027.yaml"])
def test_a_new_bank_needs_a_name_that_can_be_an_id_and_a_place(tmp_path, name):
    answer = run("new-bank", tmp_path / name)
    assert answer.exit_code == 1
    assert answer.output.strip()
    assert "Traceback" not in answer.output


def test_style_is_told_item_by_item_and_counts_as_a_fault(tmp_path):
    file = tmp_path / "our-bank-2027.yaml"
    run("new-bank", file)
    file.write_text(
        file.read_text(encoding="utf-8").replace("It's easy to miss", "What service users often fail"), encoding="utf-8"
    )
    told = run("check-bank", file, "--style")
    assert told.exit_code == 1
    assert "KNOW-1, why: says “service users”" in told.output
    assert run("check-bank", file).exit_code == 0


def test_watching_checks_again_when_the_file_is_saved(tmp_path):
    file = tmp_path / "our-bank-2027.yaml"
    run("new-bank", file)
    process = subprocess.Popen(
        [sys.executable, "-u", "-c", "from assessment.cli import main; main()", "check-bank", str(file), "--watch"],
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        lines = [process.stdout.readline() for _ in range(2)]
        assert "no problems" in lines[0]
        deadline = time.monotonic() + 20
        seen = ""
        while "unknown key" not in seen and time.monotonic() < deadline:
            time.sleep(0.3)
            file.write_text(
                file.read_text(encoding="utf-8").replace("gate: true", "gaet: true") + "\n", encoding="utf-8"
            )
            while not seen.endswith("problem.\n") and time.monotonic() < deadline:
                seen += process.stdout.readline()
        assert "did you mean `gate`?" in seen
    finally:
        process.terminate()
        process.wait(timeout=10)
        process.stdout.close()


def test_what_became_of_every_item_is_said_in_words():
    told = run("diff-banks", BANK, "trauma-informed-2027").output
    assert told.splitlines()[:5] == [
        "asked in the same words: 46",
        "reworded, same meaning: 4",
        "changed in meaning: 3",
        "retired: 2",
        "new: 3",
    ]
    assert "stage Responsive: evidence confidence: 50 -> 60" in told
    assert run("diff-banks", BANK, BANK).output.splitlines()[-1] == "rules that changed: 0"
    assert run("diff-banks", BANK, "nothing").exit_code == 1


def test_a_form_is_imported_with_a_report_and_a_bank_goes_out_again(tmp_path):
    form, target = tmp_path / "form.xlsx", tmp_path / "theirs-2027.yaml"
    form.write_bytes(workbook())
    told = run("import-xlsform", form, target)
    assert told.exit_code == 0
    assert "survey, row 11: “q6” is of type text" in told.output
    assert "3 questions imported" in told.output
    assert run("check-bank", target).exit_code == 0
    assert run("import-xlsform", form, target).exit_code == 1
    out = tmp_path / "out"
    assert run("export-bank", target, out).exit_code == 0
    assert len(json.loads(out.read_bytes())["items"]) == 3
    assert run("export-bank", BANK, tmp_path / "bank.xlsx", "--as", "xlsform").exit_code == 0
    assert openpyxl.load_workbook(tmp_path / "bank.xlsx").sheetnames == ["survey", "choices", "settings"]
    form.write_bytes(b"no form")
    refused = run("import-xlsform", form, tmp_path / "x.yaml")
    assert (refused.exit_code, "is no XLSForm" in refused.output) == (1, True)


def test_publishing_records_a_bank_once(tmp_path):
    file = tmp_path / "smallest.yaml"
    file.write_bytes((DATA / "smallest.yaml").read_bytes())
    assert run("publish-bank", file).exit_code == 0
    assert banks.read(file).published
    assert json.loads((tmp_path / "published" / "smallest.json").read_text(encoding="utf-8"))["digest"]
    again = run("publish-bank", file)
    assert (again.exit_code, "already been published" in again.output) == (1, True)


def test_coverage_counts_every_item_once():
    told = run("coverage", BANK).output
    assert all(told.count(f"{item.id}") == 1 for item in banks.load(BANK).items)
