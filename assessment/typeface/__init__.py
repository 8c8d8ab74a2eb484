"""The typeface of pages, pictures and documents: its name and its files, all under the licence in OFL.txt."""

from __future__ import annotations

from importlib.resources import files

FAMILY = "Atkinson Hyperlegible Next"
FOLDER = files(__name__)
_FOR_BROWSERS = ("static", "vendor", "atkinson-hyperlegible-next.woff2")


def cut(*, bold: bool = False) -> bytes:
    """One weight of the typeface as a TrueType file."""
    return FOLDER.joinpath(f"atkinson-hyperlegible-next-{'bold' if bold else 'regular'}.ttf").read_bytes()


def for_browsers() -> bytes:
    """All weights in the one compressed file that pages load."""
    return files("assessment").joinpath(*_FOR_BROWSERS).read_bytes()
