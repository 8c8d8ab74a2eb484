"""Known weaknesses of what the product rests on, and careless places in its own code."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
SCRATCH = ROOT / ".venv" / "security"
WANTED = ROOT / "requirements" / "security.txt"
BY_HAND = ".venv/bin/python -m pip install --no-deps --require-hashes -r requirements/security.txt"


def program(name: str) -> Path | None:
    """Where a program is: in the environment, else in one of its own that is made for it."""
    places = [Path(sys.executable).parent / name, SCRATCH / "bin" / name]
    found = next((place for place in places if place.exists()), None)
    return found or (_install(name) if WANTED.exists() else None)


def _install(name: str) -> Path | None:
    """Install what is pinned, quietly; the lock file is complete, so nothing has to be resolved."""
    subprocess.run([sys.executable, "-m", "venv", str(SCRATCH)], check=False, capture_output=True)
    pip = [str(SCRATCH / "bin" / "python"), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    subprocess.run([*pip, "--no-deps", "--require-hashes", "-r", str(WANTED)], check=False, capture_output=True)
    place = SCRATCH / "bin" / name
    return place if place.exists() else None


def advisories() -> tuple[str, int]:
    """What is known about the pinned packages: a sentence, and the number of weaknesses."""
    found = program("pip-audit")
    if not found:
        return f"not checked: pip-audit is missing; install it with {BY_HAND}", 0
    command = [found, "-r", "requirements/run.txt", "--require-hashes", "--disable-pip", "--progress-spinner", "off"]
    done = _run([*command, "--timeout", "10", "-f", "json"], 120)
    try:
        packages = json.loads(done)["dependencies"]
    except (ValueError, KeyError):
        return "not checked: offline: advisories could not be asked", 0
    return _said(packages)


def _said(packages: list[dict[str, Any]]) -> tuple[str, int]:
    """A package that could not be looked up is skipped without a word, so those that were are counted."""
    asked = [one for one in packages if "vulns" in one]
    weak = [f"{one['name']} {one['version']}: {found['id']}" for one in asked for found in one["vulns"]]
    if not asked:
        return f"not checked: offline: advisories could not be asked ({len(packages)} packages)", 0
    missed = f", {len(packages) - len(asked)} could not be asked" if len(asked) < len(packages) else ""
    return f"{len(asked)} packages asked{missed}, {len(weak)} known weaknesses {'; '.join(weak)}".rstrip(), len(weak)


def carelessness() -> tuple[str, list[str]]:
    """What bandit finds in the product: a sentence, and the places that are more than trifles."""
    found = program("bandit")
    if not found:
        return f"not checked: bandit is missing; install it with {BY_HAND}", []
    try:
        report = json.loads(_run([found, "-r", "assessment", "-q", "-f", "json"], 120))
    except ValueError:
        return "not checked: bandit did not finish", []
    results = report["results"]
    counts = [
        f"{sum(one['issue_severity'] == level for one in results)} {level.lower()}"
        for level in ("HIGH", "MEDIUM", "LOW")
    ]
    return f"{report['metrics']['_totals']['loc']} lines, findings: {', '.join(counts)}", _places(results)


def _places(results: list[dict[str, Any]]) -> list[str]:
    worth = [one for one in results if one["issue_severity"] != "LOW"]
    return [f"{one['filename']}:{one['line_number']} {one['test_id']} {one['issue_text']}" for one in worth]


def _run(command: list[Any], seconds: int) -> str:
    """What a program prints, nothing where it takes too long."""
    try:
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=seconds, check=False)
    except subprocess.TimeoutExpired:
        return ""
    return done.stdout
