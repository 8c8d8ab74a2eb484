"""The values of environment variables; what cannot be used raises SettingsWrong."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

if TYPE_CHECKING:
    from collections.abc import Mapping

YES = frozenset({"1", "yes", "true", "on"})
NO = frozenset({"", "0", "no", "false", "off"})


class SettingsWrong(Exception):  # noqa: N818 - read by the person who starts the program
    """A setting cannot be used as it is; its text says which one and what to write instead."""


def yes(given: Mapping[str, str], name: str) -> bool:
    """Whether a variable says yes; no where it is not set."""
    value = given.get(name, "").strip().lower()
    if value in NO:
        return False
    if value in YES:
        return True
    msg = f"{name} is {value!r}; write yes or no."
    raise SettingsWrong(msg)


def whole(given: Mapping[str, str], name: str, default: int, least: int, most: int | None = None) -> int:
    """A variable as a whole number within its limits."""
    value = given.get(name) or str(default)
    if value.isdecimal() and len(value) < 7 and int(value) >= least and (most is None or int(value) <= most):
        return int(value)
    limits = f"of {least} or more" if most is None else f"from {least} to {most}"
    msg = f"{name} is {value!r}; write a whole number {limits}."
    raise SettingsWrong(msg)


def address_from(value: str) -> str:
    """The address people use, without a slash at its end."""
    parts = urlsplit(value)
    if value and (parts.scheme not in {"http", "https"} or not parts.hostname or parts.path.strip("/") or parts.query):
        msg = f"FOURFOLD_ADDRESS is {value!r}; write the web address people use, such as https://fourfold.example.org."
        raise SettingsWrong(msg)
    return value.rstrip("/")


def contact_from(value: str) -> str:
    """The email address that the accessibility statement gives, empty where none is set."""
    if value and (not re.fullmatch(r"[^@\s<>]+@[^@\s<>]+\.[^@\s<>]+", value)):
        msg = f"FOURFOLD_CONTACT is {value!r}; write an email address, such as help@example.org."
        raise SettingsWrong(msg)
    return value


def retention_from(value: str) -> dict[str, int]:
    """How many days each kind of record is kept, as `attempts=7,addresses=90` says it."""
    found = {}
    for part in filter(None, (one.strip() for one in value.split(","))):
        name, _, days = part.partition("=")
        if not days.strip().isdecimal() or len(days.strip()) > 5:
            msg = f"FOURFOLD_RETENTION contains {part!r}; write it like attempts=7,addresses=90, in days."
            raise SettingsWrong(msg)
        found[name.strip()] = int(days)
    return found


def zone_from(value: str) -> ZoneInfo | None:
    """The time zone in which days begin and end, None where none is named."""
    try:
        return ZoneInfo(value) if value else None
    except (ZoneInfoNotFoundError, ValueError, OSError) as unknown:
        msg = f"FOURFOLD_TIME_ZONE is {value!r}; write the name of a time zone, such as Europe/London."
        raise SettingsWrong(msg) from unknown
