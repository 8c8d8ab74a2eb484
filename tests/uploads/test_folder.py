"""Where uploaded files lie."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from assessment.uploads.folder import TOKEN, Folder


@pytest.fixture
def folder(tmp_path):
    return Folder(tmp_path / "uploads")


def files(folder):
    return [path for path in folder.root.rglob("*") if path.is_file()]


def test_what_is_kept_can_be_read_with_its_token(folder):
    token = folder.keep(b"minutes")
    assert TOKEN.fullmatch(token)
    assert folder.read(token) == b"minutes"


def test_the_same_file_kept_twice_has_two_tokens(folder):
    assert len({folder.keep(b"minutes"), folder.keep(b"minutes")}) == 2


def test_only_the_owner_may_look_at_files_and_their_folders(folder):
    before = os.umask(0)
    try:
        folder.keep(b"minutes")
    finally:
        os.umask(before)
    (file,) = files(folder)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(file.parent.stat().st_mode) == 0o700


def test_files_are_spread_over_folders_that_tell_nothing_of_their_tokens(folder):
    token = folder.keep(b"minutes")
    (file,) = files(folder)
    assert len(file.parent.name) == 2
    assert set(file.parent.name) <= set("0123456789abcdef")
    assert file == folder.root / file.parent.name / token


def test_what_is_removed_is_gone_and_may_be_removed_again(folder):
    token, other = folder.keep(b"one"), folder.keep(b"other")
    folder.remove(token)
    folder.remove(token)
    assert folder.read(token) is None
    assert folder.read(other) == b"other"


@pytest.mark.parametrize(
    "token",
    [
        "",
        "..",
        "../secret",
        "/etc/passwd",
        "a" * 42,
        "a" * 44,
        "a" * 42 + "/",
        "a" * 42 + "\0",
        "a" * 43 + "\n",
        "ä" * 43,
    ],
)
def test_what_is_no_token_never_becomes_a_path(folder, token, monkeypatch):
    monkeypatch.setattr(Folder, "_place", lambda *_: pytest.fail("a path was made"))
    assert folder.read(token) is None
    folder.remove(token)


def test_an_unknown_token_leads_to_nothing(folder):
    assert folder.read("a" * 43) is None
    folder.remove("a" * 43)


def test_a_clean_up_job_sees_all_tokens_and_nothing_half_written_or_misplaced(folder):
    assert list(folder.tokens()) == []
    kept = {folder.keep(bytes([number])) for number in range(20)}
    for path in {file.parent for file in files(folder)}:
        (path / ".making-x").touch()
    (folder.root / "zz").mkdir()
    (folder.root / "zz" / ("a" * 43)).touch()
    assert sorted(folder.tokens()) == sorted(kept)


def test_files_can_be_removed_while_looking_through_the_tokens(folder):
    for number in range(20):
        folder.keep(bytes([number]))
    for token in folder.tokens():
        folder.remove(token)
    assert files(folder) == []


def test_where_writing_fails_nothing_stays_behind(folder, monkeypatch):
    def fail(*_):
        raise OSError("no space left")

    monkeypatch.setattr(Path, "replace", fail)
    with pytest.raises(OSError, match="no space left"):
        folder.keep(b"minutes")
    assert files(folder) == []
