"""Packed files such as workbooks."""

from __future__ import annotations

import zipfile
from io import BytesIO


def unpacked_size(content: bytes) -> int | None:
    """How many bytes a packed file says it unpacks to, None where it is not packed; raises BadZipFile if damaged."""
    if not zipfile.is_zipfile(BytesIO(content)):
        return None
    with zipfile.ZipFile(BytesIO(content)) as folder:
        return sum(part.file_size for part in folder.infolist())
