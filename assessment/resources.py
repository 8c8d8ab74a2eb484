"""Where the folders are that come with the program but are not code: templates and question banks."""

from __future__ import annotations

from pathlib import Path

_HERE = Path(__file__).parent


def folder(name: str) -> Path:
    """A folder that comes with this very copy of the program.

    It stands inside an installed package, and beside the package in a checkout. Asking the import system would find
    the installed one also for a checkout that is run from elsewhere, and serve its old pages.
    """
    inside = _HERE / name
    return inside if inside.is_dir() else _HERE.parent / name
