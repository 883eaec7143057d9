"""The ledger: a case in one file, with everything put in kept, and every decision.

with Case.open("case.sayso", create=True) as case:
    case.put(original, analysis)
    for fault in verify(case): ...

The only package with SQL; what SQLite alone understands is in `sqlite.py`.
"""

from __future__ import annotations

from sayso.record.case import Case
from sayso.record.entries import AuditRow, Hit, Outcome, ReportRow
from sayso.record.judgement import (
    Decision,
    Judged,
    Judgement,
    Retraction,
    State,
    joined,
    linked,
    pair,
    state,
)
from sayso.record.promises import broken
from sayso.record.verify import Fault, verify

__all__ = [
    "AuditRow",
    "Case",
    "Decision",
    "Fault",
    "Hit",
    "Judged",
    "Judgement",
    "Outcome",
    "ReportRow",
    "Retraction",
    "State",
    "broken",
    "joined",
    "linked",
    "pair",
    "state",
    "verify",
]
