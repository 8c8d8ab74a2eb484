"""Many random areas, published year after year, and an adversary who works out from that what they can."""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from assessment.store.session import connect
from tests import services
from tests.adversary.attacking import THRESHOLD, Outcome, attack

AREAS = 200


def attacked(areas: int = AREAS, *, first: int = 0) -> Outcome:
    """What came of attacking so many areas."""
    total = Outcome()
    with tempfile.TemporaryDirectory(prefix="fourfold-publications-") as folder:
        address = f"sqlite:///{Path(folder) / 'areas.db'}"
        services.migrate(address)
        opened = connect(address)
        for seed in range(first, first + areas):
            with opened.writing() as session:
                total.add(attack(session, seed))
        opened.engine.dispose()
    return total


def table(found: Outcome) -> list[str]:
    """The figures as a table that reads well in Markdown too."""
    return [
        "| what is published | hidden figures | smallest crowd | worked out | without an alibi |",
        "|---|--:|--:|--:|--:|",
        f"| as Fourfold does | {found.figures:,} | {found.smallest} | {found.recovered:,} | {found.without_alibi:,} |",
        f"| the same, read by {found.leads:,} leads who know their own | | | {found.recovered_by_leads:,} | {found.without_alibi_by_leads:,} |",
        (
            f"| every group of at least {THRESHOLD}, and every two together | {found.naive_figures:,} | {found.naive_smallest} "
            f"| {found.naive_recovered:,} | {found.naive_without_alibi:,} |"
        ),
    ]


def told(found: Outcome) -> str:
    """What was attacked, in a sentence."""
    return (
        f"{found.areas:,} areas with {found.publications:,} publications of {found.groups:,} groups; {found.refused:,} more were "
        f"refused since too few had changed; {found.looks:,} views were read, and {found.kept_back:,} spreads were kept back."
    )


def safe(found: Outcome) -> bool:
    """Whether nobody was worked out, and whether the adversary is any good; leads may lack proof, see docs/security.md."""
    hits = found.recovered, found.without_alibi, found.recovered_by_leads
    return not any(hits) and (found.smallest or 0) >= THRESHOLD and found.naive_recovered > 0


def main() -> int:
    """Do it and print it; 1 if anybody was worked out."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--areas", type=int, default=AREAS)
    parser.add_argument("--first", type=int, default=0, help="where the random numbers begin")
    asked = parser.parse_args()
    begun = time.monotonic()
    found = attacked(asked.areas, first=asked.first)
    print(told(found), *table(found), f"{time.monotonic() - begun:.0f} s", found, sep="\n")
    return 0 if safe(found) else 1


if __name__ == "__main__":
    sys.exit(main())
