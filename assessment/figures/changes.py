"""What moved since the year before, like for like, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assessment.domain.rounding import figure
from assessment.domain.texts.phrases import count_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assessment.domain.assessment.progress import Change, Changes, ItemChange
    from assessment.reports.years import YearLine

CAN_BE_COMPARED = "Questions can be compared if they mean the same in both years and were answered in both."


def arrow(change: Change) -> str:
    """Both figures of a change and how far apart they are, for tables."""
    return f"{figure(change.before)} → {figure(change.after)} ({apart(change)})"


def apart(change: Change) -> str:
    """How far apart the two figures of a change are as they are shown, and whether that is little."""
    points = change.difference
    if not points:
        return "no change"
    return f"{'+' if points > 0 else '−'}{abs(points)}{', little change' if change.little else ''}"


def went(change: Change) -> str:
    """What a figure did between two years, neutrally."""
    if not change.difference:
        return f"stayed at {figure(change.after)} ({apart(change)})"
    verb = "rose" if change.difference > 0 and not change.little else "went"
    return f"{verb} from {figure(change.before)} to {figure(change.after)} ({apart(change)})"


def since(line: YearLine) -> str:
    """What the overall score did since the kept year before, over the questions that can be compared."""
    changes = line.changes
    if changes is None or changes.overall is None:
        return f"Too few questions can be compared with {line.earlier_year} to say what moved."
    over = f"over the {changes.like_items} questions that can be compared"
    return f"The {changes.state} overall score {went(changes.overall)}, {over}."


def moved(line: YearLine) -> str:
    """How many answers are higher and lower than in the kept year before."""
    changes = line.changes
    if changes is None or changes.overall is None:
        return ""
    up, down = len(risen(changes)), len(lowered(changes))
    if not up and not down:
        return "Every answer that can be compared is at the same level as before."
    higher = f"{count_of(up, 'answer is', 'answers are')} higher" if up else ""
    lower = f"{down if up else count_of(down, 'answer is', 'answers are')} lower" if down else ""
    return f"{' and '.join(part for part in (higher, lower) if part)} than in {line.earlier_year}."


def compared(line: YearLine) -> str:
    """Which questions the two years have in common."""
    changes = line.changes
    if changes is None:
        return ""
    reworded = f" {changes.reworded} of them are in new words." if changes.reworded else ""
    asked = f"{line.earlier_year} asked {changes.total_before} questions and {line.name} asked {changes.total_now}"
    return f"{CAN_BE_COMPARED} {asked}; {changes.like_items} can be compared.{reworded}"


def risen(changes: Changes) -> Sequence[ItemChange]:
    """The answers that are higher than before, the furthest first."""
    return sorted((one for one in changes.items if one.after > one.before), key=lambda one: one.before - one.after)


def lowered(changes: Changes) -> Sequence[ItemChange]:
    """The answers that are lower than before, the furthest first."""
    return sorted((one for one in changes.items if one.after < one.before), key=lambda one: one.after - one.before)
