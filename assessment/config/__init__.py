"""How an installation runs: settings from the environment, and whether they are safe."""

from __future__ import annotations

from assessment.config.safety import unsafe
from assessment.config.services import MailServer, SignInService
from assessment.config.settings import LEAST_THRESHOLD, Settings
from assessment.config.variables import SettingsWrong

__all__ = ["LEAST_THRESHOLD", "MailServer", "Settings", "SettingsWrong", "SignInService", "unsafe"]
