"""What the fictional organisations write: short notes such as a busy lead would leave for next year."""

from __future__ import annotations

NOTES = (
    (
        "Not talked about yet. To be raised with the senior team after the summer.",
        "One colleague is keen; nothing has been agreed so far.",
        "We looked at this together and none of it is in place yet.",
    ),
    (
        "Somebody has agreed to take this on. A first draft is due by the end of term.",
        "Pilot with one team since the spring; it is too early to say what it shows.",
        "Agreed in principle. We still need to decide who does what by when.",
        "A plan exists, with dates. Two of five actions have begun.",
    ),
    (
        "In place for the front-line teams, not yet for support staff and volunteers.",
        "About a third of teams do this. The others start after the move to the new building.",
        "We do this, but nobody outside the team has looked at it yet.",
        "It happens where managers push for it. Next year: a date in everybody’s diary.",
    ),
    (
        "Usual practice now in six of ten teams; another manager looked at a sample in the spring.",
        "Staff from three teams could describe it when we asked them over lunch.",
        "Checked in May by a colleague from another service. Two things to mend, both done.",
        "Most people have had it within the year. We know who has not, and why.",
    ),
    (
        "It has carried on through two changes of manager, and was changed after what young people told us.",
        "Everywhere for well over a year. Feedback led us to drop one form and shorten another.",
        "Staff and people we serve shaped the last revision; we can show what changed.",
    ),
)

REASONS = (
    "We neither commission nor give grants.",
    "Nobody in our organisation has this kind of contact.",
    "We share this with a larger partner, whose assessment covers it.",
)

SHOWS = (
    "What was agreed, by whom, and when it is looked at again.",
    "How many of those concerned it has reached, out of how many.",
    "What people told us, in their own words, without names.",
    "That it was done, and what was changed because of it.",
)

LIVED_TITLES = ("What people who use us told us", "Notes of a listening morning", "Feedback of the last quarter")
