"""What a case tells about itself: a report in a list, a hit of a search, a line of the audit."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from sayso.model import Span


class Outcome(StrEnum):
    """What putting a report in came to."""

    ADDED = "added"
    READ_ANEW = "read anew"
    UNCHANGED = "unchanged"


@dataclass(frozen=True, slots=True)
class ReportRow:
    """A report as a list shows it, by its current analysis; `statements` counts the root too."""

    id: str
    outlet: str | None
    title: str | None
    published: str | None
    path: str
    language: str | None
    flags: tuple[str, ...]
    statements: int
    claims: int


@dataclass(frozen=True, slots=True)
class Hit:
    """Where searched words were found: in a "report", a "statement" or a "claim".

    `span` covers the words of the statement or claim, or the first match in the report's text;
    None where only a title or a name matched. `snippet` is on one line.
    """

    report: str
    kind: str
    subject: str
    span: Span | None
    snippet: str


@dataclass(frozen=True, slots=True)
class AuditRow:
    """Who did what to what, and when (UTC, ISO 8601)."""

    number: int
    at: str
    who: str
    action: str
    subject: str
    detail: str
