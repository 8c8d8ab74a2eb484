"""The tables as Core reads them, without objects in between."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from assessment.store import models

if TYPE_CHECKING:
    from sqlalchemy import Table


def _of(model: type[models.Base]) -> Table:
    return cast("Table", model.__table__)


agreed_points = _of(models.AgreedPoint)
answers = _of(models.Answer)
answer_changes = _of(models.AnswerChange)
assessments = _of(models.Assessment)
attempts = _of(models.Attempt)
audit_entries = _of(models.AuditEntry)
bank_files = _of(models.BankFile)
cycles = _of(models.Cycle)
decisions = _of(models.Decision)
evidence = _of(models.Evidence)
form_keys = _of(models.FormKey)
former_names = _of(models.FormerName)
mailed_links = _of(models.MailedLink)
memberships = _of(models.Membership)
organisations = _of(models.Organisation)
partnerships = _of(models.Partnership)
passkeys = _of(models.Passkey)
people = _of(models.Person)
publications = _of(models.Publication)
published_groups = _of(models.PublishedGroup)
published_organisations = _of(models.PublishedOrganisation)
ratings = _of(models.Rating)
recovery_codes = _of(models.RecoveryCode)
requests = _of(models.Request)
results = _of(models.Result)
roles_held = _of(models.RoleHeld)
role_offers = _of(models.RoleOffer)
saved_comparisons = _of(models.SavedComparison)
sign_ins = _of(models.SignIn)
successions = _of(models.Succession)
