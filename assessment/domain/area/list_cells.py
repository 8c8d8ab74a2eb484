"""What the cells of a list may say: references, names, addresses, and one of several known words."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, NoReturn, TypeVar

from assessment.domain.people.addresses import LONGEST_ADDRESS, email_address
from assessment.domain.texts.names import LONGEST_NAME, name_problem, sameness_key, tidy_name

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

T = TypeVar("T")

# Kept between digits, so that 1049 people are not taken for the size 10-49.
_GAPS = re.compile(r"(?<!\d)[\s_-]+|[\s_-]+(?!\d)|,")
# A page of that name would stand in the way of `new` and the other.
_REFERENCE = re.compile(r"(?!(?:new|joined-or-divided)$)[a-z0-9][a-z0-9-]{0,79}")
_REFERENCE_RULE = "Use up to 80 lower-case letters, digits and hyphens, starting with a letter or digit"
YES_OR_NO: dict[str, bool | None] = {
    "": None,
    **dict.fromkeys(("yes", "y", "true", "1"), True),
    **dict.fromkeys(("no", "n", "false", "0"), False),
}
_JOINERS = "\u200c\u200d"  # invisible, but part of how names are spelt in some scripts


def spelling(written: str) -> str:
    """What two spellings of a heading or of a choice have in common."""
    return _GAPS.sub("", sameness_key(written)) or written


def quoted(cell: str) -> str:
    """A cell as a problem quotes it: on one line, short, with nothing invisible."""
    flat = "".join(one if one.isprintable() else "\ufffd" for one in " ".join(cell[:200].split()))
    return flat if len(flat) <= 60 else f"{flat[:59]}…"


def _refuse(cell: str, said: str, remedy: str) -> NoReturn:
    raise ValueError(f"“{quoted(cell)}” {said}. {remedy}." if cell else f"This cell is empty. {remedy}.")


def reference(cell: str, rule: str = _REFERENCE_RULE) -> str:
    """The reference of an organisation; raises ValueError, as all readers here do, with what to write instead."""
    return cell if _REFERENCE.fullmatch(cell) else _refuse(cell, "is not a reference", rule)


def references(cell: str) -> tuple[str, ...]:
    """References with semicolons between them."""
    found = dict.fromkeys(part.strip() for part in cell.split(";") if part.strip())
    wrong = "; ".join(part for part in found if not _REFERENCE.fullmatch(part))
    if wrong:
        _refuse(wrong, "can’t be read as references", f"{_REFERENCE_RULE}; put semicolons between references")
    return tuple(found)


def organisation_or_none(cell: str) -> str:
    """The reference of an organisation, or nothing for a role of the whole area."""
    return cell and reference(cell, f"{_REFERENCE_RULE}; or leave the cell empty for a role in the whole area")


def name(cell: str) -> str:
    """A name on one line."""
    if not cell:
        _refuse(cell, "", f"Write a name of at most {LONGEST_NAME} characters")
    noted = short_text(cell)
    problem = name_problem(noted)
    return _refuse(cell, "isn’t a name we can use", problem) if problem else tidy_name(noted)


def short_text(cell: str) -> str:
    """A short text on one line, or none."""
    note = unicodedata.normalize("NFC", cell)
    if len(note) > LONGEST_NAME:
        _refuse(cell, f"has {len(note)} characters", f"Shorten it to {LONGEST_NAME} or fewer")
    if not all(one.isprintable() or one in _JOINERS or unicodedata.category(one) == "Zs" for one in note):
        _refuse(cell, "contains a line break or an invisible character", "Type it again on one line")
    return note


def email(cell: str) -> str:
    """An email address in lower case."""
    try:
        return email_address(cell)
    except ValueError:
        remedy = f"Write one address such as name@example.org, in {LONGEST_ADDRESS} characters or fewer"
        return _refuse(cell, "is not an email address", remedy)


def one_of(known: Mapping[str, T], shown: Iterable[str]) -> Callable[[str], T]:
    """A reader of one of several things, each under the names that it is known by."""
    keys = {spelling(written): one for written, one in known.items()}
    remedy = f"Write one of these: {'; '.join(shown)}"
    return lambda cell: keys[spelling(cell)] if spelling(cell) in keys else _refuse(cell, "isn’t on our list", remedy)
