"""The page of a report: its text as published, who says what in it, and the claims beside it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Annotated

from fastapi import Query, Response

from sayso.errors import NotInCase
from sayso.model import Analysis, Report, Span
from sayso.record import Case
from sayso.record.amendment import amended, corrections
from sayso.record.findings.claims import ClaimRow, chains, claims
from sayso.record.findings.copies import Copying, ReportName, copying, reports_named
from sayso.record.findings.history import Decided, by_subject, seen
from sayso.show.workbench.marking import (
    Paragraph,
    Shared,
    paragraphs,
    window_of,
    windows,
)
from sayso.show.workbench.pages.asking import OpenCase


@dataclass(frozen=True, slots=True)
class Fact:
    """What a report tells of itself, and where that was found in it."""

    name: str
    value: str
    where: str


@dataclass(frozen=True, slots=True)
class Speaker:
    """A voice of the report; `key` is who it is over all reports, where a claim hangs on it."""

    id: str
    key: str | None
    name: str
    kind: str
    statements: int


@dataclass(frozen=True, slots=True)
class Stretch:
    """The words that fill a role, and where they stand: `[start, end]`."""

    words: str
    span: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Card:
    """A claim beside its sentence: with its roles in the text, and what was decided on it."""

    claim: ClaimRow
    roles: dict[str, Stretch]
    history: tuple[Decided, ...]
    seen: int
    corrected: bool
    confidence: float | None


@dataclass(frozen=True, slots=True)
class ReportPage:
    """A report, or a part of a long one."""

    id: str
    name: ReportName
    facts: tuple[Fact, ...]
    flags: tuple[str, ...]
    sha256: str
    media: str
    version: str
    part: int
    parts: int
    paragraphs: tuple[Paragraph, ...]
    speakers: tuple[Speaker, ...]
    cards: dict[str, Card]
    copying: tuple[Copying, ...]


FACTS = ("outlet", "title", "byline", "dateline", "published", "published_at", "url", "language")
Part = Annotated[int, Query(ge=1, le=10_000)]
Sought = Annotated[str, Query(max_length=60, description="a claim or statement to go to")]


def report(case: OpenCase, report: str, part: Part = 1, at: Sought = "") -> ReportPage:
    """A report with all that is said in it."""
    rows = case.judgements()
    analysis = amended(case.analysis(report), corrections(rows))
    told = analysis.report
    shared = copying(case, told.id)
    found = windows(told.text)
    number = min(place_of(analysis, at, found) if at else part - 1, len(found) - 1)
    passages = [
        Shared(here, there, each.other.id, each.from_there)
        for each in shared
        for here, there in each.passages
    ]
    shown = tuple(paragraphs(analysis, passages, found[number]))
    names = [name for paragraph in shown for name in paragraph.claims]
    history = by_subject(rows)
    cards = {row.id: card(analysis, row, history) for row in claims(case, names)}
    return ReportPage(
        told.id,
        reports_named(case, [told.id])[told.id],
        facts_of(told),
        told.flags,
        told.sha256,
        told.media,
        analysis.version,
        number + 1,
        len(found),
        shown,
        speakers(case, analysis),
        cards,
        shared,
    )


def facts_of(told: Report) -> tuple[Fact, ...]:
    """What the report tells of itself."""
    known = ((name, getattr(told, name)) for name in FACTS)
    return tuple(Fact(name, fact.value, fact.where) for name, fact in known if fact is not None)


def place_of(analysis: Analysis, name: str, found: tuple[Span, ...]) -> int:
    """The number of the part in which a claim or a statement stands; the first for any other."""
    places = {claim.id: claim.evidence.start for claim in analysis.claims}
    for statement in analysis.statements:
        if statement.content:
            places[statement.id] = min(span.start for span in statement.content)
    return window_of(found, places.get(name, 0))


def card(analysis: Analysis, row: ClaimRow, history: dict[str, tuple[Decided, ...]]) -> Card:
    """A claim with where its roles stand in the text."""
    claim = next(c for c in analysis.claims if c.id == row.id)
    text = analysis.report.text
    roles = {
        role: Stretch(told.span.of(text), (told.span.start, told.span.end))
        for role, told in claim.roles
    }
    decided = history.get(row.id, ())
    standing = any(d.decision == "corrected" and d.back is None for d in decided)
    return Card(row, roles, decided, seen(history, row.id), standing, claim.confidence)


def speakers(case: Case, analysis: Analysis) -> tuple[Speaker, ...]:
    """Who speaks in a report, the outlet first, then by how much they say."""
    said = Counter(statement.voice for statement in analysis.statements)
    keys: dict[str, str] = {}
    told = chains(case, [claim.id for claim in analysis.claims])
    for claim in analysis.claims:
        for voice, link in zip(claim.chain, told.get(claim.id, ()), strict=False):
            keys[voice] = link.key
    root = analysis.root.voice
    ordered = sorted(
        (voice for voice in analysis.voices if said[voice.id]),
        key=lambda v: (v.id != root, -said[v.id], v.text),
    )
    return tuple(
        Speaker(v.id, keys.get(v.id), " ".join(v.text.split()), v.kind.value, said[v.id])
        for v in ordered
    )


def original(case: OpenCase, report: str) -> Response:
    """The bytes of the report as they came, to be kept as a file and never shown by the browser."""
    told = case.analysis(report).report
    kept = case.original(told.sha256)
    ending = told.path.rpartition(".")[2].lower()
    ending = ending if ending.isalnum() and len(ending) < 8 and "." in told.path else "bin"
    headers = {
        "Content-Disposition": f'attachment; filename="{told.id}.{ending}"',
        "Content-Security-Policy": "sandbox; default-src 'none'",
    }
    return Response(kept.data, media_type="application/octet-stream", headers=headers)


def claim_place(case: OpenCase, claim: str) -> Response:
    """To the report in which a claim stands, and there to the claim."""
    analysis, found = case.claim(claim)
    if not found:
        raise NotInCase(f"No claim has the id {claim!r}.")
    where = f"/reports/{analysis.report.id}?at={found.id}#{found.id}"
    return Response(status_code=303, headers={"Location": where})
