"""What stands beside a bank: a quick check, surveys, calibration cases, and two catalogues."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class QuickItem:
    """One question of a quick check, its parent in the bank, and what to do next if it is low."""

    id: str
    parent: str
    title: str
    question: str
    levels: tuple[str, ...]
    next_step: str


@dataclass(frozen=True, slots=True)
class QuickCheck:
    """A short look that starts a conversation; never moderated, never compared, without a stage."""

    format: int
    kind: str
    id: str
    title: str
    bank: str
    about: str
    minutes: int
    items: tuple[QuickItem, ...]
    licence: str = ""


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
    """One statement of a survey and the item of the bank that it sheds light on."""

    id: str
    statement: str
    dimension: str
    related: str
    domain: str = ""


@dataclass(frozen=True, slots=True)
class Survey:
    """An anonymous survey of staff or of people served."""

    format: int
    kind: str
    id: str
    title: str
    bank: str
    about: str
    audience: str
    answers: tuple[SurveyAnswer, ...]
    items: tuple[SurveyItem, ...]
    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    smallest_group: int = 10
    groups: tuple[SurveyGroup, ...] = ()
    comment: SurveyComment | None = None
    licence: str = ""


@dataclass(frozen=True, slots=True)
class Vignette:
    """A made-up case to be rated, with the level it should get and why."""

    id: str
    item: str
    title: str
    sector: str
    text: str
    reference: int
    reasons: tuple[str, ...]
    trap: str


@dataclass(frozen=True, slots=True)
class Vignettes:
    """Cases by which raters find out how they use the scale."""

    format: int
    kind: str
    id: str
    title: str
    bank: str
    about: str
    vignettes: tuple[Vignette, ...]
    licence: str = ""


@dataclass(frozen=True, slots=True)
class Equivalence:
    """What a module corresponds to in another nation's framework."""

    nation: str
    level: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Module:
    """One training module."""

    id: str
    name: str
    for_whom: str
    aims: tuple[str, ...]
    outcomes: tuple[str, ...]
    related: tuple[str, ...] = ()
    equivalents: tuple[Equivalence, ...] = ()


@dataclass(frozen=True, slots=True)
class OtherLevel:
    """A level of practice that the modules do not reach."""

    name: str
    note: str


@dataclass(frozen=True, slots=True)
class Training:
    """The catalogue of training modules."""

    format: int
    kind: str
    id: str
    title: str
    bank: str
    about: str
    currency_months: int
    modules: tuple[Module, ...]
    other_levels: tuple[OtherLevel, ...] = ()
    licence: str = ""


class Direction(StrEnum):
    """Where an indicator is hoped to go."""

    UP = "up"
    DOWN = "down"
    UP_FIRST_THEN_DOWN = "up_first_then_down"


@dataclass(frozen=True, slots=True)
class Indicator:
    """One thing that may be counted beside the scores, and how it misleads."""

    id: str
    name: str
    definition: str
    unit: str
    direction: Direction
    source: str
    sectors: tuple[str, ...]
    caveat: str
    related: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Indicators:
    """The catalogue of outcome indicators, never combined into one figure."""

    format: int
    kind: str
    id: str
    title: str
    bank: str
    about: str
    indicators: tuple[Indicator, ...]
    licence: str = ""


Instrument = QuickCheck | Survey | Vignettes | Training | Indicators
