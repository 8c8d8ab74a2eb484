"""Settings, read once from the environment."""

from __future__ import annotations

import os
import secrets
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from assessment.config.safety import require_safe
from assessment.config.services import mail_server_from, sign_in_service_from
from assessment.config.variables import address_from, contact_from, retention_from, whole, yes, zone_from

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import tzinfo

    from assessment.config.services import MailServer, SignInService

LEAST_THRESHOLD = 3
SHORTEST_IDLE, LONGEST_IDLE = 5, 240


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings of this installation."""

    database_url: str = field(repr=False)
    secret_key: str = field(repr=False)
    demonstration: bool = False
    secure_cookies: bool = False
    suppression_threshold: int = 5
    sign_in_hours: int = 12
    idle_minutes: int = 60
    cache_folder: str = "instance/static"
    instance: str = "instance"
    address: str = ""
    proxies: int = 0
    processes: int = 0
    mail_server: MailServer | None = None
    mail_from: str = "Fourfold <fourfold@localhost>"
    contact: str = ""
    sign_in_service: SignInService | None = None
    retention: Mapping[str, int] = field(default_factory=dict)
    zone: tzinfo | None = None

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] | None = None) -> Settings:
        """Read the settings; whatever is missing gets a safe default, a secret key among them.

        Raises SettingsWrong, in production with everything that is unsafe at once.
        """
        given = os.environ if environment is None else environment
        instance = Path(given.get("FOURFOLD_INSTANCE", "instance")).resolve()
        if yes(given, "FOURFOLD_PRODUCTION"):
            require_safe(given)
        address = address_from(given.get("FOURFOLD_ADDRESS", ""))
        return cls(
            database_url=given.get("DATABASE_URL") or f"sqlite:///{_folder(instance) / 'fourfold.db'}",
            secret_key=given.get("FOURFOLD_SECRET_KEY") or _kept_secret(_folder(instance) / "secret-key"),
            demonstration=yes(given, "FOURFOLD_DEMONSTRATION"),
            secure_cookies=yes(given, "FOURFOLD_SECURE_COOKIES") or address.startswith("https:"),
            suppression_threshold=whole(given, "FOURFOLD_SUPPRESSION_THRESHOLD", 5, LEAST_THRESHOLD),
            idle_minutes=whole(given, "FOURFOLD_IDLE_MINUTES", 60, SHORTEST_IDLE, LONGEST_IDLE),
            cache_folder=str(instance / "static"),
            instance=str(instance),
            address=address,
            proxies=whole(given, "FOURFOLD_PROXIES", 0, 0, 5),
            processes=whole(given, "FOURFOLD_PROCESSES", 0, 0, 64),
            mail_server=mail_server_from(given.get("FOURFOLD_MAIL_SERVER", "")),
            contact=contact_from(given.get("FOURFOLD_CONTACT", "")),
            mail_from=given.get("FOURFOLD_MAIL_FROM") or "Fourfold <fourfold@localhost>",
            sign_in_service=sign_in_service_from(given),
            retention=retention_from(given.get("FOURFOLD_RETENTION", "")),
            zone=zone_from(given.get("FOURFOLD_TIME_ZONE", "")),
        )


def _folder(path: Path) -> Path:
    path.mkdir(parents=True, exist_ok=True)
    return path


def _kept_secret(path: Path) -> str:
    if not path.exists():
        path.touch(mode=0o600)
        path.write_text(secrets.token_urlsafe(48), encoding="ascii")
    return path.read_text(encoding="ascii").strip()
