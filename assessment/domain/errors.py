"""The rules that can be broken, one class each, with the message people see."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from assessment.domain.assessment.answers import AnswerFault


class RuleBroken(Exception):  # noqa: N818 - named for what happened, as the screens say it
    """Something was asked for that the rules of the assessment do not allow; its text is for the person."""


class AssessmentLocked(RuleBroken):
    """A change to an assessment that is no longer open for answers."""

    def __init__(self, because: str) -> None:
        super().__init__(f"Nothing was changed, because {because}.")


class AnswersMissing(RuleBroken):
    """An assessment was sent to the sponsor with questions unanswered."""

    def __init__(self, left: int) -> None:
        questions = "1 question is" if left == 1 else f"{left} questions are"
        super().__init__(f"{questions} not answered yet. Check your answers to see which.")
        self.left = left


class AnswersFaulty(RuleBroken):
    """An assessment was sent to the sponsor with answers that break the rules of the bank."""

    def __init__(self, faults: tuple[AnswerFault, ...]) -> None:
        super().__init__("; ".join(f"{fault.place} {fault.problem}" for fault in faults))
        self.faults = faults


class NotAllowedHere(RuleBroken):
    """A step that is not possible in the assessment's present state."""


class TooMuchEvidence(RuleBroken):
    """More pieces of evidence for one item than the bank allows."""

    def __init__(self, most: int) -> None:
        super().__init__(f"A question can have {most} pieces of evidence. Remove one before you add another.")


class ChangedMeanwhile(RuleBroken):
    """Somebody else saved the same answer after this person had opened it."""

    def __init__(self) -> None:
        super().__init__("Someone else saved this answer while you were writing. We’ve kept both versions.")


class PointChanged(RuleBroken):
    """Somebody else changed or removed a priority or a note after this person had opened it."""

    def __init__(self) -> None:
        super().__init__("Someone else changed this while you were writing.")


class SecretsSealed(RuleBroken):
    """The secrets of authenticator apps cannot be opened with the present key."""

    def __init__(self) -> None:
        super().__init__(
            "We can’t check codes from authenticator apps at the moment. Your code may be right: this installation has "
            "lost the key it needs. Use a recovery code or a passkey, and tell whoever runs Fourfold."
        )
