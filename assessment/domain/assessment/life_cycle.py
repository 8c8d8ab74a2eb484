"""The life of an assessment: its states, the steps between them, and who may take each; one table for all.

Screens ask it what to offer, commands what is allowed, and the store which answers count as said for good.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from assessment.domain.errors import AssessmentLocked, NotAllowedHere
from assessment.domain.people.permissions import Permission

if TYPE_CHECKING:
    from collections.abc import Mapping


class AssessmentState(StrEnum):
    """Where an assessment stands on its way to being signed off."""

    OPEN = "open"
    WITH_SPONSOR = "with sponsor"
    SIGNED_OFF = "signed off"


@dataclass(frozen=True, slots=True)
class Standing:
    """What holds while an assessment is in a state: whether answers are taken and, if not, why."""

    takes_answers: bool = False
    locked_because: str = ""
    is_final: bool = False


STATES: Mapping[AssessmentState, Standing] = {
    AssessmentState.OPEN: Standing(takes_answers=True),
    AssessmentState.WITH_SPONSOR: Standing(locked_because="this assessment is with the sponsor"),
    AssessmentState.SIGNED_OFF: Standing(
        locked_because="this assessment was signed off and its result is kept", is_final=True
    ),
}

FINAL = frozenset(state for state, standing in STATES.items() if standing.is_final)


class Step(StrEnum):
    """What somebody does to an assessment that moves it on, or back."""

    SUBMIT = "submit"
    RETURN = "return"
    SIGN_OFF = "sign off"


@dataclass(frozen=True, slots=True)
class Transition:
    """A step: from which states it leads to which, who may take it, and what the record says of it.

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


_NOTHING_TO_SIGN = "This assessment is not with the sponsor, so there is nothing to sign off or return."

TRANSITIONS: Mapping[Step, Transition] = {
    Step.SUBMIT: Transition(
        frozenset({AssessmentState.OPEN}),
        AssessmentState.WITH_SPONSOR,
        Permission.SUBMIT,
        "sent to the sponsor",
        needs_sound_answers=True,
    ),
    Step.RETURN: Transition(
        frozenset({AssessmentState.WITH_SPONSOR}),
        AssessmentState.OPEN,
        Permission.SIGN_OFF,
        "returned to the lead",
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


def takes_answers(state: AssessmentState) -> bool:
    """Whether answers and evidence may be changed in a state."""
    return STATES[state].takes_answers


def is_possible(step: Step, state: AssessmentState) -> bool:
    """Whether a step leads anywhere from a state."""
    return state in TRANSITIONS[step].before


def require_open(state: AssessmentState) -> None:
    """Refuse a change of answers where the state takes none; raises AssessmentLocked, which says why."""
    if not takes_answers(state):
        raise AssessmentLocked(STATES[state].locked_because)


def require_possible(step: Step, state: AssessmentState) -> Transition:
    """The transition of a step; raises AssessmentLocked or NotAllowedHere where it leads nowhere from this state."""
    transition = TRANSITIONS[step]
    if state in transition.before:
        return transition
    if transition.refused:
        raise NotAllowedHere(transition.refused)
    raise AssessmentLocked(STATES[state].locked_because)
