"""Plain text, and what does not pass for it."""

from __future__ import annotations

import pytest

from assessment.uploads.checking import accept
from tests.uploads.files import refused


@pytest.mark.parametrize(
    "content", [b"a\0b", b"a\x1b[2Jb", b"a\x7fb", "a\x85b".encode(), b"\xff\xfea\0", b"\xe4", b"MZ\x90\0"]
)
def test_what_is_no_plain_text_is_refused(content):
    assert "isn’t plain text in UTF-8" in refused("a.txt", content)


@pytest.mark.parametrize(
    "text",
    ["<html>", "<SCRIPT>", "\ufeff \n<?xml version='1.0'?>", "<svg", "<svg/onload=x>", "<!DOCTYPE html>", "<!-- -->"],
)
def test_pages_do_not_pass_as_text(text):
    assert "a web page or a drawing" in refused("a.csv", text.encode())
    assert "a web page or a drawing" in refused("a.txt", text.encode())


@pytest.mark.parametrize("text", ["<alex@example.org> wrote", "< 5 people", "a <b> c", "=SUM(A1:A2)"])
def test_other_signs_in_text_are_fine(text):
    accept("a.txt", text.encode())
