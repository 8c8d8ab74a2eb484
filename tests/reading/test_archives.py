"""Packed files: how large they say they are inside."""

from __future__ import annotations

import zipfile
from io import BytesIO

import pytest

from assessment.reading.archives import unpacked_size


def packed(**parts):
    file = BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as folder:
        for name, text in parts.items():
            folder.writestr(name, text)
    return file.getvalue()


def test_the_parts_of_a_packed_file_are_added_up():
    assert unpacked_size(packed(one="a" * 5000, two="b")) == 5001


def test_other_files_are_not_packed():
    assert unpacked_size(b"name,place") is None


def test_a_damaged_file_is_said_to_be_damaged():
    content = packed(one="a")
    with pytest.raises(zipfile.BadZipFile):
        unpacked_size(content.replace(b"PK\x01\x02", b"PK\x09\x09"))
