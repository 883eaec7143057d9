"""What was said and not read as a typed claim: in which words, through whom, in which report.

found, total = sayings(case, Sought(words="ceasefire"))
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, func, select

from sayso.record.case import Case
from sayso.record.findings import tables
from sayso.record.findings.claims import Voicing, chains_of
from sayso.record.findings.copies import ReportName, reports_named
from sayso.record.store import speaker

# So many statements that hold the words are looked at, as of claims.
MOST = 2_000
# Statements of a table at a time.
BATCH = 500


@dataclass(frozen=True, slots=True)
class Sought:
    """Which statements to list; what is None does not matter. `voice` and `outlet` are keys."""

    words: str = ""
    voice: str | None = None
    outlet: str | None = None
    report: str | None = None
    since: str | None = None
    until: str | None = None


@dataclass(frozen=True, slots=True)
class Saying:
    """A statement without a typed claim: its chain, its words, and what it says in a few of them.

    `gist` is None where the words are few enough, or make no clause.
    """

    id: str
    report: ReportName
    told: str | None
    chain: tuple[Voicing, ...]
    gist: str | None
    words: str


def sayings(
    case: Case, sought: Sought, page: int = 1, size: int = 25
) -> tuple[tuple[Saying, ...], int]:
    """One page of the statements that are sought, and how many there are in all.

    Those that fit words best come first, else those told last.
    """
    with case.store.reading() as connection:
        if sought.words.strip():
            names = matching(connection, sought)
            total, names = len(names), names[(page - 1) * size : page * size]
        else:
            asked = latest(sought)
            count = select(func.count()).select_from(asked.order_by(None).subquery())
            total = connection.execute(count).scalar_one()
            some = asked.limit(size).offset((page - 1) * size)
            names = list(connection.execute(some).scalars())
    return named(case, names), total


def every(case: Case, sought: Sought) -> Iterator[Saying]:
    """All statements that are sought, without holding all of them."""
    page = 1
    while found := sayings(case, sought, page, BATCH)[0]:
        yield from found
        page += 1


def latest(sought: Sought) -> Select[Any]:
    """The ids of the statements that fit, the latest told first."""
    row = tables.saying.c
    return select(row.statement).where(*_where(sought)).order_by(row.told.desc(), row.statement)


def matching(connection: Connection, sought: Sought) -> list[str]:
    """The ids of those that hold the words, the best first."""
    row = tables.saying.c
    best = speaker(connection).matching(connection, sought.words, "statement", MOST)
    chosen = select(row.statement).where(row.statement.in_(best), *_where(sought))
    fits = set(connection.execute(chosen).scalars())
    return [name for name in best if name in fits]


def _where(sought: Sought) -> list[ColumnElement[bool]]:
    row, spoke = tables.saying.c, tables.hearing.c
    plain = {row.outlet: sought.outlet, row.report: sought.report}
    where: list[ColumnElement[bool]] = [c == value for c, value in plain.items() if value]
    if sought.since:
        where.append(row.told >= sought.since)
    if sought.until:
        where.append(row.told <= sought.until)
    if sought.voice:
        mine = select(spoke.statement).where(spoke.teller == sought.voice)
        where.append(row.statement.in_(mine))
    return where


def named(case: Case, names: Sequence[str]) -> tuple[Saying, ...]:
    """The statements with these ids, in their order; those that are gone are left out."""
    row = tables.saying
    with case.store.reading() as connection:
        asked = select(row).where(row.c.statement.in_(names))
        found = {each.statement: each for each in connection.execute(asked)}
        chains = chains_of(connection, names, tables.hearing.c.statement)
    reports = reports_named(case, sorted({each.report for each in found.values()}))
    return tuple(
        Saying(
            name,
            reports[found[name].report],
            found[name].told,
            tuple(chains[name]),
            found[name].gist,
            found[name].words,
        )
        for name in names
        if name in found and found[name].report in reports
    )


def heard_in(case: Case, names: Sequence[str]) -> dict[str, list[Voicing]]:
    """The chain of each of some statements that were not read as a typed claim."""
    with case.store.reading() as connection:
        return chains_of(connection, names, tables.hearing.c.statement)
