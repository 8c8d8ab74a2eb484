"""The rules that can be broken, one class each; every screen shows them in the same place."""

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
    """An assessment was sent on while items are unanswered."""

    def __init__(self, left: int) -> None:
        items = "1 item is" if left == 1 else f"{left} items are"
        super().__init__(f"{items} not answered yet. The check page lists them.")
        self.left = left


class AnswersFaulty(RuleBroken):
    """An assessment was sent on while answers break the rules of the bank."""

    def __init__(self, faults: tuple[AnswerFault, ...]) -> None:
        super().__init__("; ".join(f"{fault.place} {fault.problem}" for fault in faults))
        self.faults = faults


class NotAllowedHere(RuleBroken):
    """A step that does not follow from where the assessment stands."""


class TooMuchEvidence(RuleBroken):
    """More pieces of evidence for one item than the bank allows."""

    def __init__(self, most: int) -> None:
        super().__init__(f"An item can have {most} pieces of evidence. Remove one before you add another.")


class ChangedMeanwhile(RuleBroken):
    """Somebody else saved the same answer after this person had opened it."""

    def __init__(self) -> None:
        super().__init__("Somebody else saved this answer while you were writing. Both versions are kept.")


class PointChanged(RuleBroken):
    """Somebody else changed a priority or a note, or took it away, after this person had opened it."""

    def __init__(self) -> None:
        super().__init__("Somebody else changed this while you were writing.")


class SecretsSealed(RuleBroken):
    """What an installation keeps sealed does not open with its present key."""

    def __init__(self) -> None:
        super().__init__(
            "Codes of apps cannot be checked at present. Your code may well be right: this installation has lost the "
            "key with which it keeps what apps need. Use a recovery code or a passkey, and tell whoever runs Fourfold."
        )
