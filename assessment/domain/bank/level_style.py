"""Whether two people would choose the same level for the same facts: lacks, absolutes, and too much in one level.

A level is the highest of which every part holds, so a level that states a lack would drop whoever does better. The
lowest level takes nothing and may say what is not there yet.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

MOST_THINGS = 3

# Who somebody is not (“someone who did not write it”) says who looks; it is no lack.
_WHO_IS_NOT = re.compile(
    r"\b(?:who|whom|whose)\s+(?:do|does|did|is|are|was|were|has|have|had)\s+not\b|\b(?:somebody|someone|those)\s+not\b",
    re.IGNORECASE,
)
_LACK = re.compile(
    r"\b(?:no(?! doubt)|not|nobody|none|nothing|nowhere|neither|nor|without|cannot|lacks?|lacking|missing|"
    r"un(?:checked|explained|used|recorded|answered|planned|written)|has yet to|by chance|depends? on|"
    r"(?:is|are) left to|leaves? \w+(?: \w+)? to)\b|\b\w+n[’']t\b",
    re.IGNORECASE,
)
_TIMES = r"(?:[\w-]+ ){0,2}?(?:\w+-)?(?:hour|shift|day|week|fortnight|month|quarter|term|season|year|cycle|round)s?"
_ABSOLUTE = re.compile(
    rf"\b(?:never|always|(?:every|each)(?! {_TIMES}\b)|everyone|everybody|everything|everywhere|"
    r"(?<!at )all(?! (?:of )?(?:two|three|four|five)\b))\b",
    re.IGNORECASE,
)

# Verbs of levels, to tell “checks and tells” from “forms and letters”. Other words than these are taken for nouns.
_VERBS = """
    accept act add adjust adopt agree alter announce appoint arrange ask assess attend begin break bring build carry
    choose close collect complete cover decide describe discuss explain finish fix follow gather get give go have hear
    identify include inform invite involve keep know learn let lift listen lower make manage meet mend move open own
    pay practise press prevent promise protect publish put raise reach read reduce refresh renew repeat reply require
    rewrite say see send shape show speak start stop supervise take teach tell thank train treat try update watch
    welcome write
"""
# These are nouns as well, and taken for such at the end of a clause or before a word such as “of”: “forms and records.”
_VERBS_AND_NOUNS = """
    answer budget change check count draft find help hold lead list log look map measure monitor name note offer plan
    rate record report review run sample set share sign state support survey talk test track use visit walk
"""
_AUXILIARIES = "has have had is are was were does do did can could will would may must"
_PAST = """
    asked agreed altered answered brought changed checked chosen closed counted covered decided discussed drafted
    explained followed found gave given heard held kept learned learnt listed made met named offered paid planned put
    read recorded reached replied reported reviewed rewritten said sampled seen sent set shaped shared shown supported
    taken talked tested thanked told tracked trained tried updated used visited written
"""
_NOUN_HERE = r"(?!\s*(?:[.,;:)]|$)|\s+(?:of|and|or|for|from|by|in|on|that|within)\b)"
_SUBJECTS = "somebody|someone|they|one (?:change|decision|action)|it"


def _any(words: str) -> str:
    return "|".join(words.split())


def _third_person(words: str) -> str:
    return _any(" ".join(_with_s(word) for word in words.split()))


def _with_s(word: str) -> str:
    if word.endswith("y") and word[-2] not in "aeou":
        return f"{word[:-1]}ies"
    return f"{word}es" if word.endswith(("s", "sh", "ch", "x", "o")) else f"{word}s"


_DOES = rf"(?:(?:{_third_person(_VERBS)}|{_any(_AUXILIARIES)})\b|(?:{_third_person(_VERBS_AND_NOUNS)})\b{_NOUN_HERE})"
_DO = rf"(?:(?:{_any(_VERBS)})\b|(?:{_any(_VERBS_AND_NOUNS)})\b{_NOUN_HERE})"
_DID = rf"(?:{_any(_PAST)})\b"
_HOW = r"(?:\w+ly |also |then |always |never )?"
_SENTENCE = re.compile(r"(?<=[.!?;])\s+")
# “… and tells it”, “…, names somebody”, “… and has asked”, “… and somebody outside has checked”.
_FURTHER = re.compile(
    rf"(?:,|\band|\bbut)\s+{_HOW}{_DOES}|\b(?:and|but)\s+{_HOW}(?:{_DID}|(?:{_SUBJECTS})\b)", re.IGNORECASE
)
# After “they” or “staff” the verb has no ending: “They explain why, and know where support is.”
_OF_THEM = re.compile(r"(?:they|staff|managers|people|leaders)\b", re.IGNORECASE)
_FURTHER_OF_THEM = re.compile(rf"(?:,|\band|\bbut)\s+{_HOW}(?:{_DO}|{_DOES}|{_DID})", re.IGNORECASE)


def level_faults(levels: Sequence[str]) -> Iterator[tuple[str, str]]:
    """What a writer should look at in the levels of one item: the level, and what."""
    for n, text in enumerate(levels):
        for what in (*(_lacks(text) if n else ()), *_absolutes(text), *_too_much(text)):
            yield f"level {n}", what


def things_in(text: str) -> int:
    """About how many things a level asks for: sentences, and further verbs that “and”, “but” or a comma joins.

    How much, how long and by whom belong to their verb, and what “or” joins is one thing.
    """
    return sum(_things(one) for one in _SENTENCE.split(text.strip()) if one)


def _things(sentence: str) -> int:
    further = _FURTHER_OF_THEM if _OF_THEM.match(sentence) else _FURTHER
    return 1 + len(further.findall(sentence))


def _lacks(text: str) -> Iterator[str]:
    for match in dict.fromkeys(one.group(0).lower() for one in _LACK.finditer(_WHO_IS_NOT.sub("who", text))):
        yield f"says “{match}”, which describes what is missing; say what is there, or “at most”"


def _absolutes(text: str) -> Iterator[str]:
    for match in dict.fromkeys(one.group(0).lower() for one in _ABSOLUTE.finditer(text)):
        yield f"says “{match}”, which a single exception would break; say how many, such as “at least 80%”"


def _too_much(text: str) -> Iterator[str]:
    if (count := things_in(text)) > MOST_THINGS:
        yield f"asks for {count} things; keep to {MOST_THINGS}"
