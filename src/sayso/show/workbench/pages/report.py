"""The page of a report: its text as published, who says what in it, and the claims beside it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Annotated

from fastapi import Query, Response

from sayso.errors import JudgementInvalid, NotInCase
from sayso.model import Analysis, Claim, Report, Span, Statement, chain_of
from sayso.record import Case
from sayso.record.addition import innermost, must_say, own_words, stretch
from sayso.record.amendment import Amendments, amended, claim_of
from sayso.record.findings.claims import ClaimRow, chains, claims
from sayso.record.findings.copies import Copying, ReportName, copying, reports_named
from sayso.record.findings.history import Decided, by_subject, seen
from sayso.record.findings.sayings import Saying, heard_in
from sayso.record.findings.sayings import named as sayings_named
from sayso.show.tree import StatementTree
from sayso.show.words import TELLS, link_in_words
from sayso.show.workbench.marking import (
    Paragraph,
    Shared,
    Stretch,
    paragraphs,
    window_of,
    windows,
)
from sayso.show.workbench.pages.asking import OpenCase
from sayso.show.workbench.proposed import Proposals, proposals
from sayso.weigh.untyped import untyped


@dataclass(frozen=True, slots=True)
class Fact:
    """What a report tells of itself, and where that was found in it."""

    name: str
    value: str
    where: str


@dataclass(frozen=True, slots=True)
class Speaker:
    """A voice of the report; `key` is who it is over all reports, where it says anything."""

    id: str
    key: str | None
    name: str
    kind: str
    statements: int


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
    """A report, or a part of a long one.

    `sayings` are the statements shown that were not read as a typed claim; `typed` and `untyped`
    count those of the whole report that were and were not. `proposals` are what a language model
    proposes about the whole report: no readings, and nothing counts them.
    """

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
    sayings: dict[str, Saying]
    typed: int
    untyped: int
    copying: tuple[Copying, ...]
    proposals: Proposals


FACTS = ("outlet", "title", "byline", "dateline", "published", "published_at", "url", "language")
Part = Annotated[int, Query(ge=1, le=10_000)]
Sought = Annotated[str, Query(max_length=60, description="a claim or statement to go to")]


def report(case: OpenCase, report: str, part: Part = 1, at: Sought = "") -> ReportPage:
    """A report with all that is said in it."""
    rows = case.judgements()
    analysis = amended(case.analysis(report), Amendments.of(rows))
    told = analysis.report
    shared = copying(case, told.id)
    machine = proposals(case, analysis, rows)
    found = windows(told.text)
    number = min(place_of(analysis, machine, at, found) if at else part - 1, len(found) - 1)
    shown = tuple(paragraphs(analysis, passages(shared), found[number], machine.spans()))
    names = [name for paragraph in shown for name in paragraph.claims]
    history = by_subject(rows)
    known = {claim.id: claim for claim in analysis.claims}
    rows_ = (row for row in claims(case, names) if row.id in known)
    cards = {row.id: card(told.text, known[row.id], row, history) for row in rows_}
    left = untyped(analysis)
    begun = {name for paragraph in shown for name in paragraph.statements}
    said = sayings_named(case, [s.id for s in left if s.id in begun])
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
        {each.id: each for each in said},
        len({claim.statement for claim in analysis.claims}),
        len(left),
        shared,
        machine,
    )


def passages(shared: Iterable[Copying]) -> list[Shared]:
    """Where passages of other reports stand in this one."""
    return [
        Shared(here, there, each.other.id, each.from_there)
        for each in shared
        for here, there in each.passages
    ]


def facts_of(told: Report) -> tuple[Fact, ...]:
    """What the report tells of itself."""
    known = ((name, getattr(told, name)) for name in FACTS)
    return tuple(Fact(name, fact.value, fact.where) for name, fact in known if fact is not None)


def place_of(analysis: Analysis, machine: Proposals, name: str, found: tuple[Span, ...]) -> int:
    """The number of the part in which a claim, a statement or a proposal stands, else the first."""
    places = {claim.id: claim.evidence.start for claim in analysis.claims}
    for statement in analysis.statements:
        if statement.content:
            places[statement.id] = min(span.start for span in statement.content)
    places |= {each.id: each.words[0].span[0] for each in machine.waiting.values()}
    return window_of(found, places.get(name, 0))


def card(text: str, claim: Claim, row: ClaimRow, history: dict[str, tuple[Decided, ...]]) -> Card:
    """A claim with where its roles stand in the text."""
    roles = {role: Stretch.of(text, told.span) for role, told in claim.roles}
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
    by_id = {statement.id: statement for statement in analysis.statements}
    heard = heard_in(case, [statement.id for statement in analysis.statements])
    for name, links in heard.items():
        for voice, link in zip(chain_of(by_id[name], by_id), links, strict=False):
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


@dataclass(frozen=True, slots=True)
class Hanging:
    """A statement on which words can hang as a claim, with its chain in words."""

    statement: str
    chain: str


@dataclass(frozen=True, slots=True)
class Placing:
    """Words, where they stand, and on whose word; `problem` tells why they make no claim."""

    words: str
    span: tuple[int, int]
    on: tuple[Hanging, ...]
    problem: str


Place = Annotated[int, Query(ge=0, le=1_000_000_000)]


def placing(
    case: OpenCase, report: str, start: Place = 0, end: Place = 0, statement: Sought = ""
) -> Placing:
    """On whose word a claim would hang that these words tell, or what a statement says itself."""
    analysis = case.analysis(report)
    tree = StatementTree.of(analysis)
    try:
        if statement:
            span = own_words(analysis, known_statement(analysis, statement))
        else:
            span = stretch(analysis, [start, end])
        inner = innermost(analysis, span)
        for each in inner:
            must_say(analysis, each, span)
    except JudgementInvalid as error:
        return Placing("", (start, end), (), str(error))
    on = tuple(Hanging(each.id, chain_in_words(tree, each)) for each in inner)
    return Placing(span.of(analysis.report.text), (span.start, span.end), on, "")


def known_statement(analysis: Analysis, name: str) -> Statement:
    """The statement with an id. Raises NotInCase."""
    found = next((each for each in analysis.statements if each.id == name), None)
    if found is None:
        raise NotInCase(f"The report has no statement {name!r}.")
    return found


def chain_in_words(tree: StatementTree, statement: Statement) -> str:
    """The voices through which a statement is told, the outlet first."""
    return TELLS.join(link_in_words(tree, each) for each in tree.lineage(statement.id))


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
    analysis, found = claim_of(case, claim)
    if not found:
        raise NotInCase(f"No claim has the id {claim!r}.")
    where = f"/reports/{analysis.report.id}?at={found.id}#{found.id}"
    return Response(status_code=303, headers={"Location": where})
