"""Names of files are made safe, and those that hide what they are are refused."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as some

from assessment.uploads.checking import accept
from assessment.uploads.file_names import LONGEST_NAME
from assessment.uploads.refusals import UploadRefused
from tests.uploads.files import refused


@pytest.mark.parametrize(
    ("given_name", "kept"),
    [
        ("../../etc/passwd.txt", "passwd.txt"),
        ("..\\..\\Windows\\win.txt", "win.txt"),
        ("C:\\Users\\Alex\\Minutes.TXT", "Minutes.txt"),
        ("C:notes.txt", "C-notes.txt"),
        ("Cafe\u0301.txt", "Café.txt"),
        ("a\u202etxt.b\u200f.txt", "atxt.b.txt"),
        ("a\r\nSet-Cookie: x.txt", "aSet-Cookie- x.txt"),
        ("  .hidden  notes . txt", "hidden notes.txt"),
        ('a<b>"c"|d?*.txt', "a-b--c--d--.txt"),
        ("con.txt", "_con.txt"),
        ("Aux.2026.txt", "_Aux.2026.txt"),
        ("lpt¹.txt", "_lpt¹.txt"),
        ("console.txt", "console.txt"),
        ("report.docx.txt", "report.docx.txt"),
        ("Minutes 12.03.2026.txt", "Minutes 12.03.2026.txt"),
        ("www.example.com.txt", "www.example.com.txt"),
        ("\ud800a.txt", "a.txt"),
    ],
)
def test_names_are_made_safe(given_name, kept):
    assert accept(given_name, b"text").name == kept


@pytest.mark.parametrize(
    "name",
    [
        "",
        ".",
        "..",
        "/",
        "a.txt/",
        ".txt",
        "\u202e.txt",
        "invoice.pdf.exe",
        "invoice.exe.pdf",
        "invoice.EXE .txt",
        "a.php.txt",
        "invoice\u202efdp.exe",
        "a.txt\0.exe",
        "a.exe\0.txt",
    ],
)
def test_names_that_hide_what_they_are_are_refused(name):
    assert "a type of file we can’t accept" in refused(name, b"text")


def test_long_names_are_cut_and_keep_their_ending():
    name = accept("a" * 5000 + ".txt", b"text").name
    assert name == "a" * (LONGEST_NAME - 4) + ".txt"


@given(some.text())
def test_every_name_that_is_kept_is_safe(text):
    try:
        name = accept(f"{text}.txt", b"text").name
    except UploadRefused:
        return
    assert 5 <= len(name) <= LONGEST_NAME
    assert name == unicodedata.normalize("NFC", name)
    assert not set('/\\<>:"|?*') & set(name)
    assert not [one for one in name if unicodedata.category(one) in {"Cc", "Cf", "Cs"}]
