"""What the tests of charts share: the macros in a strict environment, and axes as long as real ones."""

from __future__ import annotations

from importlib.resources import files
from typing import Any

import pytest
from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape

from assessment.charts.layouts.sheet import sheet

LONG_NAMES = (
    "Governance and leadership",
    "Policy and procedure",
    "Physical and digital environment",
    "Engagement and involvement",
    "Cross-sector collaboration",
    "Access, assessment and support",
    "Training and workforce",
    "Progress and quality",
    "Finance and commissioning",
    "Evaluation and learning",
    "Information sharing and records",
    "Estates, transport and procurement",
    "Volunteers and elected members",
    "Crisis and out-of-hours response",
    "Multidisciplinary supervision",
)


@pytest.fixture(scope="session")
def long_names() -> tuple[str, ...]:
    return LONG_NAMES


@pytest.fixture(scope="session")
def macros() -> Any:
    environment = Environment(
        loader=FileSystemLoader(str(files("assessment.templates"))),
        autoescape=select_autoescape(),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["chart_sheet"] = sheet
    return environment.get_template("macros/charts.html").module
