"""What stands beside the banks, to be read: surveys, calibration cases, training, indicators."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, abort, render_template

from assessment import banks
from assessment.domain.area.sectors import SECTOR_NAMES
from assessment.store.banks import bank as bank_by_id
from assessment.web.banks.choices import sector_chosen
from assessment.web.frame.access import public
from assessment.web.frame.database import db

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

bp = Blueprint("catalogues", __name__)


@bp.get("/surveys/<ref:survey_id>")
@public
def survey(survey_id: str) -> ResponseReturnValue:
    """Show the statements of a survey."""
    found = next((one for one in banks.surveys() if one.id == survey_id), None) or abort(404)
    return render_template("banks/catalogues/survey.html", survey=found, bank=bank_by_id(db(), found.bank))


@bp.get("/vignettes")
@public
def vignettes() -> ResponseReturnValue:
    """Show the cases, each with its question and levels, and the reference level for who wants to see it."""
    found = banks.vignettes()
    return render_template("banks/catalogues/vignettes.html", found=found, bank=bank_by_id(db(), found.bank))


@bp.get("/training")
@public
def training() -> ResponseReturnValue:
    """Show the training modules."""
    found = banks.training()
    return render_template("banks/catalogues/training.html", found=found, bank=bank_by_id(db(), found.bank))


@bp.get("/indicators")
@public
def indicators() -> ResponseReturnValue:
    """Show the outcome indicators, those of one sector if a reader asks."""
    found = banks.indicators()
    sector = sector_chosen()
    shown = [one for one in found.indicators if not sector or sector in one.sectors]
    return render_template(
        "banks/catalogues/indicators.html",
        found=found,
        shown=shown,
        sector=sector,
        sectors=SECTOR_NAMES,
        bank=bank_by_id(db(), found.bank),
    )
