"""What was said and not read as a typed claim: not weighed, and not lost."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Annotated

from fastapi import Query
from pydantic import BaseModel, Field

from sayso.record import Case
from sayso.record.findings.copies import reports_named
from sayso.record.findings.overview import counts
from sayso.record.findings.propositions import voice_named
from sayso.record.findings.sayings import Saying, Sought, every, sayings
from sayso.show.words import TELLS
from sayso.show.workbench.pages.asking import DAY, OpenCase, PageNumber
from sayso.show.workbench.pages.search import voice_in_words

SIZE = 25
Key = Annotated[str, Field(max_length=300)]


class Which(BaseModel):
    """Which statements to list, as the address tells it; what is empty does not matter."""

    q: Annotated[str, Field(max_length=500)] = ""
    voice: Key = ""
    outlet: Key = ""
    report: Annotated[str, Field(max_length=60)] = ""
    since: Annotated[str, Field(pattern=DAY)] = ""
    until: Annotated[str, Field(pattern=DAY)] = ""

    def sought(self) -> Sought:
        """The question as the case takes it."""
        told = {name: value or None for name, value in self.model_dump(exclude={"q"}).items()}
        return Sought(self.q, **told)


@dataclass(frozen=True, slots=True)
class Statements:
    """One page of statements without a typed claim; `statements` are all that the case has.

    `voice`, `outlet` and `report` are the names of what the list is narrowed down to.
    """

    found: tuple[Saying, ...]
    total: int
    page: int
    pages: int
    untyped: int
    statements: int
    wordless: int
    voice: str | None
    outlet: str | None
    report: str | None


def statements(
    case: OpenCase, which: Annotated[Which, Query()], page: PageNumber = 1
) -> Statements:
    """What was said and not read as a typed claim, with its chain."""
    found, total = sayings(case, which.sought(), page, SIZE)
    told = counts(case)
    return Statements(
        found,
        total,
        page,
        max(1, -(-total // SIZE)),
        told.untyped,
        told.statements,
        told.wordless,
        voice_named(case, which.voice) if which.voice else None,
        voice_named(case, which.outlet) if which.outlet else None,
        report_named(case, which.report) if which.report else None,
    )


def report_named(case: Case, name: str) -> str | None:
    """What a report is called; None where there is none."""
    found = reports_named(case, [name]).get(name)
    return (found.title or found.path) if found else None


COLUMNS = ("id", "report", "outlet", "title", "told", "chain", "gist", "words")


def rows(case: OpenCase, which: Annotated[Which, Query()]) -> Iterator[dict[str, object]]:
    """Every statement that is sought, with its chain."""
    return map(as_row, every(case, which.sought()))


def as_row(said: Saying) -> dict[str, object]:
    """A statement as a row of a table."""
    told = asdict(said)
    told["chain"] = TELLS.join(voice_in_words(voice) for voice in said.chain)
    report = said.report
    return {**told, "report": report.id, "outlet": report.outlet, "title": report.title}
