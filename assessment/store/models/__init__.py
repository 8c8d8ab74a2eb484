"""The tables, one file per family; none of them holds a rule."""

from assessment.store.models.assessments import (
    Answer,
    AnswerChange,
    Assessment,
    AssessmentState,
    Cycle,
    Evidence,
    Outcome,
    Rating,
    Result,
)
from assessment.store.models.banks import BankFile
from assessment.store.models.base import Base
from assessment.store.models.organisations import Membership, Organisation, Partnership
from assessment.store.models.people import Person, RoleHeld, SignIn

__all__ = [
    "Answer",
    "AnswerChange",
    "Assessment",
    "AssessmentState",
    "BankFile",
    "Base",
    "Cycle",
    "Evidence",
    "Membership",
    "Organisation",
    "Outcome",
    "Partnership",
    "Person",
    "Rating",
    "Result",
    "RoleHeld",
    "SignIn",
]
