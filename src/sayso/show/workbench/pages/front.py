"""The page of the case: what is in it, what is new, what needs a judgement."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sayso.record import Case
from sayso.record.findings.overview import Counts, Failed, NewReport, counts, failures, newest
from sayso.record.findings.people import DoubtRow, doubts
from sayso.record.findings.propositions import PropositionRow, Wanted, propositions
from sayso.record.findings.sayings import Saying, Sought, sayings
from sayso.show.workbench.adding import Progress
from sayso.show.workbench.pages.asking import OpenBench, OpenCase, PageNumber

SIZE = 20
FEW, SAID = 6, 4


@dataclass(frozen=True, slots=True)
class Front:
    """A case at one look. `widest` are the propositions from most origins.

    `said` are statements that were not read as a typed claim, the latest.
    """

    name: str
    settled: bool
    trouble: str | None
    counts: Counts
    reports: tuple[NewReport, ...]
    page: int
    pages: int
    failures: tuple[Failed, ...]
    doubts: tuple[DoubtRow, ...]
    contested: tuple[PropositionRow, ...]
    widest: tuple[PropositionRow, ...]
    said: tuple[Saying, ...]
    adding: Progress


def front(bench: OpenBench, page: PageNumber = 1) -> Front:
    """What is in the case, what is new, what needs a judgement."""
    case = bench.case
    told = counts(case)
    return Front(
        bench.name,
        bench.settled,
        bench.trouble,
        told,
        newest(case, page, SIZE),
        page,
        max(1, -(-told.reports // SIZE)),
        failures(case),
        doubts(case, size=FEW),
        propositions(case, Wanted(contested=True), size=FEW)[0],
        propositions(case, Wanted(least_origins=2), size=FEW)[0],
        sayings(case, Sought(), size=SAID)[0],
        bench.adding.progress,
    )


COLUMNS = ("id", "outlet", "title", "published", "path", "claims", "untyped", "added")


def rows(case: OpenCase) -> Iterator[dict[str, object]]:
    """Every report, as a row of a table."""
    return each_row(case)


def each_row(case: Case) -> Iterator[dict[str, object]]:
    """Every report, without holding all of them."""
    page = 1
    while found := newest(case, page, 500):
        yield from ({name: getattr(each, name) for name in COLUMNS} for each in found)
        page += 1
