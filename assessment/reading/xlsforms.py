"""XLSForms, read by pyxform in a process of its own: it has little time and memory, and knows no secrets.

Whatever a form makes the readers below pyxform stumble over ends in that process; what comes back is plain text.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from io import BytesIO
from pathlib import Path
from typing import Any

SECONDS = 10
MEMORY = 1024 * 1024 * 1024
MOST_ROWS = 5000
SHEETS = ("survey", "choices", "settings")
OTHERS = ("external_choices", "entities", "osm")
TOO_SLOW = {"slow": True}


def read(data: bytes, kind: str, *, seconds: float = SECONDS) -> dict[str, Any]:
    """The sheets of a form as lists of rows, or why there are none: `slow`, `no_form`, `damaged` or `long`."""
    home = str(Path(__file__).parents[2])
    command = (sys.executable, "-P", "-m", __name__, kind, str(round(seconds) + 1))
    try:
        done = subprocess.run(  # noqa: S603 - our own module, with a word that is checked
            command, input=data, capture_output=True, timeout=seconds, check=True, env=_bare_environment(home)
        )
        found: dict[str, Any] = json.loads(done.stdout)
    except (subprocess.TimeoutExpired, subprocess.CalledProcessError, ValueError):
        return TOO_SLOW
    return found


def answer(data: bytes, kind: str) -> dict[str, Any]:
    """What the process says of a form."""
    from pyxform.errors import PyXFormError  # noqa: PLC0415 - slow, and needed in the process only
    from pyxform.xls2json_backends import get_xlsform  # noqa: PLC0415 - as above

    try:
        form = get_xlsform(BytesIO(data), file_type=kind)
    except PyXFormError as error:
        return {"no_form": (str(error).splitlines() or [""])[0][:200].rstrip(".")}
    except Exception:  # whatever a damaged workbook makes the readers below pyxform stumble over
        return {"damaged": True}
    rows = {name: _rows(getattr(form, name)) for name in SHEETS}
    if len(rows["survey"]) + len(rows["choices"]) > MOST_ROWS:
        return {"long": MOST_ROWS}
    return rows | {"others": [name for name in OTHERS if getattr(form, name)]}


def _rows(rows: Any) -> list[dict[str, str]]:
    """The rows of a sheet as text, none where there is no such sheet."""
    return [{str(key): str(value) for key, value in row.items() if value is not None} for row in rows or ()]


def _bare_environment(home: str) -> dict[str, str]:
    kept = {name: os.environ[name] for name in ("PATH", "SYSTEMROOT", "LANG") if name in os.environ}
    return kept | {"PYTHONPATH": home, "PYTHONDONTWRITEBYTECODE": "1"}


def _limit(seconds: int) -> None:
    """Let this process take so much time and memory; elsewhere than on Unix only its parent watches the time."""
    try:
        import resource  # noqa: PLC0415 - not everywhere
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


if __name__ == "__main__":
    _limit(int(sys.argv[2]))
    said = answer(sys.stdin.buffer.read(), sys.argv[1])
    sys.stdout.write(json.dumps(said))
