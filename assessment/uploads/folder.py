"""A folder of uploaded files, each found by a random token and by nothing that a person wrote."""

from __future__ import annotations

import os
import re
import secrets
import tempfile
import time
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

TOKEN = re.compile(r"[A-Za-z0-9_-]{43}")
MAKING = ".making-"


@dataclass(frozen=True, slots=True)
class Folder:
    """Where uploaded files lie; whoever is given a token may have the file."""

    root: Path

    def keep(self, content: bytes) -> str:
        """Keep a file that was accepted, and answer with its token; nobody ever sees half a file."""
        token = secrets.token_urlsafe(32)
        place = self._place(token)
        place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        # mkstemp makes files that only their owner can read, whatever the umask says.
        handle, making = tempfile.mkstemp(prefix=MAKING, dir=place.parent)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            Path(making).replace(place)
        except BaseException:
            Path(making).unlink(missing_ok=True)
            raise
        return token

    def read(self, token: str) -> bytes | None:
        """The file with this token, or None where there is none."""
        if not TOKEN.fullmatch(token):
            return None
        try:
            return self._place(token).read_bytes()
        except FileNotFoundError:
            return None

    def remove(self, token: str) -> None:
        """Let the file with this token be gone, whether or not it was there."""
        if TOKEN.fullmatch(token):
            self._place(token).unlink(missing_ok=True)

    def tokens(self, *, older_than_hours: int = 0) -> Iterator[str]:
        """The tokens of all files here, so that a clean-up job can find those that no evidence names.

        Files are kept before the evidence that names them is, so the job leaves recent ones alone.
        """
        before = time.time() - older_than_hours * 3600
        for path in self.root.glob("??/*"):
            if TOKEN.fullmatch(path.name) and path == self._place(path.name) and path.stat().st_mtime <= before:
                yield path.name

    def _place(self, token: str) -> Path:
        return self.root / sha256(token.encode()).hexdigest()[:2] / token
