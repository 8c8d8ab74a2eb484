"""Anonymous surveys of staff or of people served."""

from __future__ import annotations

from dataclasses import dataclass

from assessment.domain.instruments.instrument import Instrument


@dataclass(frozen=True, slots=True)
class SurveyAnswer:
    """One possible answer of a survey."""

    id: str
    name: str
    favourable: bool = False
    counts: bool = True


@dataclass(frozen=True, slots=True)
class SurveyGroup:
    """A question by which a survey may be broken down."""

    id: str
    question: str
    options: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SurveyComment:
    """The one open question of a survey, with the warning that stands beside it."""

    question: str
    warning: str


@dataclass(frozen=True, slots=True)
class SurveyItem:
    """One statement of a survey and the item of the bank that it relates to."""

    id: str
    statement: str
    dimension: str
    related: str
    domain: str = ""


@dataclass(frozen=True, slots=True)
class Survey(Instrument):
    """An anonymous survey of staff or of people served."""

    audience: str
    answers: tuple[SurveyAnswer, ...]
    items: tuple[SurveyItem, ...]
    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    smallest_group: int = 10
    groups: tuple[SurveyGroup, ...] = ()
    comment: SurveyComment | None = None
