"""Words that our texts do without, and what to write instead."""

from __future__ import annotations

import re


def _word(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{pattern})(?!\w)", re.IGNORECASE)


# What may not be said of people or of results, with the reason in what to write instead.
AVOID = tuple(
    (_word(pattern), instead)
    for pattern, instead in (
        (r"service users?", "use the word of the sector, or “people we serve”"),
        (r"survivors?|victims? of", "write “people who experienced …”, or their own word"),
        (r"challenging behaviours?", "describe what happened"),
        (r"attention[- ]seeking", "describe what happened"),
        (r"non[- ]complian(?:t|ce)", "describe what happened"),
        (r"did not engage|failed to engage|DNAs?", "write “we have not yet reached”"),
        (r"hard[- ]to[- ]reach", "write “we have not yet reached”"),
        (r"triggered", "write “distressed by”"),
        (r"damaged|broken", "leave it out"),
        (r"ACE scores?|high-ACE", "a score of adversity says nothing about a person"),
        (r"accredited|compliant|passed", "say at which stage, how it is known, and when"),
        (r"fail(?:s|ed|ure|ures|ing)?|poor(?:ly)?", "write “not yet”, or the next step"),
        (r"best|worst|league tables?|rank(?:ed|ing|ings)?", "write “spread” or “range”"),
        (r"resilience training", "change the workload"),
        (r"zero[- ]tolerance", "explain the limits"),
        (r"what(?:'|’)?s wrong with", "ask what happened, and what helps"),
        (r"fully|robust(?:ly)?|appropriate(?:ly)?", "say what can be seen"),
    )
)

# Asking how many or how often is asking for a number, and “at most” sets a limit.
DEGREE = _word(
    r"(?<!how )(?<!at )(?:most|many|often|regular(?:ly)?|sufficient(?:ly)?|adequate(?:ly)?|meaningful(?:ly)?|"
    r"consistent(?:ly)?|frequent(?:ly)?|significant(?:ly)?|widely|largely|strong(?:ly)?|effective(?:ly)?|generally|"
    r"routinely|usually|several|some|few)"
)

US_SPELLING = {
    "behavior": "behaviour",
    "behaviors": "behaviours",
    "center": "centre",
    "centers": "centres",
    "color": "colour",
    "counseling": "counselling",
    "counselor": "counsellor",
    "defense": "defence",
    "enrollment": "enrolment",
    "favor": "favour",
    "favorable": "favourable",
    "fulfill": "fulfil",
    "gray": "grey",
    "honor": "honour",
    "judgment": "judgement",
    "labor": "labour",
    "labeled": "labelled",
    "neighbor": "neighbour",
    "offense": "offence",
    "pediatric": "paediatric",
    "program": "programme",
    "programs": "programmes",
    "skillful": "skilful",
    "traveled": "travelled",
}

ENDINGS_US = (
    ("ization", "isation"),
    ("izations", "isations"),
    ("izing", "ising"),
    ("ized", "ised"),
    ("izes", "ises"),
    ("ize", "ise"),
    ("yzed", "ysed"),
    ("yze", "yse"),
)
