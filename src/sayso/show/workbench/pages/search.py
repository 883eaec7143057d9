"""Search: claims by words and facets, each search with an address of its own."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Annotated, Literal

from fastapi import Query
from pydantic import BaseModel, Field

from sayso.record import Hit
from sayso.record.findings.claims import ClaimRow
from sayso.record.findings.search import Asked, Found, every, find, people
from sayso.show.words import TELLS
from sayso.show.workbench.pages.asking import DAY, OpenCase, PageNumber

SIZE = 25
PASSAGES = 8


@dataclass(frozen=True, slots=True)
class Search:
    """What was asked, and what was found: claims, names, passages of reports."""

    asked: Asked
    found: Found
    people: tuple[tuple[str, str, str], ...]
    passages: tuple[Hit, ...]
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
    passages: tuple[Hit, ...] = ()
    if asked.words:
        hits = (hit for hit in case.search(asked.words, 4 * PASSAGES) if hit.kind != "claim")
        passages = tuple(hits)[:PASSAGES]
    pages = max(1, -(-found.total // SIZE))
    return Search(asked, found, people(case, asked.words), passages, page, pages)


COLUMNS = (
    *("id", "report", "title", "told", "type", "polarity", "modality", "chain", "roles"),
    *("happened_from", "happened_to", "place", "evidence", "status", "proposition", "origins"),
)


def rows(case: OpenCase, question: Annotated[Question, Query()]) -> list[dict[str, object]]:
    """Every claim that was found, with its chain."""
    return [as_row(claim) for claim in every(case, question.asked())]


def as_row(claim: ClaimRow) -> dict[str, object]:
    """A claim as a row of a table."""
    told = asdict(claim)
    told["chain"] = TELLS.join(voice.name for voice in claim.chain)
    told["roles"] = "; ".join(f"{each.role}: {each.name}" for each in claim.roles)
    return told
