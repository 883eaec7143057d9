"""Search: claims by words and facets, each search with an address of its own."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import asdict, dataclass
from typing import Annotated, Literal

from fastapi import Query
from pydantic import BaseModel, Field

from sayso.record import Case, Hit
from sayso.record.findings.claims import ClaimRow, Voicing
from sayso.record.findings.copies import ReportName, reports_named
from sayso.record.findings.sayings import Saying, Sought, sayings
from sayso.record.findings.search import Asked, Found, every, find, people
from sayso.show.tree import StatementTree
from sayso.show.words import TELLS, UNNAMED, link_in_words
from sayso.show.workbench.pages.asking import DAY, OpenCase, PageNumber
from sayso.show.workbench.phrases import tells

SIZE = 25
PASSAGES = 8
SAYINGS = 6


@dataclass(frozen=True, slots=True)
class Passage:
    """Words of a report that were found, and through whom they are told, the outlet first."""

    report: ReportName
    subject: str
    chain: tuple[str, ...]
    words: str


@dataclass(frozen=True, slots=True)
class Search:
    """What was asked, and what was found: claims, names, passages of reports.

    `said` are the first of the statements that fit and were not read as a typed claim, `untyped`
    is how many there are; none where a facet is asked for that only claims have.
    """

    asked: Asked
    found: Found
    people: tuple[tuple[str, str, str], ...]
    said: tuple[Saying, ...]
    untyped: int
    passages: tuple[Passage, ...]
    page: int
    pages: int


class Question(BaseModel):
    """What somebody looks for, as the address tells it; what is empty does not matter."""

    q: Annotated[str, Field(max_length=500)] = ""
    type: Annotated[str, Field(max_length=100)] = ""
    voice: Annotated[str, Field(max_length=300)] = ""
    outlet: Annotated[str, Field(max_length=300)] = ""
    entity: Annotated[str, Field(max_length=300)] = ""
    since: Annotated[str, Field(pattern=DAY)] = ""
    until: Annotated[str, Field(pattern=DAY)] = ""
    polarity: Literal["", "affirmed", "denied"] = ""
    status: Literal["", "open", "accepted", "rejected"] = ""

    def asked(self) -> Asked:
        """The question as the case takes it."""
        told = {name: value or None for name, value in self.model_dump(exclude={"q"}).items()}
        return Asked(self.q, **told)


def search(case: OpenCase, question: Annotated[Question, Query()], page: PageNumber = 1) -> Search:
    """Find claims, names and passages."""
    asked = question.asked()
    found = find(case, asked, page, SIZE)
    said, untyped = said_of(case, asked)
    known = {each.id for each in said}
    passages = passages_of(case, asked.words, known) if asked.words else ()
    pages = max(1, -(-found.total // SIZE))
    return Search(asked, found, people(case, asked.words), said, untyped, passages, page, pages)


def said_of(case: Case, asked: Asked) -> tuple[tuple[Saying, ...], int]:
    """What fits and was not read as a typed claim: the first of it, and how much there is."""
    if asked.type or asked.entity or asked.polarity or asked.status:
        return (), 0
    told = {name: getattr(asked, name) for name in ("voice", "outlet", "since", "until")}
    return sayings(case, Sought(asked.words, **told), size=SAYINGS)


def passages_of(case: Case, words: str, known: Collection[str]) -> tuple[Passage, ...]:
    """Where else the words stand, with the voices of each statement; `known` are shown already."""
    found = [hit for hit in case.search(words, 4 * PASSAGES) if hit.kind != "claim"]
    found = [hit for hit in found if hit.subject not in known][:PASSAGES]
    named = reports_named(case, [hit.report for hit in found])
    trees = {name: StatementTree.of(case.analysis(name)) for name in named}
    return tuple(
        Passage(named[hit.report], hit.subject, chain_of(trees[hit.report], hit), hit.snippet)
        for hit in found
        if hit.report in named
    )


def chain_of(tree: StatementTree, hit: Hit) -> tuple[str, ...]:
    """The voices through which a passage is told; the outlet alone for the text of a report."""
    statement = hit.subject if hit.kind == "statement" else tree.analysis.root.id
    return tuple(link_in_words(tree, each) for each in tree.lineage(statement))


COLUMNS = (
    *("id", "report", "outlet", "title", "told", "type", "polarity", "modality", "chain", "roles"),
    *("happened_from", "happened_to", "place", "evidence", "status", "proposition", "origins"),
)


def rows(case: OpenCase, question: Annotated[Question, Query()]) -> list[dict[str, object]]:
    """Every claim that was found, with its chain."""
    return [as_row(claim) for claim in every(case, question.asked())]


def as_row(claim: ClaimRow) -> dict[str, object]:
    """A claim as a row of a table."""
    told = asdict(claim)
    told["chain"] = TELLS.join(voice_in_words(voice) for voice in claim.chain)
    told["outlet"] = claim.chain[0].name if claim.chain else ""
    told["roles"] = "; ".join(f"{each.role}: {each.name}" for each in claim.roles)
    return told


def voice_in_words(voice: Voicing) -> str:
    """A voice of a chain with all that warns of it: no name, how it speaks, under duress."""
    act = tells(voice.manner, duress=voice.duress, negated=voice.negated)
    name = f"{UNNAMED} {voice.name}" if voice.unnamed else voice.name
    return f"{name} ({act})" if act else name
