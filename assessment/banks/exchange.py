"""Banks as JSON and YAML, for other programs."""

from __future__ import annotations

import dataclasses
import json
from typing import TYPE_CHECKING, Any

import yaml

if TYPE_CHECKING:
    from assessment.domain.bank.question_bank import QuestionBank


def as_json(bank: QuestionBank) -> bytes:
    """A bank as one JSON object with everything that it says."""
    return json.dumps(dataclasses.asdict(bank, dict_factory=_said), ensure_ascii=False, indent=2).encode()


def as_yaml(value: dict[str, Any]) -> bytes:
    """A bank file with these keys, in the order given."""
    return yaml.safe_dump(value, allow_unicode=True, sort_keys=False, width=118).encode()


def _said(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """What a bank says; the words that a sector's stand in for are no part of it."""
    return {name: value for name, value in pairs if name != "bank_words"}
