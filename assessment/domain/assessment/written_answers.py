"""Read a set of answers that somebody wrote by hand or by program, naming everything that is wrong with it."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any

from assessment.domain.assessment.answers import Answer, AnswerFault, faults
from assessment.domain.assessment.conditions import Context
from assessment.domain.assessment.records import ANSWER_KEYS, answer_from, context_from

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from assessment.domain.bank.question_bank import QuestionBank

_CONTEXT_KEYS = frozenset(
    {
        "earlier_stage",
        "pulse_age_months",
        "pulse_favourable",
        "moderated",
        "public_contact",
    }
)


@dataclass(frozen=True, slots=True)
class Submission:
    """A set of answers with its context, as read from its written form, and everything wrong with it."""

    answers: Mapping[str, Answer]
    context: Context
    faults: tuple[AnswerFault, ...]


def submission(bank: QuestionBank, document: object) -> Submission:
    """Read answers and context from their written form; what cannot be read is left out and named as a fault."""
    if not isinstance(document, dict) or not isinstance(document.get("answers"), dict):
        fault = AnswerFault("file", 'must be an object with an "answers" object in it')
        return Submission({}, Context(), (fault,))
    parts = frozenset({"answers", "context"})
    found = [AnswerFault(str(key), _unknown(key, parts)) for key in document if key not in parts]
    written_answers, written_context = document["answers"], document.get("context", {})
    for item_id, written in written_answers.items():
        found += [AnswerFault(item_id, problem) for problem in _answer_problems(written)]
    found += [AnswerFault(f"context.{key}", problem) for key, problem in _context_problems(bank, written_context)]
    wrong = {fault.place for fault in found}
    answers = {i: answer_from(written) for i, written in written_answers.items() if i not in wrong}
    readable = {k: v for k, v in _mapping(written_context).items() if f"context.{k}" not in wrong}
    return Submission(
        answers,
        context_from(bank, readable),
        (
            *found,
            *faults(bank, answers, public_contact=readable.get("public_contact", True)),
        ),
    )


def _mapping(written: object) -> Mapping[str, Any]:
    return written if isinstance(written, dict) else {}


def _unknown(key: object, known: frozenset[str]) -> str:
    near = get_close_matches(str(key), known, n=1)
    return f"unknown key {key!r}" + (f"; did you mean {near[0]!r}?" if near else "")


def _is_level(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _is_figure(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _answer_problems(written: object) -> Iterator[str]:
    if not isinstance(written, dict):
        yield 'must be an object such as {"level": 2}'
        return
    yield from (_unknown(key, ANSWER_KEYS) for key in written if key not in ANSWER_KEYS)
    for key in ("level", "moderated"):
        if written.get(key) is not None and not _is_level(written[key]):
            yield f"{key} must be a whole number, not {written[key]!r}"
    for key in ("evidence", "not_applicable"):
        if written.get(key) is not None and not isinstance(written[key], str):
            yield f"{key} must be text, not {written[key]!r}"
    if not isinstance(written.get("lived_experience", False), bool):
        yield f"lived_experience must be true or false, not {written['lived_experience']!r}"
    if written.get("moderated") is not None and written.get("level") is None:
        yield "has a moderated level but no claimed level"


def _context_problems(bank: QuestionBank, written: object) -> Iterator[tuple[str, str]]:
    if not isinstance(written, dict):
        yield "", "must be an object"
        return
    yield from ((str(key), _unknown(key, _CONTEXT_KEYS)) for key in written if key not in _CONTEXT_KEYS)
    for key in ("moderated", "public_contact"):
        if not isinstance(written.get(key, False), bool):
            yield key, "must be true or false"
    age = written.get("pulse_age_months")
    if age is not None and (not _is_figure(age) or age < 0):
        yield "pulse_age_months", "must be a number of months, 0 or more"
    if not _is_stage(bank, written.get("earlier_stage")):
        yield (
            "earlier_stage",
            f"must be a stage of {bank.id}, by id or by number from 0",
        )
    yield from (("pulse_favourable", problem) for problem in _pulse_problems(bank, written.get("pulse_favourable")))


def _is_stage(bank: QuestionBank, earlier: object) -> bool:
    if isinstance(earlier, str):
        return any(stage.id == earlier for stage in bank.stages)
    return earlier is None or (_is_level(earlier) and 0 <= int(str(earlier)) < len(bank.stages))


def _pulse_problems(bank: QuestionBank, shares: object) -> Iterator[str]:
    if shares is None:
        return
    if not isinstance(shares, dict):
        yield "must be an object of shares in per cent by dimension"
        return
    known = frozenset(dimension.id for dimension in bank.dimensions) | {"overall"}
    yield from (_unknown(key, known) for key in shares if key not in known)
    yield from (
        f"{key} must be between 0 and 100"
        for key, share in shares.items()
        if not _is_figure(share) or not 0 <= share <= 100
    )
