"""Competing hypotheses: what may be the case, held against what reports say.

The computation is `weigh/hypothesis.py`, the one that `sayso hypotheses` prints; the order of rows
and columns is a wish of whoever looks, and changes no result.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated, Literal, TypeVar

from fastapi import Query
from pydantic import BaseModel, Field

from sayso.record import Decision, pair
from sayso.record.findings.exhibits import exhibits, fitting
from sayso.record.findings.history import Decided, by_subject, seen
from sayso.record.findings.propositions import PropositionRow, Wanted, named
from sayso.record.hypotheses import hypotheses as put
from sayso.record.hypotheses import laid
from sayso.record.hypotheses import marks as marked
from sayso.show.workbench.pages.asking import OpenCase
from sayso.weigh.hypothesis import RATIOS, Comparison, Evidence, Mark, compare

SIZE = 12
Id = Annotated[str, Field(min_length=1, max_length=100)]
Ids = Annotated[list[Id], Field(max_length=300)]


class Looking(BaseModel):
    """How somebody looks at the matrix: in which order, with what laid beside, looking for what.

    `e` are propositions to be shown on the table besides those that were laid there and marked.
    """

    col: Ids = []
    row: Ids = []
    e: Ids = []
    q: Annotated[str, Field(max_length=500)] = ""
    only: Literal["", "contested", "several"] = ""

    def wanted(self) -> Wanted:
        """Which propositions to offer."""
        least = 2 if self.only == "several" else 1
        return Wanted(contested=self.only == "contested", least_origins=least)


@dataclass(frozen=True, slots=True)
class Column:
    """A hypothesis with how it stands. `number` is by when it was put, `place` by how it stands.

    `judgements` put it: all of them taken back, it is gone.
    """

    id: str
    number: int
    text: str
    place: int
    inconsistency: float
    log_likelihood: float
    judgements: tuple[Decided, ...]


@dataclass(frozen=True, slots=True)
class Cell:
    """How consistent a proposition is with a hypothesis, and whose judgement that is."""

    hypothesis: str
    number: int
    mark: Mark | None
    judgement: Decided | None
    seen: int


@dataclass(frozen=True, slots=True)
class Row:
    """A proposition as evidence; `apart` is from 0 to 1.

    `judgements` are all that laid it on the table or mark it: taken back, it is off the table.
    """

    proposition: PropositionRow
    diagnosticity: float
    apart: float
    cells: tuple[Cell, ...]
    marked: bool
    judgements: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Without:
    """The order in which hypotheses would stand without one origin, by number."""

    source: str
    order: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class HypothesesPage:
    """The matrix, how the hypotheses stand, on what that hangs; and what could be laid beside.

    `lost` are marked propositions that the case no longer has.
    """

    columns: tuple[Column, ...]
    standing: tuple[Column, ...]
    rows: tuple[Row, ...]
    telling: tuple[str, ...]
    hinges: tuple[Without, ...]
    lost: tuple[str, ...]
    asked: Looking
    found: tuple[PropositionRow, ...]


# The widest distance of two marks, very consistent and very inconsistent.
WIDEST = max(RATIOS.values()) - min(RATIOS.values())
Each = TypeVar("Each")


def hypotheses(case: OpenCase, asked: Annotated[Looking, Query()]) -> HypothesesPage:
    """How the hypotheses of the case stand against the evidence that people marked."""
    rows = case.judgements()
    known, marks = put(rows), marked(rows)
    used = [name for hypothesis, name in marks if hypothesis in {h.id for h in known}]
    there_by = laid(rows)
    names = tuple(dict.fromkeys([*used, *there_by, *asked.e]))
    compared = compare(known, marks, exhibits(case, names))
    history = by_subject(r for r in rows if r.judgement.decision in _OURS)
    columns = columns_of(compared, history)
    ordered = wished({column.id: column for column in columns}, asked.col)
    there = {row.id: row for row in named(case, names)}
    evidence = {each.exhibit.proposition: each for each in compared.evidence}
    lines = {
        name: row_of(there[name], evidence.get(name), (ordered, there_by.get(name, ())), history)
        for name in names
        if name in there
    }
    numbers = {column.id: column.number for column in columns}
    return HypothesesPage(
        ordered,
        tuple(sorted(columns, key=lambda c: c.place)),
        wished(lines, asked.row),
        tuple(each.exhibit.proposition for each in compared.evidence),
        tuple(Without(h.source, tuple(numbers[n] for n in h.order)) for h in compared.hinges),
        tuple(name for name in names if name not in there),
        asked,
        offered(case, asked, names),
    )


_OURS = (Decision.HYPOTHESIS, Decision.MARKED, Decision.LAID)


def offered(case: OpenCase, asked: Looking, there: Iterable[str]) -> tuple[PropositionRow, ...]:
    """What could be laid beside the hypotheses: what is looked for and not on the table yet."""
    known = set(there)
    found = fitting(case, asked.q, asked.wanted(), SIZE + len(known))
    return tuple(row for row in found if row.id not in known)[:SIZE]


def columns_of(
    compared: Comparison, history: Mapping[str, tuple[Decided, ...]]
) -> tuple[Column, ...]:
    """The hypotheses in the order in which people put them."""
    places = {s.hypothesis.id: (place, s) for place, s in enumerate(compared.standings, start=1)}
    made = []
    for number, each in enumerate(compared.hypotheses, start=1):
        place, standing = places[each.id]
        putting = tuple(row for row in history.get(each.id, ()) if row.back is None)
        scores = round(standing.inconsistency, 4), round(standing.likelihood, 4)
        made.append(Column(each.id, number, each.text, place, *scores, putting))
    return tuple(made)


def row_of(
    row: PropositionRow,
    evidence: Evidence | None,
    table: tuple[Sequence[Column], tuple[str, ...]],
    history: Mapping[str, tuple[Decided, ...]],
) -> Row:
    """One proposition with its marks; without any it is on the table and counts for nothing.

    `table` are the hypotheses, and the judgements by which it was laid before them.
    """
    columns, laid_by = table
    cells = tuple(cell_of(row.id, column, history) for column in columns)
    standing = [
        each.id
        for cell in cells
        for each in history.get(pair(cell.hypothesis, row.id), ())
        if each.back is None
    ]
    apart = evidence.diagnosticity if evidence else 0.0
    on = (*laid_by, *standing)
    return Row(row, round(apart, 4), min(apart / WIDEST, 1.0), cells, bool(standing), on)


def cell_of(name: str, column: Column, history: Mapping[str, tuple[Decided, ...]]) -> Cell:
    """The mark of a proposition for a hypothesis: the last that stands."""
    subject = pair(column.id, name)
    standing = [row for row in history.get(subject, ()) if row.back is None]
    last = standing[-1] if standing else None
    mark = Mark(last.value["mark"]) if last else None
    return Cell(column.id, column.number, mark, last, seen(history, subject))


def wished(each: Mapping[str, Each], order: Sequence[str]) -> tuple[Each, ...]:
    """What was wished for first, in that order; the rest as it was."""
    first = [name for name in dict.fromkeys(order) if name in each]
    return tuple(each[name] for name in [*first, *(name for name in each if name not in first)])
