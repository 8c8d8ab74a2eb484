"""The commands of `fourfold`, for people who run it and people who write question banks."""

from __future__ import annotations

from assessment.cli import area, banks, running, scores, trust
from assessment.cli.base import main

__all__ = ["area", "banks", "main", "running", "scores", "trust"]
