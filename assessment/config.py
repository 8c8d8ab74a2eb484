"""Settings, read once from the environment."""

from __future__ import annotations

import os
import secrets
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

LEAST_THRESHOLD = 3


class SettingsWrong(Exception):  # noqa: N818 - read by the person who starts the program
    """A setting cannot be used as it is; its text says which one and what to write instead."""


@dataclass(frozen=True, slots=True)
class Settings:
    """How this installation runs."""

    database_url: str
    secret_key: str
    demonstration: bool = False
    secure_cookies: bool = False
    suppression_threshold: int = 5
    sign_in_hours: int = 12
    cache_folder: str = "instance/static"

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] | None = None) -> Settings:
        """Read the settings; whatever is missing gets a safe default, a secret key among them."""
        given = os.environ if environment is None else environment
        instance = Path(given.get("FOURFOLD_INSTANCE", "instance")).resolve()
        return cls(
            database_url=given.get("DATABASE_URL") or f"sqlite:///{_folder(instance) / 'fourfold.db'}",
            secret_key=given.get("FOURFOLD_SECRET_KEY") or _kept_secret(_folder(instance) / "secret-key"),
            demonstration=_yes(given, "FOURFOLD_DEMONSTRATION"),
            secure_cookies=_yes(given, "FOURFOLD_SECURE_COOKIES"),
            suppression_threshold=_threshold(given.get("FOURFOLD_SUPPRESSION_THRESHOLD") or "5"),
            cache_folder=str(instance / "static"),
        )


def _folder(path: Path) -> Path:
    path.mkdir(parents=True, exist_ok=True)
    return path


def _yes(given: Mapping[str, str], name: str) -> bool:
    value = given.get(name, "").strip().lower()
    if value in {"", "0", "no", "false", "off"}:
        return False
    if value in {"1", "yes", "true", "on"}:
        return True
    msg = f"{name} is {value!r}; write yes or no."
    raise SettingsWrong(msg)


def _threshold(value: str) -> int:
    if not value.isdecimal() or int(value) < LEAST_THRESHOLD:
        msg = f"FOURFOLD_SUPPRESSION_THRESHOLD is {value!r}; write a whole number of {LEAST_THRESHOLD} or more."
        raise SettingsWrong(msg)
    return int(value)


def _kept_secret(path: Path) -> str:
    if not path.exists():
        path.touch(mode=0o600)
        path.write_text(secrets.token_urlsafe(48), encoding="ascii")
    return path.read_text(encoding="ascii").strip()
