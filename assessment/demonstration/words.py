"""What the made-up organisations write: short notes, as a busy lead might leave them for next year."""

from __future__ import annotations

NOTES = (
    (
        "Not discussed yet. To go to the senior team after the summer.",
        "One colleague is keen, but nothing has been agreed so far.",
        "We talked this through as a team. None of it is in place yet.",
    ),
    (
        "Someone has agreed to take this on. First draft due by the end of term.",
        "Piloting with one team since the spring. Too early to say what it shows.",
        "Agreed in principle. We still need to decide who will do what, and by when.",
        "We have a plan with dates. Two of the five actions have started.",
    ),
    (
        "In place for front-line teams. Not yet for support staff and volunteers.",
        "About a third of teams do this. The rest start after we move to the new building.",
        "We do this, but nobody outside the team has checked it yet.",
        "It happens where managers push for it. Next year it goes in everyone’s diary.",
    ),
    (
        "Now usual practice in six of our ten teams. Another manager checked a sample in the spring.",
        "Staff from three teams could describe it when we asked them over lunch.",
        "Checked in May by a colleague from another service. Two things to fix, both done.",
        "Most people have had it this year. We know who hasn’t, and why.",
    ),
    (
        "Has survived two changes of manager. We changed it after listening to young people.",
        "In every team for well over a year. After feedback we dropped one form and shortened another.",
        "Staff and people we serve helped revise it last time. We can show what changed.",
    ),
)

REASONS = (
    "We don’t commission services or give grants.",
    "None of our staff have this kind of contact.",
    "A larger partner does this for us, and their assessment covers it.",
)

SHOWS = (
    "What was agreed, who agreed it and when it will be reviewed.",
    "How many people it has reached, out of how many.",
    "What people told us, in their own words, without names.",
    "That we did it, and what changed as a result.",
)

LIVED_TITLES = (
    "What people who use our services told us",
    "Notes from a listening morning",
    "Feedback from last quarter",
)
