"""What people decided about something, in order: with what was taken back, by whom and why."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from sayso.record.judgement import Judged


@dataclass(frozen=True, slots=True)
class Decided:
    """A judgement as people see it; `back` tells who took it back, when and why."""

    id: str
    subject: str
    decision: str
    value: Any
    who: str
    at: str
    why: str
    back: tuple[str, str, str] | None


def decided(row: Judged) -> Decided:
    """A judgement of the case."""
    said, back = row.judgement, row.retraction
    told = (back.who, back.at, back.why) if back else None
    return Decided(
        row.id, said.subject, said.decision.value, said.value, said.who, row.at, said.why, told
    )


def by_subject(rows: Iterable[Judged]) -> dict[str, tuple[Decided, ...]]:
    """All judgements by what they are about."""
    found: dict[str, tuple[Decided, ...]] = {}
    for row in rows:
        subject = row.judgement.subject
        found[subject] = (*found.get(subject, ()), decided(row))
    return found


def seen(history: Mapping[str, tuple[Decided, ...]], subject: str) -> int:
    """How many judgements and retractions on a subject there are: what a decision is based on."""
    rows = history.get(subject, ())
    return len(rows) + sum(row.back is not None for row in rows)
