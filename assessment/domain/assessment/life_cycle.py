"""The life of an assessment: its states, the steps between them, and who may take each; one table for all.

Pages use it to decide what to offer, commands to decide what is allowed, and the store to tell which answers are
final. Anything a state allows is allowed only during the assessment's term: while its year is open and its
organisation exists.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from assessment.domain.days import in_words
from assessment.domain.errors import AssessmentLocked, NotAllowedHere
from assessment.domain.people.permissions import Permission

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date


class AssessmentState(StrEnum):
    """How far an assessment has come on its way to sign-off."""

    OPEN = "open"
    WITH_SPONSOR = "with sponsor"
    SIGNED_OFF = "signed off"


@dataclass(frozen=True, slots=True)
class Standing:
    """What is true while an assessment is in a state: why answers are locked, if they are."""

    locked_because: str = ""
    is_final: bool = False


STATES: Mapping[AssessmentState, Standing] = {
    AssessmentState.OPEN: Standing(),
    AssessmentState.WITH_SPONSOR: Standing(locked_because="this assessment is with the sponsor"),
    AssessmentState.SIGNED_OFF: Standing(locked_because="this assessment has been signed off", is_final=True),
}

FINAL = frozenset(state for state, standing in STATES.items() if standing.is_final)


@dataclass(frozen=True, slots=True)
class Term:
    """When an assessment can be worked on: while its year is open, and before its organisation closes."""

    year: str
    opens_on: date
    closes_on: date
    organisation_closed_on: date | None = None

    def shut_because(self, on: date) -> str:
        """Why an assessment cannot be changed on a day, or an empty text."""
        if self.organisation_closed_on is not None and self.organisation_closed_on <= on:
            return f"the organisation closed on {in_words(self.organisation_closed_on)}"
        if on < self.opens_on:
            return f"{self.year} opens for answers on {in_words(self.opens_on)}"
        if on > self.closes_on:
            until = in_words(self.closes_on)
            return f"{self.year} closed for answers on {until}. Your Project Lead can change that date"
        return ""


class Step(StrEnum):
    """What somebody does to an assessment that moves it on, or back."""

    SUBMIT = "submit"
    TAKE_BACK = "take back"
    RETURN = "return"
    SIGN_OFF = "sign off"


@dataclass(frozen=True, slots=True)
class Transition:
    """A step: from which states it leads to which, who may take it, and what the activity log says.

    A step that needs sound answers is refused while any are missing or break the rules of the bank; one that keeps
    a result is followed by it.
    """

    before: frozenset[AssessmentState]
    after: AssessmentState
    permission: Permission
    recorded_as: str
    refused: str = ""
    needs_sound_answers: bool = False
    keeps_result: bool = False


_NOTHING_TO_TAKE_BACK = "This assessment is no longer with the sponsor, so you can’t take it back."
_NOTHING_TO_SIGN = "This assessment isn’t with the sponsor, so you can’t sign it off or return it."

TRANSITIONS: Mapping[Step, Transition] = {
    Step.SUBMIT: Transition(
        frozenset({AssessmentState.OPEN}),
        AssessmentState.WITH_SPONSOR,
        Permission.SUBMIT,
        "sent to the sponsor",
        needs_sound_answers=True,
    ),
    Step.TAKE_BACK: Transition(
        frozenset({AssessmentState.WITH_SPONSOR}),
        AssessmentState.OPEN,
        Permission.TAKE_BACK,
        "taken back from the sponsor",
        refused=_NOTHING_TO_TAKE_BACK,
    ),
    Step.RETURN: Transition(
        frozenset({AssessmentState.WITH_SPONSOR}),
        AssessmentState.OPEN,
        Permission.SIGN_OFF,
        "returned for changes",
        refused=_NOTHING_TO_SIGN,
    ),
    Step.SIGN_OFF: Transition(
        frozenset({AssessmentState.WITH_SPONSOR}),
        AssessmentState.SIGNED_OFF,
        Permission.SIGN_OFF,
        "signed off",
        refused=_NOTHING_TO_SIGN,
        needs_sound_answers=True,
        keeps_result=True,
    ),
}


def locked_because(state: AssessmentState, term: Term, on: date) -> str:
    """Why answers and evidence may not be changed on a day, or nothing where they may."""
    return STATES[state].locked_because or term.shut_because(on)


def takes_answers(state: AssessmentState, term: Term, on: date) -> bool:
    """Whether answers and evidence may be changed in a state on a day."""
    return not locked_because(state, term, on)


def is_possible(step: Step, state: AssessmentState, term: Term, on: date) -> bool:
    """Whether a step leads anywhere from a state on a day."""
    return state in TRANSITIONS[step].before and not term.shut_because(on)


def require_open(state: AssessmentState, term: Term, on: date) -> None:
    """Refuse a change of answers where none is taken; raises AssessmentLocked, which says why."""
    if because := locked_because(state, term, on):
        raise AssessmentLocked(because)


def require_possible(step: Step, state: AssessmentState, term: Term, on: date) -> Transition:
    """The transition of a step; raises AssessmentLocked or NotAllowedHere where it leads nowhere from here and now."""
    transition = TRANSITIONS[step]
    if state not in transition.before:
        raise (
            NotAllowedHere(transition.refused) if transition.refused else AssessmentLocked(STATES[state].locked_because)
        )
    if because := term.shut_because(on):
        raise AssessmentLocked(because)
    return transition
