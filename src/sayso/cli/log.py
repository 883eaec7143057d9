"""`sayso log`: the audit trail of a case."""

from __future__ import annotations

import sys

from sayso.record import Case
from sayso.show.words import flat


def print_log(location: str) -> None:
    """Print one line for each entry, the oldest first."""
    with Case.open(location) as case:
        for row in case.audit():
            told = (row.at, row.who, row.action, row.subject, row.detail)
            sys.stdout.write("  ".join(flat(part) for part in told if part) + "\n")
