"""Names: when two are the same, in which order they are read, how they are looked for, and what makes one."""

from __future__ import annotations

import re
from unicodedata import category, normalize

LONGEST_NAME = 120
# Marks that stand on Latin, Greek and Cyrillic letters; those of other scripts tell words apart.
_ACCENTS = re.compile("[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]")
# Letters that Unicode does not take apart, each as most people type it who do not have it on their keyboard.
_PLAIN = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "ħ": "h", "ŧ": "t", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th"}
    | dict.fromkeys("‘’‚‛′ʼʹ`´", "'")
    | dict.fromkeys("“”„‟″«»", '"')
    | dict.fromkeys("‐‑‒–—―−", "-")
)
# Blank, although Unicode counts them among letters and signs.
_BLANK = frozenset("\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0")
_TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")
_CHOOSES_A_FORM = re.compile("[\u034f\u180b-\u180f\ufe00-\ufe0f\U000e0100-\U000e01ef]")
_DIGITS = re.compile(r"\d+")
_WIDEST_NUMBER = 8


def sameness_key(text: str) -> str:
    """What texts have in common that people take for the same: no case, accents, unseen signs or odd spaces in it."""
    bare = _CHOOSES_A_FORM.sub("", "".join(_seen(one) for one in normalize("NFKD", text)))
    folded = normalize("NFKD", bare.casefold().translate(_PLAIN))
    return " ".join(normalize("NFC", _ACCENTS.sub("", folded).casefold()).split())


def reading_order(name: str) -> str:
    """A text by which names sort as people read them: by words and by numbers, and by the name itself for ties."""
    words = "".join(_word_part(one) for one in sameness_key(name).replace("'", ""))
    by_number = _DIGITS.sub(lambda run: run[0].lstrip("0").zfill(_WIDEST_NUMBER), " ".join(words.split()))
    return f"{by_number}\t{name}"


def text_to_search(text: str) -> str:
    """A text as words are looked for in it: the same, however it was typed, and without apostrophes."""
    return sameness_key(text).replace("'", "")


def words_to_find(search: str) -> tuple[str, ...]:
    """The words of a search, each as it stands in the key of a name without its apostrophes."""
    return tuple(text_to_search(search).split())


def tidy_name(typed: str) -> str:
    """A name as it is kept: one form of each letter, with no space around it."""
    return normalize("NFC", typed).strip()


def name_problem(name: str, longest: int = LONGEST_NAME) -> str | None:
    """What speaks against a name, said as what to do instead, or None."""
    if not any(map(_visible, name)):
        return "Enter a name with letters in it" if name else "Enter a name"
    if _TURNING.search(name):
        return "Type the name again: it contains hidden characters that change the direction of the text"
    if len(name) > longest:
        return f"Name must be {longest} characters or fewer"
    if any(category(one) in {"Cc", "Cs", "Co", "Cn", "Zl", "Zp"} for one in name):
        return "Type the name again on one line: it contains a character that can’t be shown"
    return None


def _visible(one: str) -> bool:
    return category(one)[0] in "LNPS" and one not in _BLANK


def _seen(one: str) -> str:
    """A character, a space for what is blank, or nothing for what cannot be seen."""
    kind = category(one)
    if one in _BLANK or kind == "Cc":
        return " "
    return "" if kind == "Cf" else one


def _word_part(one: str) -> str:
    return " " if category(one)[0] == "P" else one
