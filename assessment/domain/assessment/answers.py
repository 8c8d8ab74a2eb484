"""Answers as values, what is wrong with a set of them, and how much is left to answer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from assessment.domain.bank.rules import NotApplicable

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from assessment.domain.bank.question_bank import Item, QuestionBank


@dataclass(frozen=True, slots=True)
class Answer:
    """What an organisation says about one item: a level, or why the item does not apply."""

    level: int | None = None
    evidence: str | None = None
    lived_experience: bool = False
    moderated: int | None = None
    not_applicable: str | None = None

    @property
    def given(self) -> bool:
        """Whether the item has a level or is marked as not applicable."""
        return self.level is not None or self.not_applicable is not None


@dataclass(frozen=True, slots=True)
class Completeness:
    """How many items a set of answers covers; total = answered + not_applicable + left."""

    total: int
    answered: int
    not_applicable: int
    minutes_each: ClassVar[int] = 3

    @property
    def done(self) -> int:
        """How many items have a level or a reason."""
        return self.answered + self.not_applicable

    @property
    def left(self) -> int:
        """How many items have neither a level nor a reason."""
        return self.total - self.answered - self.not_applicable

    @property
    def complete(self) -> bool:
        """Whether nothing is left and at least one item was answered."""
        return self.left == 0 and self.answered > 0

    @property
    def time_left(self) -> str:
        """About how long the rest takes, at so many minutes a question; nothing where nothing is left."""
        return about(self.left * self.minutes_each)


def about(minutes: int) -> str:
    """A length of time as people estimate it: to five minutes within an hour, then to a quarter of an hour."""
    step = 5 if minutes < 60 else 15
    hours, rest = divmod(-(-minutes // step) * step, 60)
    parts = [f"{hours} hour{'s' if hours > 1 else ''}" if hours else "", f"{rest} minutes" if rest else ""]
    return " ".join(["about", *filter(None, parts)]) if minutes else ""


def completeness(items: tuple[Item, ...], answers: Mapping[str, Answer]) -> Completeness:
    """How much of some items has been answered; answers to other items do not count."""
    given = [answers[item.id] for item in items if item.id in answers]
    return Completeness(
        total=len(items),
        answered=len([answer for answer in given if answer.level is not None]),
        not_applicable=len([answer for answer in given if answer.level is None and answer.not_applicable is not None]),
    )


@dataclass(frozen=True, slots=True)
class AnswerFault:
    """One thing that is wrong with a set of answers: where, and what."""

    place: str
    problem: str


def not_applicable_allowed(item: Item, *, public_contact: bool = True) -> bool:
    """Whether the bank lets an organisation say that this item does not apply to it."""
    if item.not_applicable is NotApplicable.NO_PUBLIC_CONTACT:
        return not public_contact
    return item.not_applicable is NotApplicable.ALLOWED


def most_not_applicable(bank: QuestionBank) -> int:
    """How many items may be not applicable at the most."""
    return int(len(bank.items) * bank.not_applicable_share / 100)


def faults(
    bank: QuestionBank, answers: Mapping[str, Answer], *, public_contact: bool = True
) -> tuple[AnswerFault, ...]:
    """Everything about these answers that the bank does not allow, in the order of the answers."""
    found = [
        AnswerFault(item_id, problem)
        for item_id, answer in answers.items()
        for problem in _problems(bank, item_id, answer, public_contact=public_contact)
    ]
    used = sum(answer.not_applicable is not None for answer in answers.values())
    if used > (most := most_not_applicable(bank)):
        found.append(
            AnswerFault(
                "answers",
                f"mark {used} questions as not applicable; this bank allows {most} at most",
            )
        )
    return tuple(found)


def _problems(bank: QuestionBank, item_id: str, answer: Answer, *, public_contact: bool) -> Iterator[str]:
    item = bank.items_by_id.get(item_id)
    if item is None:
        yield f"is not a question in {bank.id}"
        return
    for name, level in (("level", answer.level), ("moderated", answer.moderated)):
        if level is not None and not 0 <= level <= bank.top_level:
            yield f"{name} {level} is outside 0 to {bank.top_level}"
    if answer.evidence is not None and all(answer.evidence != grade.id for grade in bank.evidence.grades):
        yield f"evidence {answer.evidence!r} is not one of {', '.join(g.id for g in bank.evidence.grades)}"
    if answer.not_applicable is not None:
        yield from _problems_of_not_applicable(item, answer, public_contact=public_contact)


def _problems_of_not_applicable(item: Item, answer: Answer, *, public_contact: bool) -> Iterator[str]:
    if not (answer.not_applicable or "").strip():
        yield "is marked as not applicable without a reason"
    if answer.level is not None:
        yield "has both a level and a reason why it is not applicable"
    if not_applicable_allowed(item, public_contact=public_contact):
        return
    if item.not_applicable is NotApplicable.NO_PUBLIC_CONTACT:
        yield "can be marked as not applicable only by an organisation that doesn’t meet the public"
    else:
        yield f"can’t be marked as not applicable{', because a stage depends on it' if item.gate else ''}"
