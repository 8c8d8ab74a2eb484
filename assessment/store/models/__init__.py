"""The tables, one file per family; none of them holds a rule."""

from assessment.store.models.accounts import Attempt, MailedLink, Passkey, RecoveryCode
from assessment.store.models.assessments import (
    Answer,
    AnswerChange,
    Assessment,
    Cycle,
    Evidence,
    Rating,
    Result,
)
from assessment.store.models.audit import AuditEntry
from assessment.store.models.banks import BankFile
from assessment.store.models.base import Base
from assessment.store.models.comparisons import AgreedPoint, SavedComparison
from assessment.store.models.form_keys import FormKey
from assessment.store.models.organisations import (
    Decision,
    FormerName,
    Membership,
    Organisation,
    Partnership,
    Request,
    Succession,
)
from assessment.store.models.people import Person, RoleHeld, RoleOffer, SignIn
from assessment.store.models.publications import Publication, PublishedGroup, PublishedOrganisation

__all__ = [
    "AgreedPoint",
    "Answer",
    "AnswerChange",
    "Assessment",
    "Attempt",
    "AuditEntry",
    "BankFile",
    "Base",
    "Cycle",
    "Decision",
    "Evidence",
    "FormKey",
    "FormerName",
    "MailedLink",
    "Membership",
    "Organisation",
    "Partnership",
    "Passkey",
    "Person",
    "Publication",
    "PublishedGroup",
    "PublishedOrganisation",
    "Rating",
    "RecoveryCode",
    "Request",
    "Result",
    "RoleHeld",
    "RoleOffer",
    "SavedComparison",
    "SignIn",
    "Succession",
]
