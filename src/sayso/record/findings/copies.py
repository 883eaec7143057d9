"""Which passages of a report stand in others, and who was first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import or_, select

from sayso.model import Span
from sayso.record import tables as ledger
from sayso.record.case import Case
from sayso.record.findings import tables

Passage = tuple[Span, Span]


@dataclass(frozen=True, slots=True)
class ReportName:
    """A report as others name it."""

    id: str
    outlet: str | None
    title: str | None
    published: str | None
    path: str


@dataclass(frozen=True, slots=True)
class Copying:
    """What a report shares with another. `from_there`: it took it; else the other took it.

    `share` is how much of the taker's words that is; `known_by` how the order is known, "not
    known" where it is a guess. Each passage is where it stands here, and where there.
    """

    other: ReportName
    from_there: bool
    share: float
    known_by: str
    credited: bool
    passages: tuple[Passage, ...]


def copying(case: Case, report: str) -> tuple[Copying, ...]:
    """What a report took from others, and what others took from it; the earliest first."""
    row = tables.borrowing.c
    asked = select(tables.borrowing).where(or_(row.taker == report, row.giver == report))
    with case.store.reading() as connection:
        found = connection.execute(asked).all()
    others = reports_named(case, [f.giver if f.taker == report else f.taker for f in found])
    made = [
        copied(each, others[name], from_there=each.taker == report)
        for each in found
        if (name := each.giver if each.taker == report else each.taker) in others
    ]
    return tuple(
        sorted(made, key=lambda c: (not c.from_there, c.other.published or "~", c.other.id))
    )


def copied(row: Any, other: ReportName, *, from_there: bool) -> Copying:  # noqa: ANN401 - a row
    """One borrowing, seen from one of its two reports."""
    pairs = [(Span(a, b), Span(c, d)) for a, b, c, d in row.passages]
    passages = tuple(pair if from_there else (pair[1], pair[0]) for pair in pairs)
    return Copying(other, from_there, row.share, row.known_by, row.credited, passages)


def reports_named(case: Case, names: Sequence[str]) -> dict[str, ReportName]:
    """The reports with these ids, as others name them."""
    row, current = ledger.analysis.c, ledger.current
    asked = (
        select(row.report, row.outlet, row.title, row.published, row.path)
        .join(current, current.c.analysis == row.id)
        .where(row.report.in_(names))
    )
    with case.store.reading() as connection:
        return {told[0]: ReportName(*told) for told in connection.execute(asked)}


def taken_between(
    case: Case, pairs: Sequence[tuple[str, str]]
) -> dict[tuple[str, str], tuple[float, str]]:
    """How much of each taker's words is from the giver, and how the order is known."""
    row = tables.borrowing.c
    takers = sorted({taker for taker, _ in pairs})
    asked = select(row.taker, row.giver, row.share, row.known_by).where(row.taker.in_(takers))
    with case.store.reading() as connection:
        found = {(told[0], told[1]): (told[2], told[3]) for told in connection.execute(asked)}
    return {pair: found[pair] for pair in pairs if pair in found}
