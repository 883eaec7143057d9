"""`sayso search`: where words occur in a case, and who says them there."""

from __future__ import annotations

import sys
from functools import cache

from sayso.cli.output import console_for
from sayso.cli.show import verdicts
from sayso.record import Case
from sayso.record.place import locate
from sayso.show.terminal import finding
from sayso.show.tree import StatementTree


def print_hits(location: str, words: str, limit: int) -> None:
    """Print what was found, best first; each claim and statement with its chain."""
    console = console_for(sys.stdout)
    with Case.open(location) as case:

        @cache
        def tree_of(report_id: str) -> StatementTree:
            return StatementTree.of(case.analysis(report_id))

        hits = case.search(words, limit)
        judged = verdicts(case)
        for hit in hits:
            console.print(finding(tree_of(hit.report), hit, judged))
            console.print()
    if not hits:
        console.print(f"Nothing in {locate(location).shown} holds all of: {words}")
